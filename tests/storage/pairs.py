"""Every step there is, with somebody who may do it, and a case in which it is possible."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations_with_replacement, product
from typing import Any

from bot.claim.case import Headline as ClaimHeadline
from bot.claim.steps import STEPS as CLAIM_STEPS
from bot.flag.care import LoseWords
from bot.flag.case import Headline as FlagHeadline
from bot.flag.case import Type
from bot.flag.decision import LoseExplanation, NoAnswer
from bot.flag.routing import Move, StepUp
from bot.flag.steps import STEPS as FLAG_STEPS
from bot.refusals import Refused
from bot.steps import Case, advance
from bot.team import CLOCK, Now
from tests.rules.people import DORTE, GRETA, HANS, IDA, KARIN, OLAV, SIGRID, at, flagged, team
from tests.rules.test_claim_table import TABLE as CLAIM_TABLE
from tests.rules.test_claim_table import a_claim_that_is
from tests.rules.test_dish_table import STEPS as DISH_TABLE
from tests.rules.test_dish_table import a_claim, a_flag
from tests.rules.test_flag_table import a_flag_that_is
from tests.rules.test_flag_walks import EXAMPLES
from tests.storage.walks import walks

NOW = at("2026-03-02T15:00+01:00")
TEAM = team()
DISHES = [step for step, *_who in DISH_TABLE]
STEPS: list[Any] = [
    *EXAMPLES,
    *(StepUp(SIGRID), Move((DORTE,)), NoAnswer(), LoseExplanation()),
    *(LoseWords(text) for text in range(1, 20)),
    *(step for step, *_who in CLAIM_TABLE),
    *DISHES,
]
PEOPLE = (KARIN, HANS, IDA, CLOCK, GRETA, OLAV, SIGRID)


@dataclass(frozen=True)
class Deed:
    """A step, by somebody, on a case."""

    step: Any
    by: str
    case: Case


Options = dict[type, Deed]
"""What is possible in one case: of each kind of step, one."""


@cache
def pairs() -> list[tuple[Deed, Deed]]:
    """Every two kinds of step: of one kind of case in one case, of two kinds in one each.

    The case allows both where there is one that does; else the second comes too early.
    """
    cases = _cases()
    of_flags, of_claims = (_one_each(cases, set(steps)) for steps in (FLAG_STEPS, CLAIM_STEPS))
    together = [*_in_one_case(cases, of_flags), *_in_one_case(cases, of_claims)]
    return [*together, *product(of_flags.values(), of_claims.values())]


def _one_each(cases: list[Options], kinds: set[type]) -> Options:
    found = {kind: deed for each in cases for kind, deed in each.items() if kind in kinds}
    assert set(found) == kinds, kinds - set(found)
    return found


def _in_one_case(cases: list[Options], anywhere: Options) -> Iterator[tuple[Deed, Deed]]:
    kind_of_case = next(iter(anywhere.values())).case.kind
    options = [each for each in cases if next(iter(each.values())).case.kind is kind_of_case]
    for first, second in combinations_with_replacement(sorted(anywhere, key=str), 2):
        both = next((each for each in options if first in each and second in each), None)
        if both:
            yield both[first], both[second]
        else:
            yield anywhere[first], replace(anywhere[second], case=anywhere[first].case)


def _possible(case: Case) -> Options:
    found: Options = {}
    for step in STEPS:
        if type(step) in case.kind.rules and type(step) not in found:
            by = next((person for person in PEOPLE if _goes(case, step, person)), None)
            if by is not None:
                found[type(step)] = Deed(step, by, case)
    return found


def _goes(case: Case, step: Any, by: str) -> bool:
    try:
        advance(case, step, Now(by, NOW, TEAM))
    except Refused:
        return False
    return True


def _cases() -> list[Options]:
    """In every state that the rules' tests and the stored ones know, and one step further."""
    first = [
        *(a_flag_that_is(headline).case for headline in FlagHeadline),
        *(a_claim_that_is(headline).case for headline in ClaimHeadline),
        *(case for _name, case in walks()),
        *(a_claim().case, a_flag().case),
        flagged("2026-03-02T10:15+01:00", Type.SEXUAL, team=TEAM, contact=IDA),
        flagged("2026-03-02T10:15+01:00", Type.SEXUAL, team=TEAM, reported_by=IDA),
    ]
    options = [_possible(case) for case in first]
    for each in list(options):
        for deed in each.values():
            case, _told = advance(deed.case, deed.step, Now(deed.by, NOW, TEAM))
            options.append(_possible(case))
    return [each for each in options if each]
