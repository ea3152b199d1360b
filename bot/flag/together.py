"""Several flags of one event: linked when others sent them, merged when one agent did."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.flag.case import CLOSED_TYPES, WAITING, Flag, Type, Wish, track_of
from bot.notices import Notice, Says
from bot.steps import Change, Step
from bot.team import CLOCK, Now, Team
from bot.text import Typed

STRONGER = (Wish.LOG_ONLY, Wish.ANSWER_ME, Wish.CALL_ME)
"""From the weakest wish to the strongest."""


def offered(case: Flag, others: Iterable[Flag], team: Team) -> list[Notice]:
    """What the agent is asked once a flag is saved, given the open flags of that customer."""
    if case.unconfirmed:
        return []
    same_event = [other for other in others if same_day(case, other, team)]
    own_flags = [other for other in same_event if other.agent == case.agent]
    if own_flags:
        facts = {"other": own_flags[0].id, "number": own_flags[0].number}
        return [Notice(Says.SAME_AS_YOURS, case.agent, facts)]
    return [Notice(Says.SAME_EVENT, case.agent, {"other": other.id}) for other in same_event[:1]]


def same_day(case: Flag, other: Flag, team: Team) -> bool:
    """Whether both may be the same event: of one customer, on one day in the team's zone.

    Nobody learns of a colleague's flag that has a chosen contact, or is not confirmed yet.
    """
    if other.id == case.id or other.unconfirmed:
        return False
    if other.agent != case.agent and other.contact is not None:
        return False
    calendar = team.calendar()
    days = {calendar.local(each.flagged_at).date() for each in (case, other)}
    known_customer = case.customer_key is not None
    return known_customer and case.customer_key == other.customer_key and len(days) == 1


def may_merge(case: Flag, into: Flag) -> bool:
    """Whether one agent's flag may go along with another.

    Nobody may hear less, or later, by it (decisions.md, Flags are merged only when nobody hears
    less, or later, by it).
    """
    types = set(case.types) | set(into.types)
    alike = (case.agent, case.team, case.contact) == (into.agent, into.team, into.contact)
    as_grave = track_of(tuple(types)) is into.track
    as_closed = bool(CLOSED_TYPES & types) == into.closed_type
    waiting = case.headline in WAITING and into.headline in WAITING
    return alike and as_grave and as_closed and waiting


@dataclass(frozen=True, slots=True)
class Link(Step[Flag]):
    """Flags of one event are linked; each keeps its own answer, clocks and text."""

    others: tuple[int, ...]

    def apply(self, case: Flag, now: Now) -> Change[Flag]:
        notices = [] if now.by == CLOCK else [Notice(Says.LINKED, case.agent)]
        return _knowing(case, *self.others), notices


@dataclass(frozen=True, slots=True)
class Merge(Step[Flag]):
    """The same agent's second flag goes along with the first: its clocks stop."""

    into: int
    number: int

    def apply(self, case: Flag, now: Now) -> Change[Flag]:
        notices = [Notice(Says.MERGED, case.agent, {"number": self.number})]
        return replace(_knowing(case, self.into), merged_into=self.into), notices


@dataclass(frozen=True, slots=True)
class TakeIn(Step[Flag]):
    """The flag that stays gets the types, the words and the stronger wish of the merged one too."""

    other: int
    types: tuple[Type, ...]
    wish: Wish
    texts: tuple[Typed, ...]

    def apply(self, case: Flag, now: Now) -> Change[Flag]:
        both_types = {*case.types, *self.types}
        types = tuple(kind for kind in Type if kind in both_types)
        wish = max(case.wish, self.wish, key=STRONGER.index)
        texts = (*case.more_text, *self.texts)
        return replace(_knowing(case, self.other), types=types, wish=wish, more_text=texts), []


def _knowing(case: Flag, *others: int) -> Flag:
    return replace(case, linked=tuple(dict.fromkeys((*case.linked, *others))))
