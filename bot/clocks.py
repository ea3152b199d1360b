"""Every clock that a case's state wants (product.md, Clocks)."""

from bot import answer_clocks, claim_clocks, dish_clocks, later_clocks
from bot.cases import Case
from bot.cases.claim import Claim
from bot.due import Due, Sent
from bot.people import Office


def all_due(case: Case, office: Office, sent: Sent) -> list[Due]:
    """Every moment of every clock that the case's state wants, sent ones included, in order."""
    if isinstance(case, Claim):
        found = claim_clocks.all_due(case, office, sent)
    else:
        found = [
            *answer_clocks.route(case, office),
            *answer_clocks.acknowledge(case, office, sent),
            *later_clocks.talk(case, office, sent),
            *later_clocks.decision(case, office, sent),
            *later_clocks.explanation(case, office, sent),
            *later_clocks.reply(case, office, sent),
            *later_clocks.close(case, office, sent),
            *later_clocks.limit(case, office, sent),
        ]
    found += dish_clocks.all_due(case, office, sent)
    return sorted(found, key=lambda due: due.at)
