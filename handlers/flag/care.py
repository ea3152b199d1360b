"""The manager's words to the agent, and the talk afterwards."""

from functools import partial

from slack_bolt.async_app import AsyncAck

from bot.flag import clocks as flag_clocks
from bot.flag.care import Acknowledge, CorrectTalk, CorrectTalked, NoteTalk, talk_too_soon
from bot.flag.case import Flag
from bot.flag.tracks import How, TalkOutcome
from bot.refusals import Code, Refused
from bot.team import Person, Team
from bot.text import required
from handlers.desk import Desk
from handlers.flag.more import asked_case, step
from handlers.sending.facts import Facts
from handlers.slack import forms, ids, labels, parts
from handlers.slack.language import _
from handlers.slack.markup import escape, when
from handlers.slack.parts import Block, Message, said
from handlers.slack.payloads import Payload, all_closed, case_id, person, remember, workspace
from storage import absences, cases, teams


def away_note(agent: str) -> str:
    return _("{agent} is away. A short, kind message is fine; the talk can wait.", agent=agent)


def _if_away(agent: str, away: bool) -> list[Block]:
    return [parts.context(away_note(escape(agent)))] if away else []


def write_form(case: Flag, agent: str, metadata: str, *, away: bool = False) -> Block:
    """The bot carries these words into the case's thread."""
    blocks = [
        *_if_away(agent, away),
        parts.asked(
            "words",
            _("Your words to {agent}", agent=agent),
            parts.paragraph(),
            hint=_("Two sentences are enough: what you saw, and when you will talk."),
        ),
        parts.context(
            _("Judging how the call was handled does not belong here: do that in private.")
        ),
    ]
    title = _("Case #{number}", number=case.number)
    return parts.form(ids.WRITE, title, _("Send"), blocks, metadata)


def talk_form(agent: str, metadata: str, *, too_soon: bool = False, away: bool = False) -> Block:
    """What to talk about, and what became of it; urgent: never the same day."""
    name = escape(agent)
    if too_soon:
        guide = _(
            "For now, listen, and see that {agent} is safe. The talk can wait until tomorrow.",
            agent=name,
        )
    else:
        guide = talk_guide(name)
    found = labels.outcomes()
    allowed = [TalkOutcome.NOT_WANTED] if too_soon else list(found)
    chosen = parts.options([(outcome.value, found[outcome]) for outcome in allowed])
    blocks = [
        *_if_away(agent, away),
        parts.section(guide),
        parts.asked("outcome", _("What became of it"), parts.choice("radio_buttons", chosen)),
        parts.context(_("The talk is yours; I only note that it was held.")),
    ]
    return parts.form(ids.TALK, _("The talk"), _("Save"), blocks, metadata)


def talk_guide(agent: str) -> str:
    return _(
        "Time to talk with {agent}.\n"
        "1  The situation.\n"
        "2  What {agent} did, and what it led to.\n"
        "3  Ask: “What would you have done in my place?”\n"
        "4  What do you both do next time?",
        agent=agent,
    )


async def open_write(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """[Write to the agent]: the bot carries the words into the case's thread."""
    case = await asked_case(body, desk)
    agent = (await desk.colleagues.know(case.agent))[case.agent]
    away = await is_away(body, agent, desk)
    view = write_form(case, agent.name, remember(case=case.id), away=away)
    await desk.open_view(body["trigger_id"], view)
    await ack()


async def is_away(body: Payload, who: Person, desk: Desk) -> bool:
    """At this moment."""
    known = await desk.read(absences.of, workspace(body), who.id)
    return any(absence.covers(desk.clock.now(), who.zone) for absence in known)


async def write(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    words = required(forms.text(body["view"], "words"), "words")
    step = partial(Acknowledge, How.WRITTEN, words)
    answer = await desk.run(
        cases.record_typed, case_id(body), step, {"text": words}, by=person(body), answer=all_closed
    )
    await ack(**answer)


async def we_talked(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    await step(ack, body, desk, Acknowledge(How.TALKED))


async def not_talked(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    await step(ack, body, desk, CorrectTalked())


async def guide(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """[Talk]: the four steps, and what became of it."""
    case = await asked_case(body, desk)
    people = await desk.colleagues.know(case.agent, person(body))
    calendar = Team(await desk.read(teams.get, case.team), people).calendar(person(body))
    view = talk_form(
        people[case.agent].name,
        remember(case=case.id),
        too_soon=talk_too_soon(case, desk.clock.now(), calendar),
        away=await is_away(body, people[case.agent], desk),
    )
    await desk.open_view(body["trigger_id"], view)
    await ack()


async def note(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    chosen = forms.text(body["view"], "outcome")
    if not chosen:
        raise Refused(Code.FIELD_EMPTY, field="outcome")
    what = NoteTalk(TalkOutcome(chosen))
    await ack(**await desk.run(cases.record, case_id(body), what, by=person(body)))


async def held(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    await step(ack, body, desk, NoteTalk(TalkOutcome.HELD))


async def in_writing(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    await step(ack, body, desk, NoteTalk(TalkOutcome.IN_WRITING))


async def not_wanted(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    await step(ack, body, desk, NoteTalk(TalkOutcome.NOT_WANTED))


async def wrong(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    """The agent: it was not so."""
    await step(ack, body, desk, CorrectTalk())


def talk_due(f: Facts) -> Message:
    guide = talk_guide(f.agent)
    note = _("The talk is yours; I only note that it was held.")
    case = f.flag
    made = [
        parts.button(_("Talk held"), ids.TALK_HELD, case.id),
        parts.button(_("Given in writing"), ids.TALK_IN_WRITING, case.id),
    ]
    if case.care.talk_asked_at is None:
        made.append(parts.button(_("Not wanted"), ids.TALK_NOT_WANTED, case.id))
    return Message(guide, [parts.section(guide), parts.context(note), *parts.buttons(*made)])


def talk_asked(f: Facts) -> Message:
    return talk_by(f, _("{agent} would like to talk with you.", agent=f.agent))


def talk_by(f: Facts, words: str) -> Message:
    due = flag_clocks.talk_due(f.flag, f.office)
    if due is not None:
        words = f"{words} " + _("A talk by {time} is soon enough.", time=when(due))
    read = parts.button(_("Read"), ids.READ, f.flag.id)
    return said(words, read, parts.button(_("Talk"), ids.TALK_GUIDE, f.flag.id))


def talk_noted(f: Facts) -> Message:
    name = f.named("by")
    words = {
        TalkOutcome.HELD: _("{name} noted that you have talked.", name=name),
        TalkOutcome.IN_WRITING: _("{name} noted that you got the feedback in writing.", name=name),
        TalkOutcome.NOT_WANTED: _("{name} noted that no talk is wanted.", name=name),
    }[TalkOutcome(f.facts["outcome"])]
    return said(words, parts.button(_("It was not so"), ids.TALK_WRONG, f.flag.id))
