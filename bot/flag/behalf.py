"""A flag on a colleague's behalf: it is the colleague's to confirm before anybody is told."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.flag.asked import MAY_HOLD
from bot.flag.case import Flag, Track, Wish
from bot.flag.routing import asking, case_waits, choosable
from bot.flag.tracks import Asked, Care
from bot.notices import Notice, Says
from bot.refusals import Code, Refused
from bot.steps import Change, Step
from bot.team import Now, PersonId, Team

MOST_ASKED = MAY_HOLD - 2
"""The agent, and who is asked on top."""


def reported(case: Flag, team: Team) -> Change[Flag]:
    """The colleague hears who flagged for them; when urgent, on-call is told at once.

    Raises Refused. Otherwise nobody is asked, and no clock runs.
    """
    if case.reported_by == case.agent:
        raise Refused(Code.COLLEAGUE_IS_YOU)
    if not team.active(case.agent):
        raise Refused(Code.NOT_A_COLLEAGUE)
    at_once = _at_once(case, team) if case.track is Track.URGENT else ()
    asked = tuple(Asked(person, case.flagged_at) for person in at_once)
    case = replace(case, care=Care(1, case.flagged_at, asked))
    facts = {"by": case.reported_by, "asked": list(at_once)}
    told = [Notice(Says.FLAGGED_FOR_YOU, case.agent, facts)]
    told += [Notice(Says.PAGE_ON_BEHALF, person) for person in at_once]
    if case.track is Track.URGENT and not at_once:
        told += case_waits(case, team)
    return case, told


def _at_once(case: Flag, team: Team) -> tuple[PersonId, ...]:
    """On-call; the managers when nobody is there who is on call."""
    on_call = tuple(entry.person for entry in team.settings.on_call)
    for group in (on_call, team.settings.managers):
        there = [each for each in group if each != case.agent and team.available(each)]
        if there:
            return tuple(dict.fromkeys(there))[:MOST_ASKED]
    return ()


@dataclass(frozen=True, slots=True)
class Confirm(Step[Flag]):
    """The agent's yes, with what they want, or who should see it: now it is a flag as any."""

    wish: Wish = Wish.ANSWER_ME
    contact: PersonId | None = None

    @property
    def concerned(self) -> tuple[PersonId | None, ...]:
        return (self.contact,)

    def apply(self, case: Flag, now: Now) -> Change[Flag]:
        _still_open(case)
        contact = None if case.track.urgent else self.contact  # on-call knows already
        yes = replace(case, confirmed_at=now.at, wish=self.wish, contact=contact)
        choosable(yes, now.team)
        if case.asked:
            return _added(yes, now.team, now.at)
        return asking(yes, now.team, now.at, run=case.care.run)


def _added(case: Flag, team: Team, at: datetime) -> Change[Flag]:
    """Who was told at once stays asked, with the clock that runs; the others come on top."""
    fresh, told = asking(case, team, at, run=case.care.run)
    room = MOST_ASKED - len(case.asked)
    new = [entry for entry in fresh.care.asked if entry.person not in case.asked][:room]
    joined = replace(case, care=replace(case.care, asked=(*case.care.asked, *new)))
    if case.care.answers or not fresh.asked:
        return joined, []
    known = {case.agent, *(entry.person for entry in new)}
    return joined, [notice for notice in told if notice.to in known]


@dataclass(frozen=True, slots=True)
class Decline(Step[Flag]):
    """The agent's no: nobody else ever hears, but for those who were told at once."""

    def apply(self, case: Flag, now: Now) -> Change[Flag]:
        _still_open(case)
        told = [Notice(Says.NOT_FLAGGED, case.agent)]
        told += [Notice(Says.WITHDRAWN, person) for person in case.asked]
        return replace(case, withdrawn_at=now.at), told


def _still_open(case: Flag) -> None:
    if not case.unconfirmed:
        raise Refused(Code.NOT_NOW, headline=case.headline.value)
