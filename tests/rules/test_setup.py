"""What is typed into the setup form: on-call numbers, accepted as people write them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.refusals import Code, Refused
from bot.setup import phone_number, with_phones
from bot.team import EMERGENCY, OnCall, TeamSettings

SUPPORT = TeamSettings(1, "T1", "C1", "support", ("hans",), on_call=(OnCall("karin", ""),))


@pytest.mark.parametrize(
    "typed",
    [
        *("+45 70 10 20 30", "+4570102030", "70 10 20 30", "70102030", "0045 70 10 20 30"),
        *(
            "\u202a+45\u00a070\u00a010\u00a020\u00a030\u202c",
            "(+45) 70 10 20 30",
            "+45.70.10.20.30",
        ),
        *(
            "\u2066+45 70102030\u2069\u200e",
            "\ufeff70\u202f10\u202f20\u202f30",
            "+45\u201170102030",
        ),
        *(" +45 – 70 10 20 30\n", "＋４５ ７０１０２０３０", "٧٠١٠٢٠٣٠", "tel:+4570102030"),
        *("tlf. 70 10 20 30", "+45/70 10 20 30", "+45 (70) 10-20-30", "7010\u00ad2030"),
    ],
)
def test_a_phone_number_is_accepted_as_people_write_it_and_shown_in_one_way(typed: str) -> None:
    team = with_phones(SUPPORT, {"karin": typed})
    assert team.on_call == (OnCall("karin", "+45 70 10 20 30"),)


@pytest.mark.parametrize(
    ("typed", "country", "shown"),
    [
        ("22 00 00 00", "NO", "+47 22 00 00 00"),
        ("+45 70 10 20 30", "NO", "+45 70 10 20 30"),
        ("+44 (0)20 7946 0958", "DK", "+44 20 7946 0958"),
        ("020 7946 0958", "GB", "+44 20 7946 0958"),
        ("(212) 555-0123", "US", "+1 212-555-0123"),
        ("00 45 70 10 20 30", "NO", "+45 70 10 20 30"),
        ("70 10 20 30 lok. 12", "DK", "+45 70 10 20 30 ext. 12"),
        ("70 10 20 30 lokal 12", "DK", "+45 70 10 20 30 ext. 12"),
        ("70 10 20 30 x12", "DK", "+45 70 10 20 30 ext. 12"),
    ],
)
def test_a_number_without_a_country_is_one_of_the_teams(
    typed: str, country: str, shown: str
) -> None:
    assert phone_number(typed, country) == shown


@pytest.mark.parametrize(
    ("typed", "shown"), [("112", "112"), ("02 800", "02800"), ("\u202a4321\u202c", "4321")]
)
def test_a_short_number_stands_as_it_is(typed: str, shown: str) -> None:
    assert phone_number(typed, "NO") == shown


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", "\u2060", "Karin", "ring Karin", "ring 70102030 (Karin)", "70 10 call", "12"),
        *("+45 70 10 20 3", "+45 70 10 20 30 40", "70102030 / 20304050", "+999 123456", "1" * 500),
        "karin@example.com",
    ],
)
def test_what_nobody_can_ring_is_refused_for_its_person(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        with_phones(SUPPORT, {"karin": typed})
    assert refused.value.code is Code.PHONE_WRONG
    assert refused.value.facts == {"person": "karin"}


def test_a_local_number_without_its_area_code_is_refused() -> None:
    with pytest.raises(Refused):
        with_phones(replace(SUPPORT, country="US"), {"karin": "555-0142"})


@given(
    st.from_regex(r"(\+45 ?)?[1-9][0-9]([ .-]?[1-9][0-9]){1,5}( x[1-9])?", fullmatch=True),
    st.sampled_from([*EMERGENCY, "XX"]),
)
def test_what_is_shown_is_accepted_and_shown_so_again(typed: str, country: str) -> None:
    shown = phone_number(typed, country)
    assert shown is None or phone_number(shown, country) == shown


@given(st.text(max_size=30), st.sampled_from([*EMERGENCY, "XX", ""]))
def test_no_number_is_too_strange_to_be_judged(typed: str, country: str) -> None:
    assert phone_number(typed, country) != ""
