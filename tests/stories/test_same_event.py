"""One customer, two flags on one day."""

from bot.flag.case import Headline, Type
from sandbox.client import Json
from tests.stories.world import Says, Seen, World, ids, word

FIRST: Json = {
    "types": [Type.PERSONAL_ABUSE],
    "customer": "K-48213",
    "said": "Ringede og kaldte mig en idiot.",
}
SECOND = {**FIRST, "customer": "k48213", "said": "Så var det mig."}
MERGED = word(Headline.MERGED)


def tells_of_both(card: Seen) -> bool:
    return card.has("#1") and card.has("#2")


async def two_flags(world: World) -> None:
    await world.is_at("2026-03-16T10:00:00+01:00")
    await world.karin.flags(FIRST)
    await world.until("2026-03-16T11:30:00+01:00")
    await world.ida.flags(SECOND)


async def test_whoever_is_asked_in_one_alone_does_not_see_the_other(world: World) -> None:
    await world.is_at("2026-03-16T10:00:00+01:00")
    await world.karin.flags({**FIRST, "types": [Type.THREAT]})
    await world.ida.flags(SECOND)
    await world.ida.presses(ids.SAME_EVENT)
    assert not (await world.dorte.sees()).has("#2")
    assert [tells_of_both(card) for card in await world.hans.cards()] == [True, True]


async def test_something_else_stays_a_case_of_its_own(world: World) -> None:
    await two_flags(world)
    await world.ida.presses(ids.OTHER_EVENT)
    assert len((await world.ida.sees()).whispers) == 1
    assert not any(tells_of_both(card) for card in await world.hans.cards())


async def test_the_same_form_twice_by_one_person_is_one_case(world: World) -> None:
    await world.karin.flags(FIRST)
    await world.karin.types("/escalate hostile")
    await world.karin.fills_in({**FIRST, "customer": "k 48213"})
    told = (await world.karin.sees()).form
    assert told.has("#1")
    assert not told.asks("types")
    (card,) = await world.hans.cards()
    assert card.has("Karin Holm")


async def test_after_it_was_withdrawn_the_same_form_is_a_new_case(world: World) -> None:
    await world.karin.flags(FIRST)
    await world.karin.behind_more(ids.WITHDRAW)
    await world.karin.flags(FIRST)
    assert (await world.hans.card(2)).offers(ids.WRITE)


async def test_ones_own_second_flag_goes_along_with_the_first_with_its_words(
    world: World,
) -> None:
    await world.is_at("2026-03-16T10:00:00+01:00")
    await world.karin.flags(FIRST)
    await world.karin.flags(SECOND)
    asked = (await world.karin.sees()).letter(Says.SAME_AS_YOURS, "#1")
    await world.karin.presses(ids.SAME_EVENT, on=asked)
    assert (await world.karin.sees()).heard(Says.MERGED, "#2", "#1") == 1
    first, second = await world.hans.card(1), await world.hans.card(2)
    assert second.has(MERGED)
    assert second.has("#1")
    assert second.steps == []
    assert first.has("#2")
    read = await world.hans.reads()
    for said in (FIRST["said"], SECOND["said"]):
        assert read.has(said)
    await world.passes(days=1)
    assert (await world.hans.sees()).heard(Says.NUDGE_TO_ANSWER, "Karin Holm") == 1


async def test_an_answer_in_the_thread_of_the_merged_one_is_for_both(world: World) -> None:
    await world.karin.flags(FIRST)
    await world.karin.flags(SECOND)
    await world.karin.presses(ids.SAME_EVENT)
    merged = await world.hans.card(2)
    await world.hans.replies("I saw it, Karin. We talk at two.", to=merged)
    assert (await world.karin.card(1)).has(word(Headline.ANSWERED))


async def test_a_graver_second_flag_is_never_merged_but_known_to_be_the_same_event(
    world: World,
) -> None:
    await world.karin.flags(FIRST)
    await world.karin.flags({**SECOND, "types": [Type.THREAT]})
    await world.karin.presses(ids.SAME_EVENT)
    assert not (await world.karin.sees()).heard(Says.MERGED)
    assert not (await world.hans.card(2)).has(MERGED)
    assert tells_of_both(await world.hans.card(1))
    assert (await world.dorte.sees()).heard(Says.PAGE, "Karin Holm") == 1


async def test_a_second_flag_that_is_another_event_stays_apart(world: World) -> None:
    await world.karin.flags(FIRST)
    await world.karin.flags(SECOND)
    await world.karin.presses(ids.OTHER_EVENT)
    assert not (await world.karin.sees()).heard(Says.MERGED)
    for card in await world.hans.cards():
        assert not card.has(MERGED)
        assert not tells_of_both(card)
