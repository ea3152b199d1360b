"""Nobody has the case: a manager hears at once, and somebody takes it."""

from bot.claim.case import Origin
from bot.refusals import Code
from tests.stories.world import Says, Seen, World, ids

CLAIM = {
    "wrong": "Kunden har ventet tolv dager. Birthe glemte det.",
    "origin": Origin.HAND_OVER_GAP,
}


async def two_claims_of_ida(world: World) -> None:
    await world.is_at("2026-03-10T09:00:00+01:00")
    for reference, promise in (("N-1", "2026-03-11T12:00"), ("N-2", "2026-03-10T14:00")):
        times = {"customer": reference, "promise": f"{promise}:00+01:00"}
        await world.ida.claims_as_it_is({**CLAIM, **times})


def counts(letter: Seen, cases: int) -> bool:
    """Whether it speaks of so many cases."""
    return str(cases) in letter.words.split()


async def test_when_the_owner_leaves_a_manager_hears_of_all_their_cases_at_once(
    world: World,
) -> None:
    await two_claims_of_ida(world)
    before = (await world.hans.sees()).total
    await world.ida.leaves()
    seen = await world.hans.sees()
    assert seen.total == before + 1
    told = seen.letter(Says.UNOWNED, "Tue 10 Mar 14:00")
    assert counts(told, 2)
    for number in (1, 2):
        card = await world.hans.card(number)
        assert card.offers(ids.TAKE_CASE)
        assert not card.has("Ida Berg")
    form = await world.hans.opens(ids.SHARE_OUT, on=told)
    assert form.words.index("#2") < form.words.index("#1")
    await world.hans.fills_in({"case_2": "karin", "case_1": "dorte"})
    for colleague, case in ((world.karin, "#2"), (world.dorte, "#1")):
        assert (await colleague.sees()).heard(Says.OFFERED) == 1
        assert (await colleague.sees()).heard(Says.OFFERED, "Hans Friis", case) == 1
    await world.karin.presses(ids.ACCEPT_CASE)
    await world.dorte.presses(ids.DECLINE_CASE)
    assert (await world.hans.card(2)).has("Karin Holm")
    declined = (await world.hans.sees()).letter(Says.OFFER_DECLINED, "Dorte Lund", "#1")
    assert declined.offers(ids.SHARE_OUT)
    await world.until("2026-03-10T13:00:00+01:00")
    assert (await world.karin.sees()).heard(Says.PROMISE_SOON, "Tue 10 Mar 14:00") == 1
    assert (await world.sigrid.sees()).heard(Says.STILL_UNOWNED, "#1", "Tue 10 Mar 09:00") == 1
    await world.sigrid.presses(ids.TAKE_CASE)
    assert (await world.hans.card(1)).has("Sigrid Vang")


async def test_a_promise_that_falls_due_brings_the_skip_sooner(world: World) -> None:
    await two_claims_of_ida(world)
    await world.until("2026-03-10T12:00:00+01:00")
    for _each in range(2):
        await world.ida.presses(ids.LET_GO)
        await world.ida.fills_in({"reason": "Jeg rekker det ikke"})
    first, second = (await world.hans.sees()).letters
    assert counts(first, 1)
    assert counts(second, 2)
    await world.falls_due("2026-03-10T14:00:00+01:00", world.sigrid, Says.STILL_UNOWNED, "#2")
    assert (await world.sigrid.sees()).heard(Says.STILL_UNOWNED) == 1
    times = {"customer": "n 2", "promise": "2026-03-11T12:00:00+01:00"}
    await world.karin.claims_as_it_is({**CLAIM, **times})
    assert (await world.karin.sees()).form.offers(ids.TAKE_CASE)
    await world.karin.presses(ids.TAKE_CASE)
    assert not (await world.karin.sees()).form.offers(ids.TAKE_CASE)
    assert (await world.gita.card(2)).has("Karin Holm")
    assert (await world.karin.sees()).heard(Says.YOURS_NOW, "#2") == 1


async def test_an_owner_who_left_unnoticed_is_missed_at_the_next_word_or_within_a_day(
    world: World,
) -> None:
    await two_claims_of_ida(world)
    await world.ida.leaves(quietly=True)
    await world.keeps_house()
    assert not (await world.hans.sees()).heard(Says.UNOWNED)
    await world.falls_due("2026-03-10T13:00:00+01:00", world.hans, Says.UNOWNED)
    assert counts((await world.hans.sees()).letter(Says.UNOWNED), 2)
    promise = {"promise": "2026-03-16T12:00:00+01:00"}
    await world.karin.claims_as_it_is({**CLAIM, "customer": "N-3", **promise})
    await world.hans.replies("Takk, Karin", to=await world.hans.card(3))
    await world.karin.leaves(quietly=True)
    await world.is_at("2026-03-11T13:30:00+01:00")
    assert (await world.gita.card(3)).has("Karin Holm")
    await world.keeps_house()
    card = await world.gita.card(3)
    assert card.offers(ids.TAKE_CASE)
    assert not card.has("Karin Holm")


async def test_whoever_is_away_beyond_a_promise_leaves_the_case_to_a_manager(
    world: World,
) -> None:
    await two_claims_of_ida(world)
    await world.ida.types("/escalate away")
    await world.ida.fills_in({"first": "2026-03-11", "last": "2026-03-13"})
    assert not (await world.hans.sees()).heard(Says.UNOWNED)
    await world.until("2026-03-11T08:00:00+01:00")
    (told,) = (await world.hans.sees()).letters
    assert told == (await world.hans.sees()).letter(Says.UNOWNED, "Wed 11 Mar 12:00")
    assert counts(told, 1)
    assert (await world.ida.sees()).heard(Says.NO_LONGER_YOURS, "#1") == 1
    assert (await world.gita.card(2)).has("Ida Berg")
    assert (await world.gita.card(1)).offers(ids.TAKE_CASE)


async def test_nobody_hands_a_case_to_whoever_is_away(world: World) -> None:
    await two_claims_of_ida(world)
    await world.karin.types("/escalate away")
    await world.karin.fills_in({"first": "2026-03-10", "last": "2026-03-10"})
    await world.ida.hands_over("karin")
    assert (await world.ida.sees()).refuses(Code.NOT_THERE) == 1
    assert not (await world.karin.sees()).letters
