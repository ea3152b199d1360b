"""Who is refused: each kind of person × each button and form, from old and new messages."""

from collections.abc import Mapping

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.notices import Says
from bot.refusals import Code
from bot.team import Person
from handlers import FLAGGING, PRESSED, SENT
from handlers.slack import ids
from storage import people
from storage.tables import CaseRow, HistoryRow
from tests.stories.pressed import (
    CLAIMED,
    EVERYTHING,
    FIELDS,
    FLAG,
    House,
    Press,
    as_they_are,
    refused,
)
from tests.stories.world import World, refusal

ABUSE = {"What happened": ["Personal abuse"], "Customer reference": "K-2290"}
THREAT = {
    "What happened": ["Threat"],
    "Customer reference": "C-12",
    "What was said and done": "You will regret this, I know your name.",
}
CLAIM = {
    "Customer reference": "N-7712",
    "What is wrong": "Reservedel aldri bestilt",
    "Where it comes from": "Left open",
    "promise": "2026-03-03T14:00:00+01:00",
}
ANSWER = "I saw it, Karin. You did right. I call you at ten."
GONE, ROBOT, NEW = "U0GONE", "U0ROBOT", "U0NEW"
THEIR_OWN = {
    # about nobody's case: a flag or claim of one's own, one's own absence and name, kind words
    *(ids.FLAG, ids.CLAIM, ids.BEHALF, ids.FORM_CHANGED, ids.BEHALF_CHANGED, ids.PERSON_CHOSEN),
    *(ids.AWAY, ids.BACK_AGAIN, ids.NAME_ME, ids.NAME_ME_NOT, ids.OTHER_EVENT, ids.NOTHING_LEFT),
}
ANY_COLLEAGUES = {ids.OFFER_HELP, ids.NOTE, ids.TAKE_CASE}
"""Of a claim; that somebody else has it is said in a view."""
SAID_OTHERWISE: Mapping[str, Code] = {
    ids.ACCEPT_CASE: Code.OFFER_GONE,
    ids.DECLINE_CASE: Code.OFFER_GONE,
    ids.SETUP: Code.SETUP_BY_MANAGER,
    ids.SETUP_PHONES: Code.SETUP_BY_MANAGER,
    ids.SAME_EVENT: Code.NOT_LINKED,
}
ALSO_DISHES: Mapping[str, Code] = {
    ids.ACCEPT_DISH: Code.DISH_GONE,
    ids.DECLINE_DISH: Code.DISH_GONE,
}
"""In a claim anybody may press; there is no such dish."""


@pytest.fixture
async def house(world: World) -> House:
    """Karin's flag is with Hans, who then is no longer a manager; Ida's claim is in the channel."""
    await world.karin.flags(ABUSE)
    await world.ida.claims_as_it_is(CLAIM)
    await world.hans.presses(ids.READ, on=await world.hans.card())
    await world.hans.closes()
    await world.gita.types("/escalate mine")
    await world.olav.types("/escalate mine", channel="warehouse")
    await world.sets_up(managers=["dorte"], deputy=None)
    odd = [Person(GONE, "Greta", deactivated=True), Person(ROBOT, "Robot", outsider=True)]
    workspace, at = world.bot.desk.colleagues.workspace, world.bot.desk.clock.now()
    await world.bot.desk.database.write(people.remember, workspace, odd, at=at)
    await world.settle()
    return await as_they_are(world)


async def as_it_stands(house: House) -> tuple[object, ...]:
    """All cases, and how much has been done in them."""

    def look(session: Session) -> tuple[object, ...]:
        found = session.execute(select(CaseRow.id, CaseRow.state).order_by(CaseRow.id)).all()
        history = session.scalars(select(HistoryRow.id)).all()
        return [tuple(row) for row in found], len(history)

    return await house.world.bot.desk.read(look)


async def how(house: House, by: str) -> dict[tuple[str, bool, int], Code | None]:
    return {
        (press.name, press.form, about): await refused(
            house, by, press.name, form=press.form, about=about
        )
        for press in EVERYTHING
        for about in press.about
    }


@pytest.mark.parametrize("who", ["emma", GONE, ROBOT, NEW])
async def test_strangers_bots_and_closed_accounts_are_refused_everything(
    house: House, who: str
) -> None:
    """C2. NEW is somebody of whom Slack knows nothing either."""
    by = house.ids.get(who, who)
    await house.world.bot.desk.colleagues.know(by)  # on the way to a flag nobody waits for that
    before = await as_it_stands(house)
    answers = await how(house, by)
    assert {
        press: code for press, code in answers.items() if code is not Code.COLLEAGUES_ONLY
    } == {}
    assert await as_it_stands(house) == before


async def test_somebody_never_known_is_refused_all_but_flagging_while_slack_cannot_say(
    house: House,
) -> None:
    await house.world.fault(kind="error_500", method="users.info", times=None)
    before = await as_it_stands(house)
    for press in EVERYTHING:
        listener = (SENT if press.form else PRESSED)[press.name]
        for about in press.about:
            if press in (Press(ids.FLAG, True), Press(ids.BEHALF, True)):
                continue
            code = await refused(house, NEW, press.name, form=press.form, about=about)
            if listener not in FLAGGING:
                assert code is Code.NOT_KNOWN_YET, press
            elif press.name in (ids.CONFIRM_FLAG, ids.TURNED_HOSTILE):
                assert code is Code.NOT_YOURS, press
            else:
                assert code in (None, Code.NO_TEAM), press
    assert await as_it_stands(house) == before
    assert await refused(house, NEW, ids.FLAG, form=True, about=FLAG) is None
    assert await as_it_stands(house) != before


