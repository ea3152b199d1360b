"""A flag on a colleague's behalf: it is the colleague's to confirm before anybody is told."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.cases.asking import asking, case_waits
from bot.cases.contact import choosable
from bot.cases.hostile import Asked, Care, Change, Hostile, Track, Wish
from bot.notices import Notice, Says
from bot.people import MAY_HOLD, Moment, Office
from bot.refusals import Code, Refused

MOST_ASKED = MAY_HOLD - 2
"""The agent, and who is asked on top."""


def reported(case: Hostile, office: Office) -> Change:
    """The colleague hears who flagged for them; when urgent, on-call is told at once.

    Raises Refused. Otherwise nobody is asked, and no clock runs.
    """
    if case.reported_by == case.agent:
        raise Refused(Code.COLLEAGUE_IS_YOU, field="colleague")
    if not office.active(case.agent):
        raise Refused(Code.NOT_A_COLLEAGUE, field="colleague")
    at_once = _at_once(case, office) if case.track is Track.URGENT else ()
    asked = tuple(Asked(person, case.flagged_at) for person in at_once)
    case = replace(case, care=Care(1, case.flagged_at, asked))
    facts = {"by": case.reported_by, "asked": list(at_once)}
    told = [Notice(Says.FLAGGED_FOR_YOU, case.agent, facts)]
    told += [Notice(Says.PAGE_ON_BEHALF, person) for person in at_once]
    if case.track is Track.URGENT and not at_once:
        told += case_waits(case, office)
    return case, told


def _at_once(case: Hostile, office: Office) -> tuple[str, ...]:
    """On-call; the managers when nobody is there who is on call."""
    on_call = tuple(entry.person for entry in office.team.on_call)
    for group in (on_call, office.team.managers):
        there = [each for each in group if each != case.agent and office.available(each)]
        if there:
            return tuple(dict.fromkeys(there))[:MOST_ASKED]
    return ()


@dataclass(frozen=True, slots=True)
class Confirm:
    """The agent's yes, with what they want, or who should see it: now it is a flag as any."""

    wish: Wish = Wish.ANSWER_ME
    contact: str | None = None

    def apply(self, case: Hostile, moment: Moment) -> Change:
        _still_open(case)
        contact = None if case.track.urgent else self.contact  # on-call knows already
        yes = replace(case, confirmed_at=moment.at, wish=self.wish, contact=contact)
        choosable(yes, moment.office)
        if case.asked:
            return _added(yes, moment.office, moment.at)
        return asking(yes, moment.office, moment.at, run=case.care.run)


def _added(case: Hostile, office: Office, at: datetime) -> Change:
    """Who was told at once stays asked, with the clock that runs; the others come on top."""
    fresh, told = asking(case, office, at, run=case.care.run)
    room = MOST_ASKED - len(case.asked)
    new = [entry for entry in fresh.care.asked if entry.person not in case.asked][:room]
    joined = replace(case, care=replace(case.care, asked=(*case.care.asked, *new)))
    if case.care.answers or not fresh.asked:
        return joined, []
    known = {case.agent, *(entry.person for entry in new)}
    return joined, [notice for notice in told if notice.to in known]


@dataclass(frozen=True, slots=True)
class Decline:
    """The agent's no: nobody else ever hears, but for those who were told at once."""

    def apply(self, case: Hostile, moment: Moment) -> Change:
        _still_open(case)
        told = [Notice(Says.NOT_FLAGGED, case.agent)]
        told += [Notice(Says.WITHDRAWN, person) for person in case.asked]
        return replace(case, withdrawn_at=moment.at), told


def _still_open(case: Hostile) -> None:
    if not case.unconfirmed:
        raise Refused(Code.NOT_NOW, headline=case.headline.value)
