"""What Slack must know is what the bot does; every listener acknowledges."""

import inspect
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from slack_bolt.kwargs_injection.async_args import AsyncArgs

import handlers
from handlers.slack import ids
from tests.conftest import ROOT

MANIFEST = json.loads((ROOT / "manifest.json").read_text())
SOURCES = {path: path.read_text() for path in (ROOT / "handlers").rglob("*.py")}
SCOPES = {
    "chat_postMessage": "chat:write",
    "chat_update": "chat:write",
    "chat_postEphemeral": "chat:write",
    "conversations_open": "mpim:write",
    "conversations_info": "channels:read",
    "conversations_members": "mpim:read",
    "conversations_join": "channels:join",
    "conversations_history": "mpim:history",
    "conversations_replies": "channels:history",
    "users_info": "users:read",
    "users_conversations": "groups:read",
}


class Routes:
    """Stands where Bolt's app stands, and writes down what is routed where."""

    def __init__(self) -> None:
        self.found: dict[tuple[str, str], Callable[..., Any]] = {}

    def __getattr__(self, kind: str) -> Callable[[str], Callable[[Callable[..., Any]], None]]:
        def route(name: str) -> Callable[[Callable[..., Any]], None]:
            def remember(listener: Callable[..., Any]) -> None:
                self.found[(kind, name)] = listener

            return remember

        return route


def routed() -> dict[tuple[str, str], Callable[..., Any]]:
    app = Routes()
    handlers.routes(app, "/escalate")  # type: ignore[arg-type]  # it only looks like Bolt's app
    return app.found


def test_the_manifest_names_the_commands_shortcuts_and_events_that_are_routed() -> None:
    found = routed()
    commands = {each["command"] for each in MANIFEST["features"]["slash_commands"]}
    assert commands == {name for kind, name in found if kind == "command"}
    shortcuts = MANIFEST["features"]["shortcuts"]
    assert {each["callback_id"] for each in shortcuts} == {n for k, n in found if k == "shortcut"}
    assert all(len(each["name"]) <= 24 for each in shortcuts)
    events = MANIFEST["settings"]["event_subscriptions"]["bot_events"]
    assert {event.split(".")[0] for event in events} == {n for k, n in found if k == "event"}


def test_every_button_and_form_is_routed() -> None:
    made = {value for name, value in vars(ids).items() if name.isupper()} - {ids.CHOOSER, ids.MORE}
    assert made == {name for kind, name in routed() if kind in ("action", "view", "shortcut")}


@pytest.mark.parametrize("listener", routed().values(), ids=lambda f: f.__name__)
def test_every_listener_acknowledges_with_arguments_that_bolt_knows(
    listener: Callable[..., Any],
) -> None:
    names = set(inspect.signature(listener).parameters)
    assert "ack" in names
    assert names <= set(AsyncArgs.__annotations__) | {"desk"}
    assert re.search(r"\back\(|step\(ack", inspect.getsource(listener))


def test_the_manifest_asks_for_no_more_than_the_code_uses() -> None:
    used = {m for source in SOURCES.values() for m in re.findall(r"client\.([a-z]+_\w+)\(", source)}
    free = {"auth_test", "apps_connections_open", "views_open", "views_push", "views_update"}
    assert used <= {*SCOPES, *free, "chat_getPermalink"}
    asked = set(MANIFEST["oauth_config"]["scopes"]["bot"])
    assert {SCOPES[method] for method in used if method in SCOPES} <= asked
    implied = {"commands", "reactions:read"}  # the command, and the event of an emoji
    for scope in asked - implied:
        kind, right = scope.split(":")
        assert kind in ("channels", "groups", "im", "mpim", "chat", "users"), scope
        assert right in ("history", "read", "write", "join"), scope


def test_the_usage_hint_names_the_words_that_the_command_knows() -> None:
    from handlers.escalate import SUBCOMMANDS  # noqa: PLC0415  beside the only use

    (command,) = MANIFEST["features"]["slash_commands"]
    hinted = set(re.findall(r"[a-z]+", command["usage_hint"]))
    assert hinted == set(SUBCOMMANDS) - {""}
    assert command["should_escape"] is True
