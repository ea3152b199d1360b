"""Words for the customer: the check, and the hint when a claim names somebody."""

from collections.abc import Sequence
from typing import Any

from bot.claim.case import Claim
from bot.wording import check as wording
from bot.wording.check import Advice, Kind
from handlers.cases import own_claim
from handlers.desk import Desk
from handlers.slack import forms, ids, parts
from handlers.slack.language import _
from handlers.slack.markup import clock_time, escape
from handlers.slack.packing import more
from handlers.slack.parts import Block
from handlers.slack.payloads import Ack, Payload, instead, metadata, person, remember, workspace
from storage import people, teams


async def open_form(body: Payload, desk: Desk) -> None:
    """[Check my wording], for the owner."""
    case, zone = await _own_claim(body, desk)
    view = wording_form(case, zone, remember(case.id))
    await desk.show_view(body, view)


async def check(body: Payload, desk: Desk) -> Ack:
    """The advice is shown in the form; the text stays, and can be changed and checked again."""
    case, zone = await _own_claim(body, desk)
    colleagues = await desk.read(people.met, workspace(body))
    own_names = [each.name for each in colleagues if each.id == person(body)]
    team = await desk.read(teams.get, case.team)
    advice = wording.check(
        forms.text(body["view"], "words") or "",
        names=[each.name for each in colleagues],
        own=own_names,
        house=team.own_words,
    )
    view = wording_form(case, zone, remember(case.id), advice)
    return instead(view)


async def hint(body: Payload, wrong: str, desk: Desk) -> Ack:
    """The form again when "what is wrong" names somebody; {} if not, and the second time."""
    note = metadata(body["view"])
    if note.pop("hinted", False):
        return {}
    named = wording.named(wrong, await desk.read(people.names, workspace(body)))
    if not named:
        return {}
    note.pop("nonce", None)
    about_ids = note.pop("about")
    view = hinted_form(body["view"], named, remember(*about_ids, **note, hinted=True))
    return instead(view)


async def _own_claim(body: Payload, desk: Desk) -> tuple[Claim, str]:
    """The claim and its owner's zone; raises Refused for anybody else."""
    case = await own_claim(body, desk)
    return case, await desk.zone_of(person(body), case.team)


MOST_SHOWN = 8
"""Names or words in one line of advice."""
LONGEST_SHOWN = 60
"""Characters of each."""
KEPT_OF_A_VIEW = ("type", "callback_id", "title", "submit", "close", "blocks")
"""What Slack accepts again of a view that it has sent to the bot."""


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


def hinted_form(view: dict[str, Any], named: Sequence[str], metadata: str) -> Block:
    """The form as it was sent, with a line above "what is wrong" that shows who is `named`."""
    words = _(
        "We don't need who. What went wrong? You could take out {words}, or send it as it is.",
        words=_shown(named),
    )
    hint_block = {**parts.section(words), "block_id": "hint"}
    blocks = [block for block in view["blocks"] if block.get("block_id") != "hint"]
    place = next(n for n, block in enumerate(blocks) if block.get("block_id") == "wrong")
    view_fields = {name: view[name] for name in KEPT_OF_A_VIEW if view.get(name)}
    blocks = [*blocks[:place], hint_block, *blocks[place:]]
    return {**view_fields, "blocks": blocks, "private_metadata": metadata}


def _advice_blocks(advice: Sequence[Advice] | None, time: str) -> list[Block]:
    if advice is None:
        return []
    if not advice:
        return [parts.section(_("Nothing stands out. Good to send."))]
    words_by_advice: dict[str, list[str]] = {}
    for each in advice:
        words_by_advice.setdefault(_instead(each.kind, time), []).append(each.words)
    return [
        parts.section(f"*{_shown(words)}*\n{instead}") for instead, words in words_by_advice.items()
    ]


def _shown(words: Sequence[str]) -> str:
    quoted = dict.fromkeys(escape(parts.shortened(word, LONGEST_SHOWN)) for word in words)
    shown = [f"“{word}”" for word in list(quoted)[:MOST_SHOWN]]
    others = [more(len(quoted) - MOST_SHOWN)] if len(quoted) > MOST_SHOWN else []
    return ", ".join([*shown, *others])


def _instead(kind: Kind, time: str) -> str:
    """What to write instead of words of that kind."""
    if kind in (Kind.NAME, Kind.MENTION):
        return _(
            "The customer has you now. Instead of who: “I have taken over your case, and you will "
            "hear from me by {time}.”",
            time=time,
        )
    if kind is Kind.DEPARTMENT:
        return _(
            "To the customer we're one company. Instead of which part of it: “We got this wrong. I "
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
    return _("A word of our own. Say it in the customer's words, or leave it out.")
