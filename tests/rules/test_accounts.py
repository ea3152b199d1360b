"""What Slack tells of an account, as one of our people."""

from typing import Any

import pytest

from bot.calendar import known_zone
from handlers.team.accounts import person_of, says_whose

OURS, SISTER, ACME = "T0OURS", "T0SISTER", "T0ACME"
KARIN = {
    "id": "U1",
    "team_id": OURS,
    "name": "kholm",
    "real_name": "Karin Holm",
    "tz": "Europe/Oslo",
}


def user(**told: Any) -> dict[str, Any]:
    return {**KARIN, **told}


COLLEAGUES: list[dict[str, Any]] = [
    {},
    {"team_id": ""},
    {"team_id": None},
    {"id": "W1"},
    {"team_id": SISTER, "enterprise_user": {"teams": [SISTER, OURS]}},
    {"team_id": None, "enterprise_user": {"teams": [OURS]}},
    {"team_id": "", "enterprise_user": None},
    {"enterprise_user": {"teams": None}},
    {"enterprise_user": {}},
    {"is_restricted": True},
    {"is_ultra_restricted": True},
    {"is_bot": False, "is_workflow_bot": False},
]
OUTSIDERS: list[dict[str, Any]] = [
    {"team_id": ACME},
    {"team_id": ACME, "enterprise_user": None},
    {"team_id": SISTER, "enterprise_user": {"teams": [SISTER]}},
    {"team_id": SISTER, "enterprise_user": {"teams": []}},
    {"is_stranger": True},
    {"is_stranger": True, "enterprise_user": {"teams": [OURS]}},
    {"team_id": "", "is_stranger": True},
    {"is_bot": True},
    {"is_workflow_bot": True},
    {"id": "USLACKBOT"},
]


@pytest.mark.parametrize("told", COLLEAGUES, ids=str)
def test_a_colleague_is_of_this_workspace_or_of_a_sister_that_shares_the_account(
    told: dict[str, Any],
) -> None:
    """C1."""
    assert person_of(user(**told), OURS).may_work


@pytest.mark.parametrize("told", OUTSIDERS, ids=str)
def test_another_companys_and_bots_are_no_colleagues(told: dict[str, Any]) -> None:
    """C1, C2."""
    person = person_of(user(**told), OURS)
    assert person.outsider
    assert not person.may_work


def test_an_account_that_leaves_nearly_everything_out_is_a_colleague_without_a_zone() -> None:
    person = person_of({"id": "U1"}, OURS)
    assert (person.name, person.zone, person.may_work) == ("U1", None, True)


@pytest.mark.parametrize(
    ("told", "whose"),
    [
        ({}, True),
        ({"team_id": ""}, False),
        ({"team_id": None}, False),
        ({"team_id": None, "enterprise_user": {"teams": [OURS]}}, True),
        ({"team_id": "", "is_stranger": True}, True),
    ],
    ids=str,
)
def test_an_event_may_leave_out_whose_account_it_is(told: dict[str, Any], whose: bool) -> None:
    assert says_whose(user(**told)) is whose


def test_a_guest_is_known_as_one() -> None:
    """C8."""
    assert person_of(user(is_restricted=True), OURS).guest
    assert person_of(user(is_ultra_restricted=True), OURS).guest
    assert not person_of(user(), OURS).guest


BLANK = ["\u2800", "\u200b\u2060", "\u3164", "\ud83d", "\u202e", " \t", "", None, 7]


@pytest.mark.parametrize("blank", BLANK, ids=ascii)
def test_a_name_of_nothing_that_can_be_seen_is_the_next_one_that_can(blank: object) -> None:
    """D5, A3."""
    assert person_of(user(real_name=blank), OURS).name == "kholm"
    assert person_of(user(real_name=blank, name=blank), OURS).name == "U1"
    profile = {"real_name": blank}
    assert person_of(user(profile=profile), OURS).name == "Karin Holm"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("\u202eKarin\u202c Holm", "Karin Holm"),
        ("Karin\nHolm", "Karin Holm"),
        ("Karin\ud83d Holm", "Karin Holm"),
        ("A\u030asa Holm", "\u00c5sa Holm"),
        ("\u2067Karin\u2069", "Karin"),
        ("Karin \U0001f3f3\ufe0f\u200d\U0001f308", "Karin \U0001f3f3\ufe0f\u200d\U0001f308"),
    ],
    ids=ascii,
)
def test_a_name_is_cleaned_on_one_line(name: str, shown: str) -> None:
    """D5, A3."""
    assert person_of(user(real_name=name), OURS).name == shown


NO_ZONES = [
    "Mars/Phobos",
    "",
    None,
    "Europe",
    "../etc/passwd",
    "/etc/passwd",
    "a\0b",
    "x" * 5000,
    "\ud83d",
]


@pytest.mark.parametrize("zone", NO_ZONES, ids=ascii)
def test_a_zone_that_the_machine_does_not_know_is_none(zone: str | None) -> None:
    """A2."""
    assert known_zone(zone) is None
    assert person_of(user(tz=zone), OURS).zone is None


def test_a_zone_that_is_no_word_is_none() -> None:
    """A2."""
    assert person_of(user(tz=3600), OURS).zone is None
    assert person_of(user(tz=["Europe/Oslo"]), OURS).zone is None
    assert person_of(user(), OURS).zone == "Europe/Oslo"
