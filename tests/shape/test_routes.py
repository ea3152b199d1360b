"""What Slack must know is what the bot does; everything that can be pressed or sent is heard."""

import ast
import inspect
import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.team import Person
from handlers import EVENTS, PRESSED, SENT, SHORTCUTS
from handlers.escalate import SUBCOMMANDS, typed
from handlers.pressing import Listener
from handlers.receiving import bolt
from handlers.slack import ids
from sandbox.checks import methods
from tests.conftest import ROOT
from tests.shape.modules import Module, modules

MANIFEST = json.loads((ROOT / "manifest.json").read_text())
TABLES: dict[str, dict[str, Listener]] = {
    "PRESSED": PRESSED,
    "SENT": SENT,
    "SHORTCUTS": SHORTCUTS,
    "EVENTS": EVENTS,
}
LISTENERS = [
    *((f"{table}.{name}", each) for table, found in TABLES.items() for name, each in found.items()),
    *((f"/escalate {word}".strip(), each) for word, each in SUBCOMMANDS.items()),
    ("/escalate", typed),
]
ONLY_SHOWS = {ids.CHOOSER}
"""Views that are never sent: what they hold is pressed."""
SCOPES_OF_EVENTS = {
    "message.channels": {"channels:history"},
    "message.groups": {"groups:history"},
    "message.im": {"im:history"},
    "message.mpim": {"mpim:history"},
    "channel_archive": {"channels:read"},
    "channel_rename": {"channels:read"},
    "channel_unarchive": {"channels:read"},
    "group_archive": {"groups:read"},
    "group_rename": {"groups:read"},
    "group_unarchive": {"groups:read"},
    "member_joined_channel": {"channels:read", "groups:read"},
    "member_left_channel": {"channels:read", "groups:read"},
    "reaction_added": {"reactions:read"},
    "user_change": {"users:read"},
}
OPENED = {"im:write", "mpim:write"}
"""Of what conversations.open may need: the bot opens no channels."""


def named_ids() -> dict[str, str]:
    return {name: value for name, value in vars(ids).items() if name.isupper()}


def test_every_id_is_heard_or_only_shown() -> None:
    heard = {*PRESSED, *SENT, *SHORTCUTS}
    made = named_ids()
    assert len(set(made.values())) == len(made), "each id once"
    assert set(made.values()) == heard | ONLY_SHOWS
    assert not heard & ONLY_SHOWS


def test_whatever_is_drawn_to_be_pressed_or_sent_is_heard() -> None:
    """Followed from the calls that draw: a button, a form, a field that tells of every change."""
    buttons = {name for call in drawing("button") for name in ids_in(call.args[1:2])}
    forms = {name for call in drawing("form") for name in ids_in(call.args[:1])}
    growing = {name for call in calls() for name in ids_in(argument(call, "dispatch"))}
    made = named_ids()
    assert len(buttons) > 40
    assert len(forms) > 20
    assert growing
    assert {made[name] for name in buttons | growing} <= set(PRESSED)
    assert {made[name] for name in forms} <= set(SENT)
    shown = {made[n] for call in calls() for n in ids_in(argument(call, "callback_id"))}
    assert shown <= {*SENT, *PRESSED, *ONLY_SHOWS}


def test_nothing_is_heard_that_is_never_drawn() -> None:
    made = named_ids()
    drawn = {made[name] for module in edges() for name in ids_in([module.tree])}
    assert {*PRESSED, *SENT} - drawn == set()


def edges() -> list[Module]:
    """What draws: all of handlers/ but the table itself."""
    return [module for module in modules("handlers") if module.room != "__init__"]


def calls() -> Iterator[ast.Call]:
    for module in edges():
        yield from (node for node in ast.walk(module.tree) if isinstance(node, ast.Call))


def drawing(piece: str) -> Iterator[ast.Call]:
    return (call for call in calls() if ast.unparse(call.func) == f"parts.{piece}")


def argument(call: ast.Call, name: str) -> list[ast.expr]:
    return [each.value for each in call.keywords if each.arg == name]


def ids_in(found: list[ast.expr] | list[ast.Module]) -> set[str]:
    """The names of `ids.…` anywhere in it."""
    nodes = [node for each in found for node in ast.walk(each) if isinstance(node, ast.Attribute)]
    return {node.attr for node in nodes if ast.unparse(node.value) == "ids"} & set(named_ids())


