"""Everything that can be pressed or sent, done in the bot's own process, and how it is refused."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from bot.refusals import Code, Refused
from handlers import PRESSED, SENT
from handlers.desk import Received
from handlers.receiving.bolt import on_form, on_press
from handlers.slack import ids
from handlers.slack.payloads import Payload, remember
from sandbox.client import Json
from tests.stories.world import World

FLAG, CLAIMED = 1, 2
"""The cases' numbers, and ids: nothing else is in the database."""
ABOUT_A_DISH = {
    ids.DISH_DONE,
    ids.PASS_DISH,
    ids.DROP_DISH,
    ids.KEEP_DISH,
    ids.ACCEPT_DISH,
    ids.DECLINE_DISH,
}
OF_A_CLAIM = {
    ids.READ_CLAIM,
    ids.OFFER_HELP,
    ids.KEEP_PROMISE,
    ids.MISS_PROMISE,
    ids.NEW_TIME,
    ids.MARK_HELPED,
    ids.CHECK_WORDING,
    ids.HAND_OVER,
    ids.WITHDRAW_OFFER,
    ids.ACCEPT_CASE,
    ids.DECLINE_CASE,
    ids.LET_GO,
    ids.TAKE_CASE,
    ids.TURNED_HOSTILE,
    ids.REOPEN_CLAIM,
    ids.OUTSIDE,
    ids.NOTE,
}


@dataclass(frozen=True)
class House:
    """A world with two cases in it, who is who by key, and the team's channel."""

    world: World
    ids: Mapping[str, str]
    channel: str


async def refused(house: House, by: str, name: str, *, form: bool, about: int) -> Code | None:
    """Press that button, or send that form; how it is refused."""
    this = Received(uuid4().hex, time.monotonic(), again=False)
    desk = house.world.bot.desk.for_one(this)
    body = _form(house, by, name, about) if form else _press(house, by, name, about)
    hear: Any = on_form if form else on_press
    try:
        await hear(_ack, body, {"desk": desk})
    except Refused as no:
        return no.code
    except Exception:  # there is no view, and no trigger: Slack refuses what was let through
        return None
    return None


async def _ack(**_told: Any) -> None:
    return None


def _press(house: House, by: str, name: str, about: int) -> Payload:
    value = ids.pack(*_about(name, about))
    action = {"action_id": name, "value": value, "action_ts": "1.0", "selected_user": by}
    view = {"view": _view(house, name, about)} if name.endswith(("_changed", "_grows")) else {}
    where = {"channel": {"id": house.channel}, "container": {"message_ts": "1.0"}}
    return {"type": "block_actions", "actions": [action], **_who(house, by), **where, **view}


def _form(house: House, by: str, name: str, about: int) -> Payload:
    return {"type": "view_submission", "view": _view(house, name, about), **_who(house, by)}


def _who(house: House, by: str) -> Payload:
    workspace = house.world.bot.desk.colleagues.workspace
    user = {"id": by, "team_id": workspace}
    return {"user": user, "team": {"id": workspace}, "team_id": workspace, "trigger_id": "1.2.x"}


def _about(name: str, about: int) -> tuple[object, ...]:
    if name in ABOUT_A_DISH:
        return about, 1
    if name in (ids.SAME_EVENT, ids.OTHER_EVENT):
        return about, about
    if name == ids.IS_ANSWER:
        return about, "C1", "1.0"
    if name == ids.SHARE_OUT:
        return (1,)
    if name == ids.BACK_AGAIN:
        return "2026-03-02", "2026-03-02"
    return (about,)


def _view(house: House, name: str, about: int) -> Payload:
    note = _about(name, about) if name != ids.SHARE_OUT else ()
    more = {"team": 1, "channel": house.channel, "opened_on": 0, "same_as": None, "hinted": True}
    more["typed"] = SETUP_TYPED
    fields = FIELDS.get(name, {})
    return {
        "id": "V1",
        "hash": "1",
        "type": "modal",
        "callback_id": name,
        "blocks": [],
        "private_metadata": remember(*(each for each in note if isinstance(each, int)), **more),
        "state": {"values": {field: {"value": state} for field, state in fields.items()}},
    }


