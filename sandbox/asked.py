"""What a call of the control API asks for: its body, and whom or what it is about."""

import json

from aiohttp import web

from sandbox.people import Person
from sandbox.saying import CannotAct
from sandbox.slack import Json, Slack
from sandbox.world import Conversation


async def body(request: web.Request) -> Json:
    found: Json = json.loads(await request.text() or "{}")
    return found


def person(slack: Slack, key: str) -> Person:
    found = slack.world.person(key)
    if found is None:
        raise CannotAct(f"there is nobody called {key}")
    return found


def conversation(slack: Slack, key: str) -> Conversation:
    found = slack.world.conversation(key)
    if found is None:
        raise CannotAct(f"there is no {key}")
    return found