@pytest.mark.parametrize("who", ["hans", "gita", "olav"])
async def test_a_former_manager_a_guest_and_another_teams_colleague_are_refused_what_is_not_theirs(
    house: House, who: str
) -> None:
    """C4; Gita is a guest, Olav of another team: both may flag, claim and help."""
    for press in sorted(EVERYTHING, key=lambda each: each.name in ANY_COLLEAGUES):
        for about in press.about:
            if press.name in THEIR_OWN:
                continue
            by = house.ids[who]
            code = await refused(house, by, press.name, form=press.form, about=about)
            otherwise = {**SAID_OTHERWISE, **(ALSO_DISHES if about == CLAIMED else {})}
            if press.name in ANY_COLLEAGUES:
                assert code in (None, Code.ALREADY_HELPING), press
            else:
                assert code is otherwise.get(press.name, Code.NOT_YOURS), (press, about)


async def test_everything_that_can_be_pressed_is_pressed_here() -> None:
    assert {press.name for press in EVERYTHING if press.form} - set(FIELDS) <= {
        ids.SETUP,
        ids.SETUP_PHONES,
    }


async def test_a_stranger_in_a_channel_that_has_become_shared_helps_nobody_and_reads_nothing(
    world: World,
) -> None:
    """C2, over the wire: on an old card, and as somebody whom the bot has not met yet."""
    await world.ida.claims_as_it_is(CLAIM)
    await world.shares("support")
    await world.changes("support", "invite", people=["emma"])
    for action in (ids.OFFER_HELP, ids.READ_CLAIM):
        card = (await world.emma.sees()).letter(Says.CARD)
        if card.offers(action):
            await world.emma.presses(action, on=card)
            seen = await world.emma.sees()
            assert seen.modal is None
            assert seen.refuses(Code.COLLEAGUES_ONLY)
    for words in ("hostile", "claim", "mine", "setup"):
        answer = await world.emma.types(f"/escalate {words}", channel="support")
        assert answer == refusal(Code.COLLEAGUES_ONLY)
    assert not (await world.ida.sees()).heard(Says.HELP_OFFERED)


async def test_what_was_withdrawn_is_the_agents_alone_also_from_an_old_nudge(world: World) -> None:
    """C4."""
    await world.is_at("2026-03-02T10:15:00+01:00")
    await world.karin.flags(ABUSE)
    await world.until("2026-03-02T11:15:00+01:00")
    await world.karin.behind_more(ids.WITHDRAW)
    nudge = (await world.hans.sees()).letter(Says.NUDGE_TO_ANSWER)
    await world.hans.refused(ids.READ, Code.NOT_YOURS, on=nudge)


async def test_a_former_manager_neither_reads_nor_opens_again_a_flag_closed_in_their_time(
    world: World,
) -> None:
    """C4."""
    await world.karin.flags({**ABUSE, "What happened": ["Rude tone"]})
    await world.hans.replies(ANSWER)
    await world.karin.behind_more(ids.CLOSE)
    await world.sets_up(managers=["dorte"], deputy=None)
    for action in (ids.READ, ids.REOPEN_FLAG, ids.MORE):
        await world.hans.refused(action, Code.NOT_YOURS)
    assert (await world.case_on(await world.karin.card())).over


MANAGERS = {
    *(ids.DECIDE, ids.DECISION_GROWS, ids.EXPLAIN, ids.TALK, ids.TALK_HELD, ids.TALK_IN_WRITING),
    *(ids.TALK_NOT_WANTED, ids.TAKE_OVER, ids.HAND_BACK, ids.CUSTOMER_HELPED, ids.GIVE_TO_DEPUTY),
    *(ids.LESSON, ids.CLOSE, ids.REOPEN_FLAG, ids.ADD_DISH, ids.KEEP_DISH, ids.DECLINE_CONTACT),
}


async def test_on_call_reads_and_answers_a_threat_and_decides_nothing(world: World) -> None:
    """C7."""
    await world.sets_up({"olav": "+47 22 22 22 22"}, on_call=["olav"])
    await world.karin.flags(THREAT)
    page = (await world.olav.sees()).letter(Says.PAGE)
    assert (await world.olav.reads(on=page)).has("I know your name")
    await world.olav.presses(ids.WE_TALKED, on=page)
    assert (await world.karin.sees()).heard(Says.TALKED_NOTED, "Olav Moe") == 1
    olav = await as_they_are(world)
    for press in EVERYTHING:
        if press.name in MANAGERS:
            code = await refused(olav, olav.ids["olav"], press.name, form=press.form, about=FLAG)
            assert code is Code.NOT_YOURS, press
    form = await world.hans.opens(ids.DECIDE, on=await world.hans.card())
    assert form.callback_id == ids.DECIDE


async def test_a_guest_flags_claims_and_helps(world: World) -> None:
    """C8's other side."""
    await world.ida.claims_as_it_is(CLAIM)
    await world.gita.presses(ids.OFFER_HELP)
    assert (await world.ida.sees()).letter(Says.HELP_OFFERED).has("Gita Rao")
    await world.gita.flags(ABUSE)
    assert (await world.hans.card()).has("Gita Rao")


async def test_nobody_hands_a_case_or_a_dish_to_a_stranger(world: World) -> None:
    """C2's kind: found beside the list."""
    await world.ida.claims_as_it_is(CLAIM)
    await world.changes("support", "invite", people=["emma"])
    await world.ida.presses(ids.HAND_OVER)
    lines = dict.fromkeys(("happened", "tried", "promised"), "Ringte lageret")
    await world.ida.sends({"to": "emma", **lines})
    assert (await world.ida.sees()).form.errors["to"]
    await world.ida.closes()
    assert (await world.emma.sees()).heard(Says.OFFERED) == 0
