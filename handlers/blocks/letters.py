"""How each notice looks: facts in, a message out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot import clocks
from bot.cases import Case, Claim, Hostile
from bot.digest import Shown
from bot.notices import Says
from bot.people import Office
from handlers.blocks import cards, ids, labels, parts
from handlers.blocks.flag_forms import talk_guide
from handlers.blocks.markup import clock_time, escape, when
from handlers.blocks.message import Block, Message
from handlers.language import _, ngettext


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a letter is drawn from."""

    says: Says
    facts: Mapping[str, Any]
    case: Case | None
    office: Office
    words: str | None
    command: str

    @property
    def flag(self) -> Hostile:
        assert isinstance(self.case, Hostile)  # noqa: S101  the notice belongs to a flag
        return self.case

    @property
    def claimed(self) -> Claim:
        assert isinstance(self.case, Claim)  # noqa: S101  the notice belongs to a claim
        return self.case

    @property
    def names(self) -> dict[str, str]:
        return {key: person.name for key, person in self.office.people.items()}

    def name(self, person: str) -> str:
        return escape(self.names.get(person, person))

    def named(self, fact: str) -> str:
        """The names of the people in a fact."""
        found = self.facts.get(fact) or ()
        return ", ".join(self.name(each) for each in ([found] if isinstance(found, str) else found))

    def time(self, fact: str) -> str:
        return when(datetime.fromisoformat(str(self.facts[fact])))

    @property
    def agent(self) -> str:
        return self.name(self.flag.agent)


def draw(facts: Facts) -> Message:
    return RENDER[facts.says](facts)


def _said(text: str, *buttons: Block) -> Message:
    return Message(text, [parts.section(text), *parts.buttons(*buttons)])


def _card(f: Facts) -> Message:
    if isinstance(f.case, Claim):
        return cards.claim(f.case, f.office, f.names)
    return cards.hostile(f.flag, f.office, f.names)


def _flag_saved(f: Facts) -> Message:
    return _said(
        _(
            "Thank you for telling us. {manager} has been told; you can expect an answer by "
            "{time}. There is nothing more you need to do now.",
            manager=f.named("asked"),
            time=when(clocks.answer_due(f.flag, f.office)),
        )
    )


def _flag_saved_urgent(f: Facts) -> Message:
    return _said(
        _(
            "I have written to {names}. If nobody has called by {time}, ring {phone}. You don't "
            "have to answer this customer. When you are safe, keep messages and recordings.",
            names=f.named("asked"),
            time=when(clocks.answer_due(f.flag, f.office)),
            phone=_phones(f),
        )
    )


def _phones(f: Facts) -> str:
    """Each on-call person's number; with nobody on call, the country's emergency number."""
    found = [
        _("{name} {phone}", name=f.name(entry.person), phone=escape(entry.phone))
        for entry in f.office.team.on_call
        if entry.person != f.flag.agent
    ]
    return _(" or ").join(found) or f.office.team.emergency


def _nobody_to_ask(f: Facts) -> Message:
    return _said(
        _(
            "Thank you for telling us. Right now there is nobody I can ask to answer you. The "
            "admins know that case #{number} waits. If it is urgent, ring {phone}.",
            number=f.flag.number,
            phone=_phones(f),
        )
    )


def _case_waits(f: Facts) -> Message:
    return _said(
        _(
            "Case #{number} waits, and there is nobody left to ask. In {channel}, {command} setup "
            "says who is asked.",
            number=f.flag.number,
            channel=f"<#{f.office.team.channel}>",
            command=f.command,
        )
    )


def _answer_buttons(f: Facts) -> list[Block]:
    case = f.flag
    return [
        parts.button(_("Write to {agent}", agent=f.names[case.agent]), ids.WRITE_TO, case.id),
        parts.button(_("We've talked"), ids.WE_TALKED, case.id),
    ]


def _read_button(f: Facts) -> Block:
    return parts.button(_("Read"), ids.READ, f.flag.id)


def _nudge_to_answer(f: Facts) -> Message:
    words = _(
        "{agent} is waiting to hear from you. Two sentences are enough: what you saw, and when "
        "you will talk. {agent} was told to expect you by {due}.",
        agent=f.agent,
        due=f.time("due"),
    )
    return _said(words, _read_button(f), *_answer_buttons(f))


