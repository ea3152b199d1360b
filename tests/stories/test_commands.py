"""What is typed behind the command is understood however it is typed, and never lost."""

import pytest

from bot.flag.case import Type
from bot.refusals import Code
from bot.text import LONGEST
from tests.stories.world import Form, Says, World, ids, refusal


async def opened(world: World, text: str) -> Form:
    await world.karin.types(text)
    return (await world.karin.sees()).form


@pytest.mark.parametrize(
    "typed",
    [
        "hostile 48213 he shouted",
        "hostile\u00a048213 he shouted",
        "hostile\t48213\nhe shouted",
        "hostile: 48213 he shouted",
        "hostile:48213: he shouted",
        "HOSTILE customer 48213 he shouted",
        "Hostile, customer nr. #48213, he shouted",
        "hostile kunde: 48213 he shouted",
        "“hostile” “48213” he shouted",
        "*hostile* (48213) he shouted",
        "hostile\u2003–\u200348213 he shouted",
        "\u202ehos\u200btile\u202c 48213 he shouted",
        "ｈｏｓｔｉｌｅ 48213 he shouted",
    ],
)
async def test_the_form_begins_with_the_reference_and_the_words(world: World, typed: str) -> None:
    form = await opened(world, f"/escalate {typed}")
    assert form.callback_id == ids.FLAG
    assert form.typed("customer").lstrip("#") == "48213"
    assert form.typed("said") == "he shouted"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("hostile\nhe shouted", "he shouted"),
        ("hostile he said “14:30 is too late”", "he said “14:30 is too late”"),
        ("hostile <@U012AB3CD|bo> was there", "@… was there"),
        ("hostile 3 times he shouted", "3 times he shouted"),
        ("hostile customer care was rude", "customer care was rude"),
    ],
)
async def test_words_without_a_reference_are_what_was_said(
    world: World, typed: str, said: str
) -> None:
    form = await opened(world, f"/escalate {typed}")
    assert form.typed("customer") is None
    assert form.typed("said") == said


UNKNOWN = "hostil 48213 he\nshouted “at &lt;me&gt;”"


@pytest.mark.parametrize(
    ("step", "form", "field"),
    [(ids.FLAG, ids.FLAG, "said"), (ids.CLAIM, ids.CLAIM, "wrong"), (ids.BEHALF, "behalf", "said")],
)
async def test_an_unknown_first_word_opens_the_chooser_with_everything_kept(
    world: World, step: str, form: str, field: str
) -> None:
    chooser = await opened(world, f"/escalate {UNKNOWN}")
    assert chooser.callback_id == ids.CHOOSER
    assert chooser.has("he\nshouted “at <me>”")
    await world.karin.presses(step)
    begun = (await world.karin.sees()).form
    assert begun.callback_id == form
    assert begun.typed("customer") == "48213"
    assert begun.typed(field) == "hostil 48213 he\nshouted “at <me>”"


@pytest.mark.parametrize("typed", ["48213 he shouted", "customer 48213: he shouted"])
async def test_a_reference_alone_is_enough_to_begin_with(world: World, typed: str) -> None:
    await opened(world, f"/escalate {typed}")
    await world.karin.presses(ids.FLAG)
    form = (await world.karin.sees()).form
    assert (form.typed("customer"), form.typed("said")) == ("48213", "he shouted")
    await world.karin.fills_in({"types": [Type.RUDE]})
    assert (await world.hans.sees()).heard(Says.CARD) == 1


async def test_more_than_the_chooser_can_carry_stands_in_the_form_at_once(world: World) -> None:
    typed = "hostil " + "he shouted " * 300
    form = await opened(world, f"/escalate {typed}")
    assert form.callback_id == ids.FLAG
    assert form.typed("said").startswith("hostil he shouted he shouted")
    assert len(form.typed("said")) == LONGEST


async def test_a_cry_for_help_opens_the_chooser_beside_the_help(world: World) -> None:
    answer = await world.karin.types("/escalate help me, 48213 is shouting")
    assert "/escalate mine" in answer
    await world.karin.presses(ids.FLAG)
    assert (await world.karin.sees()).form.typed("said") == "help me, 48213 is shouting"


@pytest.mark.parametrize("word", ["mine", "dishes", "away", "Away:"])
async def test_words_behind_a_word_that_takes_none_are_given_back(world: World, word: str) -> None:
    answer = await world.karin.types(f"/escalate {word} until <!channel> *Friday*")
    assert "until @channel" in answer
    assert "Friday" in answer
    assert "<!channel>" not in answer


async def test_what_could_not_be_done_is_given_back(world: World) -> None:
    answer = await world.olav.types("/escalate hostile 48213 he shouted", channel="warehouse")
    assert answer.startswith(refusal(Code.NO_TEAM))
    assert "48213 he shouted" in answer


@pytest.mark.parametrize("text", ["", " ", "\u00a0", "\u200b\u2060", "\ud83d"])
async def test_nothing_that_can_be_seen_opens_the_chooser(world: World, text: str) -> None:
    chooser = await opened(world, f"/escalate {text}")
    assert chooser.callback_id == ids.CHOOSER


@pytest.mark.parametrize("word", ["MINE", "“mine”", "mine.", "\u00a0mine", "/mine"])
async def test_a_word_is_known_in_any_spelling(world: World, word: str) -> None:
    plain = await world.karin.types("/escalate mine")
    assert await world.karin.types(f"/escalate {word}") == plain