def _words(text: str = "Two sentences about it.") -> Json:
    return {"type": "plain_text_input", "value": text}


def _option(value: str) -> Json:
    return {"type": "static_select", "selected_option": {"value": value}}


def _options(*values: str) -> Json:
    return {"type": "checkboxes", "selected_options": [{"value": each} for each in values]}


def _user(ident: str | None = "U0SOMEBODY") -> Json:
    return {"type": "users_select", "selected_user": ident}


DAY = {"type": "datepicker", "selected_date": "2026-03-09"}
PROMISE = {"type": "datetimepicker", "selected_date_time": 1772800000}
FLAGGED = {"types": _options("rude"), "customer": _words("K-9"), "said": _words()}
SETUP_TYPED: Json = {
    "managers": ["U0SOMEBODY"],
    "deputy": None,
    "skip": None,
    "on_call": [],
    "zone": "Europe/Oslo",
    "country": "NO",
    "days": ["0"],
    "start": "08:00",
    "end": "16:00",
    "digest_on": True,
    "digest_day": "0",
    "digest_time": "09:00",
}
FIELDS: Mapping[str, Json] = {
    ids.FLAG: {**FLAGGED, "wish": _option("answer_me")},
    ids.FORM_CHANGED: {**FLAGGED, "wish": _option("answer_me")},
    ids.BEHALF: {**FLAGGED, "colleague": _user()},
    ids.BEHALF_CHANGED: {**FLAGGED, "colleague": _user()},
    ids.CONFIRM_FLAG: {"wish": _option("answer_me")},
    ids.WRITE: {"words": _words()},
    ids.TALK: {"outcome": _option("held")},
    ids.DECIDE: {
        "matter": _option("no"),
        "behaviour": _option("nothing"),
        "because": _words(),
        "to_agent": _words(),
    },
    ids.SEE_DIFFERENTLY: {"words": _words()},
    ids.CHOOSE_CONTACT: {"contact": _user()},
    ids.CORRECT_TEXT: {"said": _words()},
    ids.LESSON: {"lesson": _words()},
    ids.REOPEN_FLAG: {"answer_wanted": _options("yes")},
    ids.CLAIM: {
        "customer": _words("N-8"),
        "wrong": _words(),
        "origin": _option("system"),
        "promise": PROMISE,
    },
    ids.NOTE: {"note": _words()},
    ids.NEW_TIME: {"promise": PROMISE},
    ids.MARK_HELPED: {"kept": _option("kept")},
    ids.CHECK_WORDING: {"words": _words()},
    ids.HAND_OVER: {"to": _user(), **dict.fromkeys(("happened", "tried", "promised"), _words())},
    ids.LET_GO: {"reason": _words()},
    ids.SHARE_OUT: {"case_2": _user()},
    ids.REOPEN_CLAIM: {"promise": PROMISE},
    ids.ADD_DISH: {"text": _words(), "person": _user(), "day": DAY},
    ids.PASS_DISH: {"person": _user()},
    ids.DROP_DISH: {"reason": _words()},
    ids.KEEP_DISH: {"day": DAY},
    ids.AWAY: {"first": DAY, "last": DAY},
}


async def as_they_are(world: World) -> House:
    told = await world.get("/control/people")
    idents = {each["key"]: each["id"] for each in told["people"]}
    channel = next(str(c["id"]) for c in told["channels"] if c["name"] == "support")
    return House(world, idents, channel)


@dataclass(frozen=True)
class Press:
    """One thing to press or send."""

    name: str
    form: bool

    @property
    def about(self) -> tuple[int, ...]:
        """The cases it can be about: a dish's may be of either."""
        if self.name in OF_A_CLAIM:
            return (CLAIMED,)
        of_both = self.name in ABOUT_A_DISH or self.name == ids.ADD_DISH
        return (FLAG, CLAIMED) if of_both else (FLAG,)


EVERYTHING = [*(Press(name, False) for name in PRESSED), *(Press(name, True) for name in SENT)]