def _warning_to_answer(f: Facts) -> Message:
    words = _("{agent} was told to expect you by {due}.", agent=f.agent, due=f.time("due"))
    if f.facts.get("next"):
        words += " " + _(
            "Two sentences are enough. Otherwise I'll ask {skip} to step in at {time}.",
            skip=f.named("next"),
            time=f.time("step_up"),
        )
    else:
        words += " " + _("Two sentences are enough. Otherwise I'll tell {agent} so.", agent=f.agent)
    return _said(words, _read_button(f), *_answer_buttons(f))


def _page(f: Facts) -> Message:
    words = _(
        "{agent} has flagged a customer contact ({types}). Listen, and see that {agent} is safe. "
        "The call itself can wait until tomorrow.",
        agent=f.agent,
        types=labels.happened(f.flag).lower(),
    )
    return _said(words, _read_button(f), *_answer_buttons(f))


def _page_again(f: Facts) -> Message:
    words = _(
        "{agent} is waiting to hear from you, since {time}. Listen, and see that {agent} is safe. "
        "Ring, or write two sentences.",
        agent=f.agent,
        time=when(f.flag.care.since),
    )
    return _said(words, _read_button(f), *_answer_buttons(f))


def _stepped_up_to_you(f: Facts) -> Message:
    words = _(
        "{agent} flagged a customer contact at {time} and hasn't heard from a manager yet. "
        "{manager} knows that I'm asking you. Can you talk to {agent}, or agree with {manager} "
        "who does?",
        agent=f.agent,
        time=f.time("since"),
        manager=f.named("before"),
    )
    return _said(words, _read_button(f), *_answer_buttons(f))


def _still_waiting(f: Facts) -> Message:
    words = _(
        "{agent} is still waiting, so I have asked {skip}. You can still answer.",
        agent=f.agent,
        skip=f.named("now"),
    )
    return _said(words, *_answer_buttons(f))


def _stepped_up_for_you(f: Facts) -> Message:
    return _said(
        _(
            "I haven't got hold of {manager} yet. I have asked {skip} to step in.",
            manager=f.named("before"),
            skip=f.named("now"),
        )
    )


def _nobody_answered(f: Facts) -> Message:
    return _said(
        _(
            "I have asked {names} and not got hold of anybody yet. It was right to say so. The "
            "admins know that case #{number} waits; you can also go to somebody you trust.",
            names=f.named("tried"),
            number=f.flag.number,
        )
    )


def _nobody_answered_urgent(f: Facts) -> Message:
    return _said(
        _(
            "I have tried {names}, and nobody has answered yet. Ring {phone} now. In danger, call "
            "{emergency} first.",
            names=f.named("tried"),
            phone=_phones(f),
            emergency=f.office.team.emergency,
        )
    )


def _words(f: Facts) -> Message:
    """Words that the bot carries: they are the manager's own, letter by letter."""
    from_whom = _("{name} writes:", name=f.named("by"))
    text = f.words or _("(taken back)")
    return Message(
        f"{from_whom} {escape(text)}", [parts.section(f"*{from_whom}*"), parts.typed(text)]
    )


def _talked_noted(f: Facts) -> Message:
    words = _("{name} says that you have talked.", name=f.named("by"))
    return _said(words, parts.button(_("We haven't talked"), ids.NOT_TALKED, f.flag.id))


def _talk_due(f: Facts) -> Message:
    guide = talk_guide(f.agent)
    note = _("The talk is yours; I only note that it was held.")
    case = f.flag
    blocks = [
        parts.section(guide),
        parts.context(note),
        *parts.buttons(
            parts.button(_("Talk held"), ids.TALK_HELD, case.id),
            parts.button(_("Given in writing"), ids.TALK_IN_WRITING, case.id),
            parts.button(_("Not wanted"), ids.TALK_NOT_WANTED, case.id),
        ),
    ]
    return Message(guide, blocks)


def _withdrawn(f: Facts) -> Message:
    return _said(_("{agent} has withdrawn case #{number}.", agent=f.agent, number=f.flag.number))


def _reopened(f: Facts) -> Message:
    number = f.case.number if f.case else 0
    return _said(_("{name} has opened case #{number} again.", name=f.named("by"), number=number))


def _closed(f: Facts) -> Message:
    words = _("Case #{number} is closed. Thank you for saying so.", number=f.flag.number)
    return _said(words, parts.button(_("Re-open"), ids.REOPEN_CASE, f.flag.id))


