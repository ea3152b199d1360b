"""A threat: only a talk ends its clock, and everybody hears what is so."""

from bot.flag.case import Type
from sandbox.client import Json
from tests.stories.world import PHONES, Says, World, ids

THREAT: Json = {"types": [Type.THREAT], "customer": "K-2290"}
DANGER: Json = {"types": [Type.CUSTOMER_IN_DANGER], "customer": "K-2290"}


async def test_words_in_the_thread_do_not_end_it_and_the_agent_is_asked_for_a_call(
    world: World,
) -> None:
    await world.karin.flags(THREAT)
    await world.hans.replies("I saw it, Karin. You did right to tell us.")
    await world.karin.presses(ids.NOT_CALLED)
    assert (await world.karin.sees()).whispers
    page = (world.dorte, Says.PAGE_AGAIN, "Karin Holm")
    await world.falls_due("2026-03-02T10:30:00+01:00", *page)
    await world.karin.presses(ids.CALLED)
    assert (await world.dorte.sees()).heard(Says.CALLED, "Karin Holm") == 1
    await world.until("2026-03-03T09:30:00+01:00")
    assert (await world.dorte.sees()).heard(Says.PAGE_AGAIN) == 1
    assert not (await world.sigrid.sees()).letters


async def test_whoever_is_calling_says_so_to_agent_and_others_at_once(world: World) -> None:
    await world.karin.flags(THREAT)
    await world.is_at("2026-03-02T10:26:00+01:00")
    await world.dorte.presses(ids.CALLING, on=(await world.dorte.sees()).letter(Says.PAGE))
    assert (await world.dorte.sees()).whispers
    for person in (world.karin, world.hans):
        assert (await person.sees()).heard(Says.CALLING, "Dorte Lund") == 1
    await world.falls_due("2026-03-02T10:36:00+01:00", world.hans, Says.PAGE_AGAIN, "Karin Holm")


async def test_an_agent_who_is_safe_says_that_it_can_wait(world: World) -> None:
    await world.karin.flags(THREAT)
    await world.karin.presses(ids.SAFE)
    for person in (world.karin, world.hans, world.dorte):
        assert (await person.sees()).heard(Says.CAN_WAIT, "Mon 02 Mar 12:15") == 1
    nudge = (world.hans, Says.NUDGE_TO_ANSWER, "Karin Holm")
    await world.falls_due("2026-03-02T11:15:00+01:00", *nudge)
    assert not (await world.hans.sees()).heard(Says.PAGE_AGAIN)


async def test_nobody_answers_a_threat_all_night_and_it_is_not_forgotten(world: World) -> None:
    await world.is_at("2026-03-06T21:15:00+01:00")
    await world.karin.flags(THREAT)
    await world.until("2026-03-06T22:00:00+01:00")
    told = (await world.karin.sees()).letter(Says.NOBODY_ANSWERED_URGENT, PHONES["dorte"])
    assert told.offers(ids.CALLED)
    assert told.offers(ids.SAFE)
    night = (world.dorte, Says.PAGE_AGAIN)
    for hour in ("06T23", "07T00", "07T01", "07T02"):
        await world.falls_due(f"2026-03-{hour}:00:00+01:00", *night)
    before = (await world.hans.sees()).heard(Says.PAGE_AGAIN)
    for number, hour in enumerate(("07T08", "07T09", "07T13", "08T09"), 1):
        await world.until(f"2026-03-{hour}:00:00+01:00")
        assert (await world.hans.sees()).heard(Says.PAGE_AGAIN) == before + number
    await world.hans.presses(ids.WE_TALKED)
    heard = (await world.hans.sees()).heard(Says.PAGE_AGAIN)
    await world.until("2026-03-09T16:00:00+01:00")
    assert (await world.hans.sees()).heard(Says.PAGE_AGAIN) == heard


async def test_a_customer_in_danger_cannot_wait(world: World) -> None:
    await world.karin.flags(DANGER)
    receipt = (await world.karin.sees()).letter(Says.FLAG_SAVED_URGENT, PHONES["dorte"])
    assert not receipt.offers(ids.SAFE)
    assert (await world.hans.sees()).heard(Says.PAGE, "112") == 1


async def test_a_receipt_that_comes_late_promises_from_now_on(world: World) -> None:
    """H1: Slack takes nothing for two hours."""
    await world.fault(kind="error_500", method="chat.postMessage", times=None)
    await world.karin.flags(THREAT)
    await world.leaps(hours=2)
    await world.mend()
    await world.a_while_later(minutes=2)
    receipt = (await world.karin.sees()).letter(Says.FLAG_SAVED_URGENT)
    assert receipt.has("Mon 02 Mar 10:15")
    assert receipt.has("Mon 02 Mar 12:45")
    assert not receipt.has("Mon 02 Mar 10:45")
