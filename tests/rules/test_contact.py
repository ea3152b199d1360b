"""Whom the agent may choose to see a closed type."""

from dataclasses import replace

import pytest

from bot.flag.case import Type
from bot.flag.steps import open_flag
from bot.refusals import Code, Refused
from tests.rules.people import DORTE, EMMA, GRETA, IDA, KARIN, a_flag, team

MORNING = "2026-03-02T10:15+01:00"


@pytest.mark.parametrize(
    ("contact", "code"),
    [
        (KARIN, Code.CONTACT_IS_YOU),
        (EMMA, Code.NOT_A_COLLEAGUE),
        (IDA, Code.NOT_A_COLLEAGUE),
    ],
    ids=["the agent", "an outsider", "somebody whose account is closed"],
)
def test_the_contact_is_a_colleague_with_an_account_and_not_the_agent(
    contact: str, code: Code
) -> None:
    case = replace(a_flag(MORNING, Type.SEXUAL), contact=contact)
    with pytest.raises(Refused) as refused:
        open_flag(case, team(gone=(IDA,)))
    assert refused.value.code is code


@pytest.mark.parametrize("contact", [DORTE, GRETA, "USOMEBODY"])
def test_any_other_colleague_may_be_chosen(contact: str) -> None:
    case = replace(a_flag(MORNING, Type.SEXUAL), contact=contact)
    assert open_flag(case, team())[0].contact == contact