def _say_to_customer(f: Facts) -> Message:
    owner = f.office.people.get(f.claimed.owner)
    zone = owner.zone if owner else f.office.team.zone
    due = clock_time(datetime.fromisoformat(str(f.facts["due"])), zone)
    ours = _("You have case #{number}. A sentence you can say:", number=f.claimed.number)
    sentence = _(
        "“This should not have happened, and I am sorry. I have taken over your case, and you "
        "will hear from me by {time}.”",
        time=due,
    )
    return Message(f"{ours} {sentence}", [parts.section(ours), parts.section(sentence)])


def _promise_soon(f: Facts) -> Message:
    words = _(
        "The customer of case #{number} hears from you by {time}. If that no longer fits, agree on "
        "a new time now: it counts as kept.",
        number=f.claimed.number,
        time=f.time("due"),
    )
    return _said(words, *_promise_buttons(f)[:2])


def _promise_due(f: Facts) -> Message:
    words = _(
        "The customer of case #{number} was to hear from you by {time}. Did they?",
        number=f.claimed.number,
        time=f.time("due"),
    )
    return _said(words, *_promise_buttons(f))


def _promise_buttons(f: Facts) -> list[Block]:
    case = f.claimed
    return [
        parts.button(_("Kept"), ids.PROMISE_KEPT, case.id),
        parts.button(_("New time"), ids.PROMISE_NEW_TIME, case.id),
        parts.button(_("Not kept"), ids.PROMISE_LATE, case.id),
    ]


def _promise_unanswered(f: Facts) -> Message:
    return _said(
        _(
            "{owner} has case #{number}. The customer was to hear from us by {time}, and I don't "
            "know yet whether they did. Can you ask {owner} whether help is wanted?",
            owner=f.named("owner"),
            number=f.claimed.number,
            time=f.time("due"),
        )
    )


def _help_offered(f: Facts) -> Message:
    return _said(
        _(
            "{name} can help with case #{number}. You still have the case.",
            name=f.named("by"),
            number=f.claimed.number,
        )
    )


def _digest(f: Facts) -> Message:
    shown: Shown = f.facts["shown"]
    lines = [
        ngettext("{count} case taken", "{count} cases taken", shown.taken),
        ngettext("{count} customer helped", "{count} customers helped", shown.helped),
    ]
    if shown.kept is not None:
        lines.append(_("{kept} of {all} promises kept", kept=shown.kept, all=shown.settled))
    if shown.flags is not None:
        lines.append(ngettext("{count} hostile contact", "{count} hostile contacts", shown.flags))
    title = _("What we took hold of last week")
    blocks = [parts.section(f"*{title}*"), parts.section("\n".join(f"•  {each}" for each in lines))]
    if shown.too_few:
        few = _("Too few cases to show numbers without pointing at someone.")
        blocks.append(parts.context(few))
    return Message(title, blocks)


RENDER: dict[Says, Callable[[Facts], Message]] = {
    Says.CARD: _card,
    Says.FLAG_SAVED: _flag_saved,
    Says.FLAG_SAVED_URGENT: _flag_saved_urgent,
    Says.NOBODY_TO_ASK: _nobody_to_ask,
    Says.CASE_WAITS: _case_waits,
    Says.NUDGE_TO_ANSWER: _nudge_to_answer,
    Says.WARNING_TO_ANSWER: _warning_to_answer,
    Says.PAGE: _page,
    Says.PAGE_AGAIN: _page_again,
    Says.STEPPED_UP_TO_YOU: _stepped_up_to_you,
    Says.STEPPED_UP_STILL_WAITING: _still_waiting,
    Says.STEPPED_UP_FOR_YOU: _stepped_up_for_you,
    Says.NOBODY_ANSWERED: _nobody_answered,
    Says.NOBODY_ANSWERED_URGENT: _nobody_answered_urgent,
    Says.WORDS: _words,
    Says.TALKED_NOTED: _talked_noted,
    Says.TALK_DUE: _talk_due,
    Says.WITHDRAWN: _withdrawn,
    Says.REOPENED: _reopened,
    Says.CLOSED: _closed,
    Says.SAY_TO_CUSTOMER: _say_to_customer,
    Says.PROMISE_SOON: _promise_soon,
    Says.PROMISE_DUE: _promise_due,
    Says.PROMISE_UNANSWERED: _promise_unanswered,
    Says.HELP_OFFERED: _help_offered,
    Says.DIGEST: _digest,
}
