"""/escalate mine and /escalate dishes: everything that waits for somebody, and nothing cut."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from bot.claim.case import Origin
from bot.flag.case import Type
from bot.flag.tracks import Behaviour, Matter, TalkOutcome
from sandbox.client import Json
from storage.tables import CaseRow
from tests.stories.world import Says, World, ids

ABUSE: Json = {"types": [Type.PERSONAL_ABUSE], "customer": "C-1"}
NO: Json = {"matter": Matter.NO, "behaviour": Behaviour.TALKED, "to_agent": "Du blev rolig."}
WRONG = {"wrong": "Delen ble aldri bestilt", "origin": Origin.LEFT_OPEN}


def a_claim(customer: str, promise: str = "2026-03-06T14:00:00+01:00") -> Json:
    return {**WRONG, "customer": customer, "promise": promise}


async def with_claims(world: World, count: int) -> None:
    await world.is_at("2026-03-02T10:15:00+01:00")
    for number in range(count):
        await world.ida.claims(a_claim(f"N-{number}"))


async def test_thirty_open_claims_are_thirty_whole_lines(world: World) -> None:
    await with_claims(world, 30)
    await world.ida.types("/escalate mine")
    lines = [line for line in (await world.ida.sees()).newest.words.split("\n") if "#" in line]
    assert [line for line in lines if not line.rstrip().endswith("14:00")] == []
    numbers = [int(line.split("#")[1].split(":")[0]) for line in lines]
    assert sorted(set(numbers)) == list(range(1, 31))


async def test_a_manager_sees_everything_that_waits_and_what_is_late_first(world: World) -> None:
    await world.is_at("2026-03-02T10:15:00+01:00")
    await world.karin.flags(ABUSE)
    await world.hans.replies("Jeg har set det, Karin. Vi tales ved klokken to.")
    await world.karin.flags({**ABUSE, "customer": "C-2"})
    card = await world.hans.card(2)
    await world.hans.replies("Det var rigtigt at sige fra, Karin.", to=card)
    await world.hans.presses(ids.DECIDE, on=await world.hans.card(2))
    await world.hans.fills_in(NO)
    await world.karin.presses(ids.THANKS)
    await world.hans.presses(ids.TALK, on=await world.hans.card(2))
    await world.hans.fills_in({"outcome": TalkOutcome.HELD})
    await world.is_at("2026-03-05T09:30:00+01:00")
    await world.ida.claims(a_claim("N-1"))
    await world.ida.presses(ids.LET_GO)
    await world.ida.fills_in({"reason": "Jeg rekker det ikke"})
    await world.karin.flags({"types": [Type.RUDE], "customer": "C-3"})
    lines = [line for line in (await world.hans.types("/escalate mine")).split("\n") if "#" in line]
    cases = [line.split("#")[1][0] for line in lines]
    assert sorted(cases) == ["1", "1", "2", "3", "4"]
    assert cases[:2] == ["1", "1"]


async def test_whoever_is_asked_to_take_a_case_sees_it_in_their_list(world: World) -> None:
    await with_claims(world, 1)
    assert "#1" not in await world.karin.types("/escalate mine")
    await world.ida.hands_over("karin")
    assert "#1" in await world.karin.types("/escalate mine")
    assert "#1" not in await world.dorte.types("/escalate mine")
    await world.karin.presses(ids.DECLINE_CASE)
    assert "#1" not in await world.karin.types("/escalate mine")


async def test_a_case_that_cannot_be_read_spoils_no_list_and_no_digest(world: World) -> None:
    await with_claims(world, 3)
    await world.karin.flags(ABUSE)
    await world.bot.desk.database.write(_odd, 2)
    assert "#4" in await world.hans.types("/escalate mine")
    answer = await world.ida.types("/escalate mine")
    assert all(f"#{number}" in answer for number in (1, 2, 3))
    before = (await world.gita.sees()).heard(Says.DIGEST)
    await world.until("2026-03-09T09:00:00+01:00")
    assert (await world.gita.sees()).heard(Says.DIGEST) == before + 1


def _odd(session: Session, number: int) -> None:
    """The case's state is something that no version of the bot has written."""
    session.execute(
        update(CaseRow).where(CaseRow.number == number).values(state={"shape": 1, "odd": True})
    )


async def test_nobody_elses_cases_are_read_for_a_list(world: World) -> None:
    """Ida's list is made of her rows: all other states could be unreadable."""
    await with_claims(world, 2)
    await world.karin.claims(a_claim("N-9"))
    await world.bot.desk.database.write(_odd, 3)
    answer = await world.ida.types("/escalate mine")
    assert "#1" in answer
    assert "#2" in answer
    assert "#3" not in answer


async def test_every_dish_is_in_the_list_or_counted(world: World) -> None:
    await with_claims(world, 7)
    for number in range(7):
        card = await world.ida.card(number + 1)
        await world.ida.presses(ids.MARK_HELPED, on=card)
        for dish in range(3):
            await world.ida.presses(ids.ADD_DISH, on=await world.ida.card(number + 1))
            task = {"text": f"Dish {number}{dish}.", "day": "2026-03-06", "person": "ida"}
            await world.ida.fills_in(task)
    await world.ida.types("/escalate dishes")
    shown = (await world.ida.sees()).newest
    with_buttons = shown.steps.count(ids.DISH_DONE)
    assert 12 < with_buttons < 21
    assert shown.has(str(21 - with_buttons))
