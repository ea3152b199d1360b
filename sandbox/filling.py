"""Finding the button that a person means, and filling in a form as a person would."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sandbox.people import Person
from sandbox.slack import Json, Slack
from sandbox.views import FIELDS
from sandbox.world import Conversation, Message, View

Place = View | tuple[Conversation, Message]


class NotThere(Exception):
    """No such button, field or choice; the text names what there is."""


def find_action(slack: Slack, person: Person, told: Json) -> tuple[Place, Json, Json]:
    """The place, the block and the element; without a place, the newest that has it."""
    seen = []
    for place, blocks in _places(slack, person, told):
        for block in blocks:
            for element in elements(block):
                seen.append(label(element) or element.get("action_id", ""))
                if _meant(element, told):
                    return place, block, element
    raise NotThere(f"{person.called} sees no {told.get('label') or told.get('action_id')}: {seen}")


def topmost(view: View, names: Iterable[str]) -> tuple[str, Json]:
    """The first of the named fields as the form stands, by label or block_id; raises NotThere."""
    wanted = list(names)
    for block in view.content["blocks"]:
        if block["type"] == "input":
            for name in (block["block_id"], block["label"]["text"]):
                if name in wanted:
                    return name, block
    return wanted[0], field_of(view, wanted[0])


def fill_in(slack: Slack, view: View, block: Json, value: Any) -> bool:
    """Whether the field holds something else than before."""
    element = block["element"]
    before = view.typed[block["block_id"]][element["action_id"]]
    state = state_of(slack, element, value)
    view.typed[block["block_id"]] = {element["action_id"]: state}
    return bool(state != before)


def lacking(view: View) -> dict[str, str]:
    """What Slack itself points out before it sends a form."""
    found = {}
    for block in view.content["blocks"]:
        if block["type"] != "input":
            continue
        element = block["element"]
        field = FIELDS[element["type"]][0]
        value = view.typed[block["block_id"]][element["action_id"]].get(field)
        if not value and not block.get("optional"):
            found[block["block_id"]] = "Please complete this required field."
        elif isinstance(value, str) and len(value) > element.get("max_length", 3000):
            found[block["block_id"]] = "This entry is too long."
        elif isinstance(value, str) and value and len(value) < element.get("min_length", 0):
            found[block["block_id"]] = "This entry is too short."
    return found


def state_of(slack: Slack, element: Json, value: Any) -> Json:
    """An element's state when a person has chosen or typed `value`."""
    kind = element["type"]
    field = FIELDS[kind][0]
    return {"type": kind, field: _as_state(slack, element, field, value)}


def _as_state(slack: Slack, element: Json, field: str, value: Any) -> Any:
    if field == "selected_option":
        return None if value is None else _option(element, value)
    if field == "selected_options":
        return [_option(element, each) for each in value or ()]
    if field == "selected_user":
        return _user(slack, value) if value else None
    if field == "selected_users":
        return [_user(slack, each) for each in value or ()]
    if field == "selected_date_time" and isinstance(value, str):
        return int(datetime.fromisoformat(value).timestamp())
    return value


def _option(element: Json, wanted: str) -> Json:
    options: list[Json] = element["options"]
    texts = [(option["text"]["text"], option) for option in options]
    for text, option in texts:
        if wanted in (text, option["value"]):
            return option
    for text, option in texts:
        if text.startswith(wanted):
            return option
    raise NotThere(f"there is no {wanted!r} among {[text for text, _ in texts]}")


def _user(slack: Slack, key: str) -> str:
    person = slack.world.person(key)
    if person is None:
        raise NotThere(f"there is nobody called {key}")
    return person.id


def field_of(view: View, name: str) -> Json:
    inputs: list[Json] = [b for b in view.content["blocks"] if b["type"] == "input"]
    for block in inputs:
        if name in (block["block_id"], block["label"]["text"]):
            return block
    raise NotThere(f"the form has no {name!r}, but {[b['label']['text'] for b in inputs]}")


def _places(slack: Slack, person: Person, told: Json) -> list[tuple[Place, list[Json]]]:
    """Where to look, newest first: the top modal, the home, then messages."""
    world = slack.world
    stack = [world.views[ident] for ident in reversed(world.stacks.get(person.id, []))]
    if told.get("view_id"):
        stack = [view for view in stack if view.id == told["view_id"]]
    found: list[tuple[Place, list[Json]]] = []
    if not told.get("ts") and not told.get("home"):
        found += [(view, _with_ids(view)) for view in stack]
    if told.get("home") and person.id in world.homes:
        return [(world.homes[person.id], _with_ids(world.homes[person.id]))]
    if told.get("view_id"):
        return found
    messages = [
        (conversation, message)
        for conversation in world.conversations.values()
        if person.id in conversation.members
        for message in conversation.messages
        if not message.deleted
        and message.only_for in (None, person.id)
        and told.get("ts") in (None, message.ts)
    ]
    messages.sort(key=lambda pair: float(pair[1].ts), reverse=True)
    return [*found, *((pair, pair[1].blocks) for pair in messages)]


def _with_ids(view: View) -> list[Json]:
    return [
        {"block_id": block.get("block_id") or f"b{n}", **block}
        for n, block in enumerate(view.content["blocks"])
    ]


def elements(block: Json) -> list[Json]:
    found = list(block.get("elements", ())) if block["type"] == "actions" else []
    return [*found, block["accessory"]] if "accessory" in block else found


def label(element: Json) -> str:
    return str((element.get("text") or {}).get("text", ""))


def _meant(element: Json, told: Json) -> bool:
    if "action_id" in told:
        same_value = "value" not in told or element.get("value") == told["value"]
        return bool(element.get("action_id") == told["action_id"] and same_value)
    return label(element) == told.get("label")
