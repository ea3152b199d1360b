"""The manager's words to the agent, and the talk afterwards."""

from functools import partial

from bot.flag import clocks as flag_clocks
from bot.flag.care import Acknowledge, NoteTalk, talk_too_soon
from bot.flag.case import Flag
from bot.flag.tracks import How, TalkOutcome
from handlers.cases import flag_for
from handlers.desk import Desk
from handlers.sending.facts import Facts
from handlers.slack import forms, ids, labels, parts
from handlers.slack.language import _
from handlers.slack.markup import called, escape, when
from handlers.slack.parts import Block, Message, said
from handlers.slack.payloads import Ack, Payload, all_closed, case_id, person, remember
from storage import cases


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
    """What to talk about, and what became of it; `too_soon` leaves only *not wanted*."""
    name = escape(agent)
    if too_soon:
        guide = _(
            "For now, listen, and see that {agent} is safe. The talk can wait until tomorrow.",
            agent=name,
        )
    else:
        guide = talk_guide(name)
    outcomes = labels.outcomes()
    allowed = [TalkOutcome.NOT_WANTED] if too_soon else list(outcomes)
    options = parts.options([(outcome.value, outcomes[outcome]) for outcome in allowed])
    blocks = [
        *_if_away(agent, away),
        parts.section(guide),
        parts.asked("outcome", _("What became of it"), parts.choice("radio_buttons", options)),
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


async def open_write(body: Payload, desk: Desk) -> None:
    """[Write to the agent]: the bot carries the words into the case's thread."""
    case = await flag_for(Acknowledge, body, desk)
    agent = called((await desk.colleagues.one(case.agent)).name)
    away = case.agent in (await desk.team_of(case)).away
    await desk.show_view(body, write_form(case, agent, remember(case.id), away=away))


async def write(body: Payload, desk: Desk) -> Ack:
    typed = {"text": forms.required(forms.text(body["view"], "words"), "words")}
    step = partial(Acknowledge, How.WRITTEN)
    return await desk.run(
        cases.record_typed, case_id(body), step, typed, by=person(body), ack=all_closed
    )


async def open_talk(body: Payload, desk: Desk) -> None:
    """[Talk]: the four steps, and what became of it."""
    case = await flag_for(NoteTalk, body, desk)
    agent = await desk.colleagues.one(case.agent)
    team = await desk.team_of(case, person(body))
    view = talk_form(
        called(agent.name),
        remember(case.id),
        too_soon=talk_too_soon(case, desk.clock.now(), team.calendar(person(body))),
        away=case.agent in team.away,
    )
    await desk.show_view(body, view)


async def note_talk(body: Payload, desk: Desk) -> Ack:
    outcome = forms.chosen(forms.values(body["view"]), "outcome")
    step = NoteTalk(TalkOutcome(outcome))
    return await desk.run(cases.record, case_id(body), step, by=person(body))


def talk_due(f: Facts) -> Message:
    guide = talk_guide(f.agent)
    note = _("The talk is yours; I only note that it was held.")
    case = f.flag
    buttons = [
        parts.button(_("Talk held"), ids.TALK_HELD, case.id),
        parts.button(_("Given in writing"), ids.TALK_IN_WRITING, case.id),
    ]
    if case.care.talk_asked_at is None:
        buttons.append(parts.button(_("Not wanted"), ids.TALK_NOT_WANTED, case.id))
    return Message(guide, [parts.section(guide), parts.context(note), *parts.buttons(*buttons)])


def talk_asked(f: Facts) -> Message:
    return talk_by(f, _("{agent} would like to talk with you.", agent=f.agent))


def talk_by(f: Facts, words: str) -> Message:
    due = flag_clocks.talk_due(f.flag, f.team)
    if due is not None:
        words = f"{words} " + _("A talk by {time} is soon enough.", time=when(due))
    read = parts.button(_("Read"), ids.READ, f.flag.id)
    return said(words, read, parts.button(_("Talk"), ids.TALK, f.flag.id))


def talk_noted(f: Facts) -> Message:
    name = f.named("by")
    words = {
        TalkOutcome.HELD: _("{name} noted that you have talked.", name=name),
        TalkOutcome.IN_WRITING: _("{name} noted that you got the feedback in writing.", name=name),
        TalkOutcome.NOT_WANTED: _("{name} noted that no talk is wanted.", name=name),
    }[TalkOutcome(f.facts["outcome"])]
    return said(words, parts.button(_("We haven't talked"), ids.CORRECT_TALK, f.flag.id))
