"""Words for the customer: the check, and the hint when a claim names somebody."""

from collections.abc import Sequence
from typing import Any

from bot.claim.case import Claim
from bot.team import Person
from bot.wording import check as wording
from bot.wording.check import Advice, Kind
from handlers.cases import own_claim
from handlers.desk import Desk
from handlers.slack import forms, ids, parts
from handlers.slack.language import _
from handlers.slack.markup import clock_time, escape
from handlers.slack.parts import Block
from handlers.slack.payloads import Ack, Payload, instead, metadata, person, remember, workspace
from storage import people, teams


async def open_form(body: Payload, desk: Desk) -> None:
    """[Check my wording], for the owner."""
    case, zone = await _own_claim(body, desk)
    view = wording_form(case, zone, remember(case.id))
    await desk.show_view(body, view)


async def check(body: Payload, desk: Desk) -> Ack:
    """The advice comes into the form, where the text stays, to be changed and checked again."""
    case, zone = await _own_claim(body, desk)
    colleagues = await desk.read(people.met, workspace(body))
    me = [each.name for each in colleagues if each.id == person(body)]
    team = await desk.read(teams.get, case.team)
    advice = wording.check(
        forms.text(body["view"], "words") or "",
        names=_names(colleagues),
        own=me,
        house=team.own_words,
    )
    view = wording_form(case, zone, remember(case.id), advice)
    return instead(view)


async def hint(body: Payload, wrong: str, desk: Desk) -> Ack:
    """The claim's form once more, when "what is wrong" names somebody; {} the second time."""
    kept = metadata(body["view"])
    if kept.pop("hinted", False):
        return {}
    found = wording.named(wrong, _names(await desk.read(people.met, workspace(body))))
    if not found:
        return {}
    kept.pop("nonce", None)
    about = kept.pop("about")
    view = hinted_form(body["view"], found, remember(*about, **kept, hinted=True))
    return instead(view)


async def _own_claim(body: Payload, desk: Desk) -> tuple[Claim, str]:
    """The claim, and its owner's zone; refused to others."""
    case = await own_claim(body, desk)
    return case, await desk.zone_of(person(body), case.team)


def _names(colleagues: list[Person]) -> list[str]:
    return [each.name for each in colleagues]


MOST_SHOWN = 8
LONGEST_SHOWN = 60
KEPT_OF_A_VIEW = ("type", "callback_id", "title", "submit", "close", "blocks")
"""What Slack takes back of a view that it has sent."""


def wording_form(
    case: Claim, zone: str, metadata: str, advice: Sequence[Advice] | None = None
) -> Block:
    """The owner's own text, and, once it was checked, what stands out in it."""
    blocks = [
        parts.asked("words", _("What you want to say to the customer"), parts.paragraph()),
        *_advice_blocks(advice, clock_time(case.promise.due, zone)),
        parts.context(_("Advice only: you decide, and nothing of it is kept.")),
    ]
    return parts.modal(
        _("Check my wording"),
        blocks,
        callback_id=ids.CHECK_WORDING,
        submit=parts.plain(_("Check")),
        close=parts.plain(_("Close")),
        private_metadata=metadata,
    )


def hinted_form(view: dict[str, Any], found: Sequence[str], metadata: str) -> Block:
    """The form as it was sent, with a line above "what is wrong"; what was typed stays in it."""
    words = _(
        "We don't need who. What went wrong? You could take out {words}, or send it as it is.",
        words=_shown(found),
    )
    line = {**parts.section(words), "block_id": "hint"}
    blocks = [block for block in view["blocks"] if block.get("block_id") != "hint"]
    place = next(n for n, block in enumerate(blocks) if block.get("block_id") == "wrong")
    kept = {name: view[name] for name in KEPT_OF_A_VIEW if view.get(name)}
    blocks = [*blocks[:place], line, *blocks[place:]]
    return {**kept, "blocks": blocks, "private_metadata": metadata}


def _advice_blocks(advice: Sequence[Advice] | None, time: str) -> list[Block]:
    if advice is None:
        return []
    if not advice:
        return [parts.section(_("Nothing stands out. Good to send."))]
    found: dict[str, list[str]] = {}
    for each in advice:
        found.setdefault(_instead(each.kind, time), []).append(each.words)
    return [parts.section(f"*{_shown(words)}*\n{instead}") for instead, words in found.items()]


def _shown(words: Sequence[str]) -> str:
    each = dict.fromkeys(escape(parts.shortened(word, LONGEST_SHOWN)) for word in words)
    return ", ".join(f"“{word}”" for word in list(each)[:MOST_SHOWN])


def _instead(kind: Kind, time: str) -> str:
    """What to write instead."""
    if kind in (Kind.NAME, Kind.MENTION):
        return _(
            "The customer has you now. Instead of who: “I have taken over your case, and you will "
            "hear from me by {time}.”",
            time=time,
        )
    if kind is Kind.DEPARTMENT:
        return _(
            "To the customer we are one house. Instead of which part of it: “We got this wrong. I "
            "am putting it right now.”"
        )
    if kind is Kind.SYSTEM:
        return _(
            "What the customer gets matters more than our tools: “I can't see it yet. I will find "
            "out, and you will hear from me by {time}.”",
            time=time,
        )
    if kind is Kind.BLAME:
        return _(
            "Instead of whose fault: “This should not have happened, and I am sorry. You will hear "
            "from me by {time}.”",
            time=time,
        )
    return _("A word of our own house. Say it in the customer's words, or leave it out.")
