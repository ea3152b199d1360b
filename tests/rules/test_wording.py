"""What stands out in words for a customer: careful rather than complete."""

import json
from pathlib import Path

import pytest

from bot.wording.check import Kind, check, named

SENTENCES = json.loads((Path(__file__).parent / "sentences.json").read_text())
NAMES: list[str] = SENTENCES["names"]
LANGUAGES = ("en", "da", "nb")


def of(language: str, kind: str) -> list[str]:
    """The sentences of that kind, also those that were held out while the lists were made."""
    found = SENTENCES[language].items()
    return [sentence for name, listed in found if name.startswith(kind) for sentence in listed]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_neutral_sentence_is_pointed_at(language: str) -> None:
    pointed_at = {
        sentence: [advice.words for advice in check(sentence, names=NAMES)]
        for sentence in of(language, "neutral")
    }
    assert {sentence: words for sentence, words in pointed_at.items() if words} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_eight_of_ten_blaming_sentences_are_found(language: str) -> None:
    sentences = of(language, "blaming")
    missed = [sentence for sentence in sentences if not check(sentence, names=NAMES)]
    assert len(missed) <= len(sentences) * 0.2, missed


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_is_long_and_half_of_it_is_neutral(language: str) -> None:
    neutral, blaming = of(language, "neutral"), of(language, "blaming")
    assert len({*neutral, *blaming}) == len(neutral) + len(blaming) >= 60
    assert len(neutral) == len(blaming)


def found(text: str, **more: list[str]) -> list[tuple[Kind, str]]:
    return [(advice.kind, advice.words) for advice in check(text, **{"names": NAMES, **more})]


def test_fault_and_system_are_found_as_they_were_typed() -> None:
    """S60."""
    first = "Dette var salg sin feil, systemet vårt er håpløst."
    assert found(first) == [(Kind.BLAME, "salg sin feil"), (Kind.SYSTEM, "systemet vårt")]
    second = "Salgsprisen din var feil. Det beklager jeg. Du får riktig faktura i dag."
    assert found(second) == []


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("You can reach Karin on Monday.", Kind.NAME, "Karin"),
        ("That was Karin Holm's doing.", Kind.NAME, "Karin Holm"),
        ("Det var Karins sag.", Kind.NAME, "Karin"),
        ("I asked Will about it.", Kind.NAME, "Will"),
        ("Even har lovet deg det.", Kind.NAME, "Even"),
        ("Spørg <@U012AB3CD> om den.", Kind.MENTION, "<@U012AB3CD>"),
        ("Ask @karin.holm again.", Kind.MENTION, "@karin.holm"),
        ("Lageret glemte den.", Kind.DEPARTMENT, "Lageret glemte"),
        ("I går glemte lageret den.", Kind.DEPARTMENT, "glemte lageret"),
        ("In our CRM you do not exist.", Kind.SYSTEM, "our CRM"),
        ("De andre har glemt det.", Kind.BLAME, "De andre har glemt"),
    ],
)
def test_each_kind_is_found_in_its_own_words(text: str, kind: Kind, words: str) -> None:
    assert (kind, words) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Will you be there?",
        "Dag og tid passer.",
        "Even if it rains.",
        "Hans ordre er sendt.",
        "In May it is cheaper.",
        "Dear Karin, thank you.",
        "Hej Ida!",
        "Karin Jensen is your technician.",
        "Anne-Karin kommer kl. 10.",
        "Write to kari@example.com.",
        "It was on sale.",
        "Alarm systems are our trade.",
    ],
)
def test_a_name_that_is_a_word_or_a_customers_is_no_colleague(text: str) -> None:
    assert found(text) == []


def test_the_writers_own_name_is_never_pointed_at() -> None:
    text = "You can ask for Karin when you call."
    assert found(text, own=["Karin Holm"]) == []
    assert found(text) == [(Kind.NAME, "Karin")]


def test_what_the_team_put_on_its_own_list_is_found_whole() -> None:
    house = ["Kraken", "Team Blue"]
    assert found("Den står i kraken, sier team  blue.", house=house) == [
        (Kind.HOUSE, "kraken"),
        (Kind.HOUSE, "team  blue"),
    ]
    assert found("Krakenol is a glue.", house=house) == []


def test_advice_comes_in_order_and_never_twice_for_one_word() -> None:
    text = (
        "Salg lovet det, Karin Holm glemte det, og systemet vårt er nede. "
        "Det er Karin sin feil. De glemte alt."
    )
    advice = check(text, names=NAMES)
    ends = [each.end for each in advice]
    assert [each.start for each in advice] == sorted(each.start for each in advice)
    assert all(before <= after.start for before, after in zip(ends, advice[1:], strict=False))
    assert [text[each.start : each.end] for each in advice] == [each.words for each in advice]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Det var Kjell som sluttet i januar som lovet dette.", ["Kjell"]),
        ("It was Priya who left in June.", ["Priya"]),
        ("Det var Aslak, der sluttede.", ["Aslak"]),
        ("Kunden fik besked af Yusra fra salg.", ["Yusra"]),
        ("Kjell lovet gratis montering.", ["Kjell"]),
        ("Karin Holm said so, and <@U012AB3CD> too.", ["Karin Holm", "<@U012AB3CD>"]),
    ],
)
def test_who_is_named_in_what_is_wrong(text: str, who: list[str]) -> None:
    assert named(text, NAMES) == who


@pytest.mark.parametrize(
    "text",
    [
        "Reservedel aldri bestilt.",
        "Tilbud fra salg ble aldri sendt.",
        "Det var Posten som mistet den.",
        "Det var DHL som kom for sent.",
        "It was Monday that he rang.",
        "Der manglede en Galaxy fra lageret.",
        "Kunden glemte koden.",
        "Free installation was promised at sale, and an invoice was sent.",
    ],
)
def test_what_went_wrong_without_who_is_left_alone(text: str) -> None:
    assert named(text, NAMES) == []


@pytest.mark.parametrize(
    "text", ["de " * 1000, "har " * 750, "Hans " * 600, "A" * 3000, "@" * 3000]
)
def test_a_long_text_of_nothing_is_read_without_trouble(text: str) -> None:
    assert len(check(text, names=NAMES)) <= 600