@pytest.mark.parametrize(
    "listener", [each for _name, each in LISTENERS], ids=[name for name, _each in LISTENERS]
)
def test_every_listener_takes_a_payload_and_the_desk(listener: Listener) -> None:
    """It has no ack to call, so it cannot say yes before its work is done."""
    assert inspect.iscoroutinefunction(listener)
    parameters = inspect.signature(listener).parameters.values()
    given = [each.name.strip("_") for each in parameters if each.default is inspect.Parameter.empty]
    assert given == ["body", "desk"]


BY = {"user": {"id": "U01KARIN", "team_id": "T01"}}
PAYLOADS: Mapping[str, tuple[Any, dict[str, Any]]] = {
    "PRESSED": (bolt.on_press, {"actions": [{"action_id": "a_new_one"}], **BY}),
    "SENT": (bolt.on_form, {"view": {"callback_id": "a_new_one"}, **BY}),
    "SHORTCUTS": (bolt.on_shortcut, {"callback_id": "a_new_one", **BY}),
    "EVENTS": (bolt.on_event, {"event": {"type": "a_new_one"}}),
}


class OneColleague:
    """Stands where the desk stands: whoever acts is one of us."""

    def __init__(self) -> None:
        self.colleagues = self

    def worked_lately(self, person: str) -> bool:
        return False

    async def acting(self, person: str, *, flags: bool) -> Person:
        return Person(person, "Karin Holm")


class Acks:
    """Stands where Bolt's ack stands, and notes when it was called and with what."""

    def __init__(self, order: list[object]) -> None:
        self.order = order

    async def __call__(self, **answer: object) -> None:
        self.order.append(answer)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("answer", [None, {"response_action": "clear"}])
async def test_the_ack_comes_once_and_last_with_what_the_listener_gave(
    table: str, answer: dict[str, object] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[object] = []
    hear, body = PAYLOADS[table]
    the_desk = OneColleague()

    async def listener(heard: dict[str, Any], desk: object) -> dict[str, object] | None:
        assert (heard, desk) == (body, the_desk)
        order.append("done")
        return answer

    monkeypatch.setitem(TABLES[table], "a_new_one", listener)
    await hear(Acks(order), body, {"desk": the_desk})
    assert order == ["done", answer or {}]


@pytest.mark.parametrize("table", TABLES)
async def test_what_failed_gets_no_ack_here(table: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one handler of errors says what went wrong, in the ack where there is a place for it."""
    order: list[object] = []
    hear, body = PAYLOADS[table]

    async def listener(_heard: object, _desk: object) -> None:
        raise RuntimeError

    monkeypatch.setitem(TABLES[table], "a_new_one", listener)
    with pytest.raises(RuntimeError):
        await hear(Acks(order), body, {"desk": OneColleague()})
    assert order == []


@pytest.mark.parametrize("table", TABLES)
async def test_what_nobody_wants_is_acknowledged_all_the_same(table: str) -> None:
    order: list[object] = []
    hear, body = PAYLOADS[table]
    await hear(Acks(order), body, {"desk": OneColleague()})
    assert order == [{}]


def test_the_manifest_names_the_shortcuts_and_events_that_are_heard() -> None:
    shortcuts = MANIFEST["features"]["shortcuts"]
    assert {each["callback_id"] for each in shortcuts} == set(SHORTCUTS)
    assert all(len(each["name"]) <= 24 for each in shortcuts)
    assert {event.split(".")[0] for event in events()} == set(EVENTS)


def events() -> list[str]:
    found: list[str] = MANIFEST["settings"]["event_subscriptions"]["bot_events"]
    return found


def test_the_usage_hint_names_the_words_that_the_command_knows() -> None:
    (command,) = MANIFEST["features"]["slash_commands"]
    assert command["command"] == "/escalate"
    assert set(command["usage_hint"].strip("[]").split(" | ")) == set(SUBCOMMANDS) - {""}
    assert command["should_escape"] is True


def test_the_manifest_asks_for_the_scopes_of_what_is_called_and_heard_and_for_no_other() -> None:
    by_method = {method: scopes_of(method) for method in called()}
    assert {"chat.postMessage", "conversations.open", "views.push", "users.info"} <= set(by_method)
    needed = set().union(*by_method.values(), *(SCOPES_OF_EVENTS[event] for event in events()))
    assert needed | {"commands"} == set(MANIFEST["oauth_config"]["scopes"]["bot"])


def called() -> set[str]:
    """The methods of Slack's Web API that handlers/ takes from the client, as Slack names them."""
    taken = {
        node.attr
        for module in modules("handlers")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and node.attr in vars(AsyncWebClient)
    }
    return {name.replace("_", ".") for name in taken if not name.startswith("_")}


def scopes_of(method: str) -> set[str]:
    needed = set(methods()[method]["scopes"])
    return needed & OPENED if method == "conversations.open" else needed
