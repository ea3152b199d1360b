"""What people do: type, click, fill in, say, react. Each returns once Slack's 3 s are decided."""

from typing import Any

from sandbox import chat, filling, saying, views
from sandbox.people import Person
from sandbox.saying import TIMED_OUT, CannotAct, decided, where
from sandbox.slack import Json, Slack
from sandbox.world import APP_ID, BOT_USER, Conversation, Message, View


async def command(slack: Slack, person: Person, told: Json) -> Json:
    conversation = where(slack, told["channel"], person)
    word, _, rest = told["text"].strip().partition(" ")
    if word not in slack.commands:
        raise CannotAct(f"{word} is not a valid command")
    trigger = slack.world.trigger(person.id)
    payload = {
        "token": "sandbox",
        "team_id": slack.world.team["id"],
        "team_domain": slack.world.team["domain"],
        "channel_id": conversation.id,
        "channel_name": _name(conversation),
        "user_id": person.id,
        "user_name": person.handle,
        "command": word,
        "text": rest.strip(),
        "api_app_id": APP_ID,
        "is_enterprise_install": "false",
        "response_url": slack.url + slack.world.hook(conversation.id, person.id),
        "trigger_id": trigger.id,
    }
    answer = await slack.sockets.ask("slash_commands", payload)
    if answer is None:
        return _timed_out(slack, person, f"{word} failed with the error “{TIMED_OUT}”")
    if answer.get("text") or answer.get("blocks"):
        if answer.get("response_type") == "in_channel":
            slack.say(conversation, slack.new_message(BOT_USER, answer.get("text", "")))
        else:
            chat.whisper(slack, conversation, person.id, answer)
    return decided(answer)


async def shortcut(slack: Slack, person: Person, told: Json) -> Json:
    trigger = slack.world.trigger(person.id)
    payload: Json = {
        **_who(slack, person),
        "type": "shortcut",
        "callback_id": told["callback_id"],
        "trigger_id": trigger.id,
        "action_ts": slack.world.new_ts(),
    }
    if told.get("ts"):
        conversation = where(slack, told["channel"], person)
        message = conversation.find(told["ts"])
        if message is None:
            raise CannotAct("there is no such message")
        payload |= {
            "type": "message_action",
            "channel": {"id": conversation.id, "name": _name(conversation)},
            "message": message.payload(),
            "message_ts": message.ts,
            "response_url": slack.url + slack.world.hook(conversation.id, person.id),
        }
    return await _interact(slack, person, payload)


async def click(slack: Slack, person: Person, told: Json) -> Json:
    """A button, or another element with an action, in a message, a modal or the home."""
    place, block, element = filling.find_action(slack, person, told)
    action: Json = {
        "type": element["type"],
        "block_id": block.get("block_id", "b0"),
        "action_id": element["action_id"],
        "action_ts": slack.world.new_ts(),
    }
    if element["type"] == "button":
        action |= {"text": element["text"], "value": element.get("value", "")}
    else:
        action |= filling.state_of(slack, element, told.get("value"))
    payload = {**_who(slack, person), "type": "block_actions", "actions": [action]}
    if isinstance(place, View):
        payload |= _in_view(slack, person, place)
    else:
        payload |= _in_message(slack, person, *place)
    return await _interact(slack, person, payload)


async def submit(slack: Slack, person: Person, told: Json) -> Json:
    """Fill in the modal and send it; field errors stay on it, and so does what was typed.

    From top to bottom, as the form stands: a field that the app wants to hear of is told at once,
    and what the app makes of the form is waited for, unless the person is faster (`overtakes`).
    """
    view = _top(slack, person, told.get("view_id"))
    left = dict(told.get("values") or {})
    while left:
        name, block = filling.topmost(view, left)
        changed = filling.fill_in(slack, view, block, left.pop(name))
        if changed and block.get("dispatch_action") and not told.get("overtakes"):
            await _dispatched(slack, person, view, block)
    lacking = filling.lacking(view)
    if lacking:
        view.errors = lacking
        return {"ok": False, "answer": None, "error": "input_required", "errors": lacking}
    trigger = slack.world.trigger(person.id, stack=view.id)
    payload = {
        **_who(slack, person),
        "type": "view_submission",
        "trigger_id": trigger.id,
        "view": view.payload(slack.world.team["id"]),
        "response_urls": [],
    }
    answer = await slack.sockets.ask("interactive", payload)
    if answer is None:
        view.errors = {"": "We had some trouble connecting. Try again?"}
        return decided(None)
    _apply(slack, person, view, answer)
    return decided(answer)


async def choose(slack: Slack, person: Person, told: Json) -> Json:
    """Change one field of the modal, `field`, and send nothing: the app hears if it asked to."""
    view = _top(slack, person, told.get("view_id"))
    for name, value in (told.get("values") or {}).items():
        filling.fill_in(slack, view, filling.field_of(view, name), value)
    return await _dispatched(slack, person, view, filling.field_of(view, told["field"]))


