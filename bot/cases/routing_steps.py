"""Who is asked changes: a step-up adds a person, a move replaces one (product.md, People)."""

from dataclasses import dataclass, replace

from bot import notices
from bot.cases.asking import asked_now, nobody
from bot.cases.hostile import WAITING, Asked, Care, Change, Hostile
from bot.notices import Fact, Notice, Says
from bot.people import Moment, deputy_for
from bot.refusals import Code, Refused


@dataclass(frozen=True, slots=True)
class StepUp:
    """The clock: after silence, one more person; who was asked before may still do the step."""

    person: str

    def apply(self, case: Hostile, moment: Moment) -> Change:
        before = list(case.asked)
        facts: dict[str, Fact] = {
            "before": before,
            "now": self.person,
            "since": notices.when(case.care.since),
            "decided": case.headline not in WAITING,
        }
        told = [
            Notice(Says.STEPPED_UP_TO_YOU, self.person, facts),
            Notice(Says.STEPPED_UP_FOR_YOU, case.agent, facts),
        ]
        there = [person for person in before if moment.office.available(person)]
        told += [Notice(Says.STEPPED_UP_STILL_WAITING, person, facts) for person in there]
        return replace(case, care=joined(case, self.person, moment)), told


@dataclass(frozen=True, slots=True)
class Move:
    """The clock: the team has changed, or nobody who was asked is there."""

    people: tuple[str, ...]

    def apply(self, case: Hostile, moment: Moment) -> Change:
        return _moved(case, self.people, moment)


@dataclass(frozen=True, slots=True)
class GiveToDeputy:
    """Whoever is asked: the deputy answers instead."""

    def apply(self, case: Hostile, moment: Moment) -> Change:
        deputy = deputy_for(case, moment.office)
        if deputy is None:
            raise Refused(Code.NO_DEPUTY)
        return _moved(case, (deputy,), moment)


@dataclass(frozen=True, slots=True)
class ChooseContact:
    """The agent: somebody else is to see a closed type."""

    contact: str

    def apply(self, case: Hostile, moment: Moment) -> Change:
        if case.contact is None:
            raise Refused(Code.NOT_NOW, headline=case.headline.value)
        if self.contact == case.agent or not moment.office.active(self.contact):
            raise Refused(Code.NOT_A_COLLEAGUE, field="contact")
        if not moment.office.available(self.contact):
            raise Refused(Code.CONTACT_IS_AWAY, field="contact")
        case = replace(case, contact=self.contact, contact_declined=False)
        return _moved(case, (self.contact,), moment)


@dataclass(frozen=True, slots=True)
class DeclineContact:
    """The contact cannot take it: no reason is asked, and nobody else is told."""

    def apply(self, case: Hostile, moment: Moment) -> Change:
        if case.contact != moment.by:
            raise Refused(Code.NOT_NOW, headline=case.headline.value)
        return _moved(replace(case, contact_declined=True), (), moment)


def joined(case: Hostile, person: str, moment: Moment) -> Care:
    """One more person is asked."""
    asked = (*case.care.asked, Asked(person, moment.at))
    return replace(case.care, asked=asked, stepped_up=True)


def _moved(case: Hostile, people: tuple[str, ...], moment: Moment) -> Change:
    """Others are asked from now on; the clocks of the answer begin a run of their own."""
    care = replace(
        case.care,
        run=case.care.run + 1,
        asked=asked_now(people, moment.at),
        stepped_up=case.care.stepped_up and bool(set(people) & set(case.asked)),
        seen_by=(),
    )
    waits = case.headline in WAITING
    case = replace(case, care=care)
    if not people:
        return case, nobody(case, moment.office)
    told = [Notice(Says.MOVED, case.agent, {"now": list(people), "waits": waits})]
    if not waits and case.unexplained_since in case.heard:
        told.append(Notice(Says.HEARD_ELSEWHERE, people[0]))
    if waits and case.track.urgent:
        told += [Notice(Says.PAGE, person) for person in people]
    return case, told
