"""What a case is, and the only ways in which it can change."""

from bot.cases.claim import Claim
from bot.cases.hostile import Hostile

Case = Hostile | Claim

__all__ = ["Case", "Claim", "Hostile", "people_in"]


def people_in(case: Case) -> tuple[str, ...]:
    """Everybody whom the case names."""
    if isinstance(case, Hostile):
        found: list[str | None] = [*case.people]
    else:
        found = [case.owner, *case.helpers, *(note.by for note in case.notes)]
        found += [case.offer.to, case.offer.by] if case.offer else []
        found += [case.unowned.before] if case.unowned else []
    for dish in case.dishes:
        found += [dish.person, dish.by, *((dish.passing.to,) if dish.passing else ())]
    return tuple(dict.fromkeys(person for person in found if person))