async def close(slack: Slack, person: Person, told: Json) -> Json:
    view = _top(slack, person, told.get("view_id"))
    slack.world.stacks[person.id].remove(view.id)
    slack.world.views.pop(view.id)
    if not view.content.get("notify_on_close"):
        return decided({})
    payload = {
        **_who(slack, person),
        "type": "view_closed",
        "view": view.payload(slack.world.team["id"]),
        "is_cleared": False,
    }
    return decided(await slack.sockets.ask("interactive", payload) or {})


async def trigger(slack: Slack, person: Person, told: Json) -> Json:
    """A trigger as a press would make it, as many seconds old as `age` says."""
    made = slack.world.trigger(person.id)
    made.made -= float(told.get("age", 0))
    hook = slack.world.hook(where(slack, told.get("channel", "support"), person).id, person.id)
    return {**decided({}), "trigger_id": made.id, "response_url": slack.url + hook}


DEEDS: dict[str, Any] = {
    "command": command,
    "shortcut": shortcut,
    "click": click,
    "submit": submit,
    "choose": choose,
    "close": close,
    "say": saying.say,
    "edit": saying.edit,
    "delete": saying.delete,
    "unfurl": saying.unfurl,
    "react": saying.react,
    "home": saying.home,
    "join": saying.join,
    "leave": saying.leave,
    "become": saying.become,
    "purge": saying.purge,
    "trigger": trigger,
}


async def _interact(slack: Slack, person: Person, payload: Json) -> Json:
    answer = await slack.sockets.ask("interactive", payload)
    if answer is None:
        return _timed_out(slack, person, "This app did not respond.")
    return decided(answer)


async def _dispatched(slack: Slack, person: Person, view: View, block: Json) -> Json:
    element = block["element"]
    action = {
        **view.typed[block["block_id"]][element["action_id"]],
        "block_id": block["block_id"],
        "action_id": element["action_id"],
        "action_ts": slack.world.new_ts(),
    }
    who = _who(slack, person)
    payload = {**who, "type": "block_actions", "actions": [action], **_in_view(slack, person, view)}
    return await _interact(slack, person, payload)


def _apply(slack: Slack, person: Person, view: View, answer: Json) -> None:
    """What an ack makes of the modal."""
    action = answer.get("response_action")
    view.errors = {}
    if action == "errors":
        view.errors = dict(answer["errors"])
    elif action == "update":
        views.check(answer["view"], "modal")
        views.replaced(view, answer["view"])
    elif action == "push":
        views.check(answer["view"], "modal")
        views.pushed(slack, person.id, answer["view"])
    elif action == "clear":
        slack.world.stacks[person.id] = []
    else:
        slack.world.stacks[person.id].remove(view.id)


def _in_view(slack: Slack, person: Person, view: View) -> Json:
    return {
        "container": {"type": "view", "view_id": view.id},
        "view": view.payload(slack.world.team["id"]),
        "trigger_id": slack.world.trigger(person.id, stack=view.id).id,
    }


def _in_message(slack: Slack, person: Person, conversation: Conversation, message: Message) -> Json:
    container = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": conversation.id,
        "is_ephemeral": message.only_for is not None,
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    found: Json = {
        "container": container,
        "channel": {"id": conversation.id, "name": _name(conversation)},
        "trigger_id": slack.world.trigger(person.id).id,
        "response_url": slack.url + slack.world.hook(conversation.id, person.id, message.ts),
        "state": {"values": {}},
    }
    return found if message.only_for else {**found, "message": message.payload()}


def _who(slack: Slack, person: Person) -> Json:
    return {
        "team": {"id": slack.world.team["id"], "domain": slack.world.team["domain"]},
        "user": {
            "id": person.id,
            "username": person.handle,
            "name": person.handle,
            "team_id": person.team_id,
        },
        "api_app_id": APP_ID,
        "token": "sandbox",
        "is_enterprise_install": False,
        "enterprise": None,
    }


def _top(slack: Slack, person: Person, view_id: str | None) -> View:
    stack = slack.world.stacks.get(person.id) or []
    ident = view_id or (stack[-1] if stack else None)
    if ident is None or ident not in stack:
        raise CannotAct(f"{person.called} has no such form open")
    return slack.world.views[ident]


def _timed_out(slack: Slack, person: Person, words: str) -> Json:
    slack.world.slack_errors.setdefault(person.id, []).append(words)
    return decided(None)


def _name(conversation: Conversation) -> str:
    names = {"im": "directmessage", "mpim": conversation.name, "group": "privategroup"}
    return names.get(conversation.kind, conversation.name)
