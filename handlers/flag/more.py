"""[More]: every step that the one who opens it may do now."""

from collections.abc import Iterator

from slack_bolt.async_app import AsyncAck

from bot.dishes.steps import AddDish
from bot.flag.care import AskTalk, CorrectTalk, CorrectTalked
from bot.flag.case import Flag, Track, may_read
from bot.flag.closing import Close, CorrectText, KeepOpen, NoteLesson, Withdraw
from bot.flag.customer import CustomerHelped, HandBack, TakeOver, WishToFinish
from bot.flag.decision import Decide, HearElsewhere
from bot.flag.routing import ChooseContact, DeclineContact, GiveToDeputy
from bot.flag.steps import Step, may
from bot.flag.tracks import Holder, How
from bot.refusals import Code, Refused
from bot.team import Team, require
from handlers.desk import Desk, extra
from handlers.flag.card import Names
from handlers.flag.customer import finish_buttons
from handlers.flag.routing import give_to_deputy
from handlers.slack import forms, ids, parts
from handlers.slack.language import _
from handlers.slack.markup import escape
from handlers.slack.parts import Block
from handlers.slack.payloads import Payload, case_id, person, remember
from storage import cases, teams


async def open_more(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    await desk.open_view(body["trigger_id"], await drawn_more(body, desk))
    await ack()


async def ask_talk(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    await step(ack, body, desk, AskTalk())


async def step(ack: AsyncAck, body: Payload, desk: Desk, what: Step) -> None:
    """A button that does one step, whoever pressed it; the rules say whether they may.

    Pressed behind [More], that view shows at once what is left to do.
    """
    answer = await desk.run(cases.record, case_id(body), what, by=person(body))
    if body.get("view", {}).get("callback_id") == ids.MORE:
        with extra():
            await desk.update_view(body["view"]["id"], await _left_to_do(body, desk))
    await ack(**answer)


async def _left_to_do(body: Payload, desk: Desk) -> Payload:
    """What this person may do next; nothing when the case has gone to somebody else."""
    if may_read(await flag_of(body, desk), person(body)):
        return await drawn_more(body, desk)
    return forms.said_view(others_go_on())


async def drawn_more(body: Payload, desk: Desk) -> Payload:
    """All that this person may do now."""
    case = await flag_of(body, desk)
    require(may_read(case, person(body)))
    team = await desk.read(teams.get, case.team)
    office = await desk.read(teams.office, team, also=case.people, at=desk.clock.now())
    names = {key: known.name for key, known in office.people.items()}
    return more_view(case, person(body), office, names, remember(case=case.id))


async def asked_case(body: Payload, desk: Desk) -> Flag:
    """The case behind a button, for whoever is asked; refused to others."""
    case = await flag_of(body, desk)
    require(person(body) in case.asked)
    return case


async def flag_of(body: Payload, desk: Desk) -> Flag:
    """The flag behind a button or a form."""
    case = await desk.read(cases.look, case_id(body))
    if not isinstance(case, Flag):
        raise Refused(Code.CASE_UNKNOWN)
    return case


def more_view(case: Flag, by: str, office: Team, names: Names, metadata: str) -> Block:
    """The steps that the table allows this person now."""
    groups = {
        _("The customer"): _with_customer(case, by),
        _("The talk"): _talk(case, by),
        _("The decision"): _decision(case, by),
        _("The case"): _case(case, by, office, names),
    }
    blocks: list[Block] = []
    for heading, found in groups.items():
        if made := list(found):
            blocks += [parts.section(f"*{heading}*"), *parts.buttons(*made)]
    if not blocks:
        blocks = [parts.section(_("There is nothing more for you to do here now."))]
    if case.objections and by in case.asked:
        blocks.append(
            parts.context(_("{agent} wanted it kept open.", agent=escape(names[case.agent])))
        )
    title = _("Case #{number}", number=case.number)
    return parts.modal(
        title,
        blocks,
        callback_id=ids.MORE,
        private_metadata=metadata,
        close=parts.plain(_("Close")),
    )


def _with_customer(case: Flag, by: str) -> Iterator[Block]:
    holder = case.through.holder
    if may(case, WishToFinish, by) and case.track is not Track.URGENT:
        yield from finish_buttons(case)
    if may(case, TakeOver, by) and (holder is not Holder.MANAGER or case.through.taken_by != by):
        yield parts.button(_("I'll take over the customer"), ids.TAKE_OVER, case.id)
    if may(case, HandBack, by) and holder is Holder.MANAGER:
        yield parts.button(_("Hand the customer back"), ids.HAND_BACK, case.id)
    agents = by == case.agent and holder is not Holder.MANAGER
    managers = by != case.agent and holder is not Holder.AGENT
    if may(case, CustomerHelped, by) and (agents or managers) and not case.through.helped_at:
        yield parts.button(_("The customer is helped"), ids.FLAG_HELPED, case.id)


def _talk(case: Flag, by: str) -> Iterator[Block]:
    if may(case, AskTalk, by) and not (case.talk_awaited and case.care.talk_asked_at):
        yield parts.button(_("I'd like to talk"), ids.ASK_TALK, case.id)
    talked = any(answer.how is How.TALKED for answer in case.care.answers)
    if may(case, CorrectTalked, by) and talked:
        yield parts.button(_("We haven't talked"), ids.NOT_TALKED, case.id)
    if may(case, CorrectTalk, by) and case.care.talk is not None:
        yield parts.button(_("It was not so"), ids.TALK_WRONG, case.id)


def _decision(case: Flag, by: str) -> Iterator[Block]:
    if may(case, Decide, by):
        label = _("Change the decision") if case.decision else _("Decide")
        yield parts.button(label, ids.OPEN_DECIDE, case.id)
    if may(case, HearElsewhere, by):
        label = _("The customer was given something, and nobody told me")
        yield parts.button(label, ids.HEARD_ELSEWHERE, case.id)


def _case(case: Flag, by: str, office: Team, names: Names) -> Iterator[Block]:
    if may(case, DeclineContact, by) and case.contact == by:
        yield parts.button(_("I can't take this"), ids.DECLINE_CONTACT, case.id)
    if may(case, GiveToDeputy, by):
        yield from give_to_deputy(case, office, names)
    if may(case, CorrectText, by):
        yield parts.button(_("Correct my text"), ids.CORRECT_TEXT, case.id)
    if may(case, ChooseContact, by) and case.contact:
        yield parts.button(_("Choose somebody else"), ids.CHOOSE_CONTACT, case.id)
    yield from _washing_up(case, by)
    yield from _ending(case, by)


def _washing_up(case: Flag, by: str) -> Iterator[Block]:
    if may(case, CustomerHelped, by):
        yield parts.button(_("Claim the mess behind it"), ids.CLAIM_BEHIND, case.id)
    if may(case, AddDish, by):
        yield parts.button(_("Add a dish"), ids.ADD_DISH, case.id)
    if may(case, NoteLesson, by):
        yield parts.button(_("Note a lesson"), ids.ADD_LESSON, case.id)


def _ending(case: Flag, by: str) -> Iterator[Block]:
    light = case.track is Track.LIGHT and case.closing is None
    if may(case, KeepOpen, by) and light and not case.kept_open:
        yield parts.button(_("Keep open"), ids.KEEP_OPEN, case.id)
    if may(case, Close, by):
        yield parts.button(_("Close the case"), ids.CLOSE, case.id)
    if may(case, Withdraw, by):
        ask = _("The flag is taken back. You can always flag again.")
        yield parts.button(_("Withdraw"), ids.WITHDRAW, case.id, ask=ask)


def others_go_on() -> str:
    return _("Done. Others go on with the case from here.")
