"""[More]: every step that the one who opens it may do now."""

from collections.abc import Iterator

from bot.dishes.steps import AddDish
from bot.flag.care import AskTalk, Called, Calling, CorrectTalk, CorrectTalked, SafeNow
from bot.flag.case import Flag, Track
from bot.flag.closing import Close, CorrectText, KeepOpen, NoteLesson, Withdraw
from bot.flag.customer import CustomerHelped, HandBack, TakeOver, WishToFinish
from bot.flag.decision import Decide, HearElsewhere
from bot.flag.routing import ChooseContact, DeclineContact, GiveToDeputy
from bot.flag.tracks import Finish
from bot.steps import allowed, possible
from bot.team import Now
from handlers.cases import flag_of, readable_flag
from handlers.desk import Desk, extra
from handlers.flag.buttons import finish_buttons, give_to_deputy
from handlers.flag.urgent import called_button
from handlers.slack import forms, ids, parts
from handlers.slack.language import _
from handlers.slack.markup import called, escape
from handlers.slack.parts import Block
from handlers.slack.payloads import Payload, person, remember


async def open_view(body: Payload, desk: Desk) -> None:
    await desk.show_view(body, await _drawn(await readable_flag(body, desk), body, desk))


async def shown_again(body: Payload, desk: Desk) -> None:
    """Draw [More] anew after a step that was pressed there; do nothing after any other."""
    if body.get("view", {}).get("callback_id") != ids.MORE:
        return
    case = await flag_of(body, desk)
    with extra():
        if case.may_read(person(body), await desk.team_of(case, person(body))):
            view = await _drawn(case, body, desk)
        else:
            view = forms.said_view(others_go_on())
        await desk.update_view(body["view"]["id"], view)


async def _drawn(case: Flag, body: Payload, desk: Desk) -> Block:
    by = person(body)
    now = Now(by, desk.clock.now(), await desk.team_of(case, by))
    return more_view(case, now, remember(case.id))


def more_view(case: Flag, now: Now, metadata: str) -> Block:
    """The steps that the rules allow this person now.

    Deciding and closing are listed too early as well, and say what is missing when they are pressed
    (decisions.md, [More] holds what this person may do now).
    """
    groups = {
        _("The customer"): _with_customer(case, now),
        _("The talk"): _talk(case, now),
        _("The decision"): _decision(case, now),
        _("The case"): _case(case, now),
    }
    blocks: list[Block] = []
    for heading, buttons in groups.items():
        if steps := list(buttons):
            blocks += [parts.section(f"*{heading}*"), *parts.buttons(*steps)]
    if not blocks:
        blocks = [parts.section(_("There is nothing more for you to do here now."))]
    if case.objections and now.by in case.deciders(now.team):
        agent = escape(called(now.team.name(case.agent)))
        blocks.append(parts.context(_("{agent} wanted it kept open.", agent=agent)))
    return parts.modal(
        _("Case #{number}", number=case.number),
        blocks,
        callback_id=ids.MORE,
        private_metadata=metadata,
        close=parts.plain(_("Close")),
    )


def _with_customer(case: Flag, now: Now) -> Iterator[Block]:
    if possible(case, WishToFinish(Finish.MYSELF), now):
        yield from finish_buttons(case)
    if possible(case, TakeOver(), now):
        yield parts.button(_("I'll take over the customer"), ids.TAKE_OVER, case.id)
    if possible(case, HandBack(), now):
        yield parts.button(_("Hand the customer back"), ids.HAND_BACK, case.id)
    if possible(case, CustomerHelped(), now):
        yield parts.button(_("The customer is helped"), ids.CUSTOMER_HELPED, case.id)


def _talk(case: Flag, now: Now) -> Iterator[Block]:
    if possible(case, Calling(), now) and now.by not in case.care.calling:
        yield parts.button(_("I'm calling now"), ids.CALLING, case.id)
    if possible(case, Called(), now):
        yield called_button(case)
    if possible(case, SafeNow(), now):
        yield parts.button(_("I'm safe, it can wait"), ids.SAFE, case.id)
    if possible(case, AskTalk(), now):
        yield parts.button(_("I'd like to talk"), ids.ASK_TALK, case.id)
    if possible(case, CorrectTalked(), now):
        yield parts.button(_("We haven't talked"), ids.CORRECT_TALKED, case.id)
    if possible(case, CorrectTalk(), now):
        yield parts.button(_("We haven't talked"), ids.CORRECT_TALK, case.id)


def _decision(case: Flag, now: Now) -> Iterator[Block]:
    if allowed(case, Decide, now):
        label = _("Change the decision") if case.decision else _("Decide")
        yield parts.button(label, ids.DECIDE, case.id)
    if allowed(case, HearElsewhere, now):
        label = _("The customer was given something, and nobody told me")
        yield parts.button(label, ids.HEAR_ELSEWHERE, case.id)


def _case(case: Flag, now: Now) -> Iterator[Block]:
    if possible(case, DeclineContact(), now):
        yield parts.button(_("I can't take this"), ids.DECLINE_CONTACT, case.id)
    if allowed(case, GiveToDeputy, now):
        yield from give_to_deputy(case, now.team)
    if allowed(case, CorrectText, now):
        yield parts.button(_("Correct my text"), ids.CORRECT_TEXT, case.id)
    if allowed(case, ChooseContact, now) and case.contact:
        yield parts.button(_("Choose somebody else"), ids.CHOOSE_CONTACT, case.id)
    yield from _washing_up(case, now)
    yield from _ending(case, now)


def _washing_up(case: Flag, now: Now) -> Iterator[Block]:
    if allowed(case, CustomerHelped, now):
        yield parts.button(_("Claim the mess behind it"), ids.CLAIM_BEHIND, case.id)
    if allowed(case, AddDish, now):
        yield parts.button(_("Add a dish"), ids.ADD_DISH, case.id)
    if allowed(case, NoteLesson, now):
        yield parts.button(_("Note a lesson"), ids.LESSON, case.id)


def _ending(case: Flag, now: Now) -> Iterator[Block]:
    light = case.track is Track.LIGHT and case.closing is None
    if allowed(case, KeepOpen, now) and light and not case.kept_open:
        yield parts.button(_("Keep open"), ids.KEEP_OPEN, case.id)
    if allowed(case, Close, now):
        yield parts.button(_("Close the case"), ids.CLOSE, case.id)
    if possible(case, Withdraw(), now):
        ask = _("The flag is taken back. You can always flag again.")
        yield parts.button(_("Withdraw"), ids.WITHDRAW, case.id, ask=ask)


def others_go_on() -> str:
    return _("Done. Others go on with the case from here.")
