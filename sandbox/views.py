"""views.*: modals in a stack of three, and App Home."""

import secrets
import time

from sandbox import checks
from sandbox.slack import Json, Slack, SlackError
from sandbox.world import Trigger, View

MOST_STACKED = 3


def open_(slack: Slack, args: Json) -> Json:
    trigger = _exchanged(slack, args)
    _checked(args["view"], "modal")
    view = _made(slack, trigger.user, args["view"])
    for old in slack.world.stacks.get(trigger.user, []):
        slack.world.views.pop(old, None)
    slack.world.stacks[trigger.user] = [view.id]
    return {"view": view.payload(slack.world.team["id"])}


def push(slack: Slack, args: Json) -> Json:
    trigger = _exchanged(slack, args)
    _checked(args["view"], "modal")
    if trigger.stack is None:
        raise SlackError("not_found")
    view = pushed(slack, trigger.user, args["view"])
    return {"view": view.payload(slack.world.team["id"])}


def pushed(slack: Slack, user: str, content: Json) -> View:
    """One more view on top of the person's stack."""
    stack = slack.world.stacks.setdefault(user, [])
    if len(stack) >= MOST_STACKED:
        raise SlackError("push_limit_reached")
    view = _made(slack, user, content, previous=stack[-1] if stack else None)
    stack.append(view.id)
    return view


def update(slack: Slack, args: Json) -> Json:
    view = _known(slack, args)
    if args.get("hash") and args["hash"] != view.hash:
        raise SlackError("hash_conflict")
    _checked(args["view"], view.content["type"])
    replaced(view, args["view"])
    return {"view": view.payload(slack.world.team["id"])}


def replaced(view: View, content: Json) -> None:
    """Other content in the same view; what was typed stays where the fields are the same."""
    before = view.typed
    view.content, view.hash, view.errors = content, _hash(), {}
    view.typed = {
        block_id: {each: before.get(block_id, {}).get(each, state) for each, state in found.items()}
        for block_id, found in initial(content).items()
    }


def publish(slack: Slack, args: Json) -> Json:
    person = slack.world.person(args["user_id"])
    if person is None:
        raise SlackError("user_not_found")
    _checked(args["view"], "home")
    old = slack.world.homes.get(person.id)
    if old is not None and args.get("hash") and args["hash"] != old.hash:
        raise SlackError("hash_conflict")
    view = _made(slack, person.id, args["view"])
    slack.world.homes[person.id] = view
    return {"view": view.payload(slack.world.team["id"])}


def check(content: Json, kind: str) -> None:
    """Refuse a view as Slack would, also one that comes back with an ack."""
    _checked(content, kind)


def initial(content: Json) -> Json:
    """The state of every element before anybody has filled it in, as Slack reports it."""
    found: Json = {}
    for n, block in enumerate(content["blocks"]):
        elements = [block["element"]] if block["type"] == "input" else block.get("elements", [])
        for element in elements:
            state = _empty(element)
            if state is not None:
                found.setdefault(block.get("block_id") or f"b{n}", {})[
                    element.get("action_id", "")
                ] = state
    return found


FIELDS = {
    "plain_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "checkboxes": ("selected_options", "initial_options"),
    "multi_static_select": ("selected_options", "initial_options"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
}
"""Element type -> where its state stands, and where it begins."""
SEVERAL = ("checkboxes", "multi_static_select", "multi_users_select")


def _empty(element: Json) -> Json | None:
    names = FIELDS.get(element["type"])
    if names is None:
        return None
    field, begins = names
    nothing: object = [] if element["type"] in SEVERAL else None
    return {"type": element["type"], field: element.get(begins, nothing)}


def _exchanged(slack: Slack, args: Json) -> Trigger:
    trigger = slack.world.triggers.get(args.get("trigger_id") or "")
    if trigger is None:
        raise SlackError("invalid_trigger_id")
    if trigger.used:
        raise SlackError("exchanged_trigger_id")
    if time.monotonic() - trigger.made > slack.settings.trigger_seconds:
        raise SlackError("expired_trigger_id")
    trigger.used = True
    return trigger


def _checked(content: object, kind: str) -> None:
    problems = checks.check_view(content)
    if not problems and isinstance(content, dict) and content["type"] != kind:
        problems = [f"[ERROR] unsupported type: {content['type']} [json-pointer:/view/type]"]
    if problems:
        raise SlackError("invalid_arguments", response_metadata={"messages": problems})


def _known(slack: Slack, args: Json) -> View:
    by_external = (
        v
        for v in slack.world.views.values()
        if args.get("external_id") and v.content.get("external_id") == args["external_id"]
    )
    found = slack.world.views.get(args.get("view_id") or "") or next(by_external, None)
    if found is None:
        raise SlackError("not_found")
    return found


def _made(slack: Slack, user: str, content: Json, previous: str | None = None) -> View:
    ident = slack.world.new_id("V")
    root = slack.world.views[previous].root if previous else ident
    view = View(ident, user, content, _hash(), root, previous, initial(content))
    slack.world.views[ident] = view
    return view


def _hash() -> str:
    return f"{int(time.monotonic())}.{secrets.token_hex(4)}"
