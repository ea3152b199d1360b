"""[More]: what the one who opens it may do with a flag, and the small forms behind it."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.cases import Hostile
from bot.cases.care_steps import AskTalk, CorrectTalk, CorrectTalked
from bot.cases.closing_steps import Close, KeepOpen, Withdraw
from bot.cases.customer_steps import CustomerHelped, HandBack, TakeOver, WishToFinish
from bot.cases.decision_steps import Decide, HearElsewhere
from bot.cases.dish_steps import AddDish
from bot.cases.hostile import How, Track
from bot.cases.hostile_steps import may
from bot.cases.routing_steps import ChooseContact, DeclineContact, GiveToDeputy
from bot.cases.text_steps import CorrectText, NoteLesson
from bot.cases.through import Holder
from bot.people import Absence, Office
from handlers.blocks import ids, labels, parts
from handlers.blocks.flag_card import Names, give_to_deputy
from handlers.blocks.markup import clock_day, escape
from handlers.blocks.message import Block
from handlers.language import _


def more_view(case: Hostile, by: str, office: Office, names: Names, metadata: str) -> Block:
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


def _with_customer(case: Hostile, by: str) -> Iterator[Block]:
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


def finish_buttons(case: Hostile) -> list[Block]:
    """How would you like to see it through?"""
    actions = (ids.FINISH_MYSELF, ids.FINISH_TOGETHER, ids.FINISH_PLEASE_TAKE)
    words = labels.finishes().values()
    return [parts.button(w, a, case.id) for w, a in zip(words, actions, strict=True)]


def _talk(case: Hostile, by: str) -> Iterator[Block]:
    if may(case, AskTalk, by) and not (case.talk_awaited and case.care.talk_asked_at):
        yield parts.button(_("I'd like to talk"), ids.ASK_TALK, case.id)
    talked = any(answer.how is How.TALKED for answer in case.care.answers)
    if may(case, CorrectTalked, by) and talked:
        yield parts.button(_("We haven't talked"), ids.NOT_TALKED, case.id)
    if may(case, CorrectTalk, by) and case.care.talk is not None:
        yield parts.button(_("It was not so"), ids.TALK_WRONG, case.id)


def _decision(case: Hostile, by: str) -> Iterator[Block]:
    if may(case, Decide, by):
        label = _("Change the decision") if case.decision else _("Decide")
        yield parts.button(label, ids.OPEN_DECIDE, case.id)
    if may(case, HearElsewhere, by):
        label = _("The customer was given something, and nobody told me")
        yield parts.button(label, ids.HEARD_ELSEWHERE, case.id)


def _case(case: Hostile, by: str, office: Office, names: Names) -> Iterator[Block]:
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


def _washing_up(case: Hostile, by: str) -> Iterator[Block]:
    if may(case, CustomerHelped, by):
        yield parts.button(_("Claim the mess behind it"), ids.CLAIM_BEHIND, case.id)
    if may(case, AddDish, by):
        yield parts.button(_("Add a dish"), ids.ADD_DISH, case.id)
    if may(case, NoteLesson, by):
        yield parts.button(_("Note a lesson"), ids.ADD_LESSON, case.id)


def _ending(case: Hostile, by: str) -> Iterator[Block]:
    light = case.track is Track.LIGHT and case.closing is None
    if may(case, KeepOpen, by) and light and not case.kept_open:
        yield parts.button(_("Keep open"), ids.KEEP_OPEN, case.id)
    if may(case, Close, by):
        yield parts.button(_("Close the case"), ids.CLOSE, case.id)
    if may(case, Withdraw, by):
        ask = _("The flag is taken back. You can always flag again.")
        yield parts.button(_("Withdraw"), ids.WITHDRAW, case.id, ask=ask)


def lesson_form(case: Hostile, said: str, metadata: str) -> Block:
    field = parts.asked(
        "lesson",
        _("What did we learn?"),
        parts.line(said),
        hint=_("One line, no names. It may stand in the weekly digest."),
    )
    title = _("Case #{number}", number=case.number)
    return parts.form(ids.LESSON, title, _("Save"), [field], metadata)


def correct_form(case: Hostile, said: str, metadata: str) -> Block:
    field = parts.asked(
        "said",
        _("What was said and done"),
        parts.paragraph(said),
        hint=_("What was said and done. No health, no ID numbers."),
    )
    title = _("Case #{number}", number=case.number)
    return parts.form(ids.CORRECT, title, _("Save"), [field], metadata)


def contact_form(case: Hostile, metadata: str) -> Block:
    field = parts.asked("contact", _("Who should see it?"), {"type": "users_select"})
    title = _("Case #{number}", number=case.number)
    return parts.form(ids.CONTACT, title, _("Save"), [field], metadata)


MOST_ABSENCES = 10


def away_form(known: Sequence[Absence], at: datetime, zone: str, metadata: str) -> Block:
    """From and until; no reason is asked. Those that are known can be taken back."""
    today = at.astimezone(ZoneInfo(zone)).date()
    blocks = [parts.section(_("While you are away, others are asked. Nobody is told why."))]
    for absence in [each for each in known if each.last >= today][:MOST_ABSENCES]:
        days = {"first": clock_day(absence.first), "last": clock_day(absence.last)}
        value = f"{absence.first.isoformat()}|{absence.last.isoformat()}"
        here = _("I'm back") if absence.first <= today else _("I'm not away then")
        blocks.append(parts.section(_("Away from {first} to {last}.", **days)))
        blocks += parts.buttons(parts.button(here, ids.BACK_AGAIN, value))
    blocks += [
        parts.asked("first", _("First day away"), parts.day(today.isoformat())),
        parts.asked("last", _("Last day away"), parts.day(today.isoformat())),
    ]
    return parts.form(ids.AWAY, _("I'm away"), _("Save"), blocks, metadata)
