"""A flag on a colleague's behalf, which they confirm (behaviour.md, On behalf of a colleague)."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.flag.case import Flag, Track, Wish
from bot.flag.routing import asking, case_waits, choosable
from bot.flag.tracks import Asked, Care
from bot.notices import Notice, Says
from bot.refusals import Code, Refused
from bot.steps import Change, Step
from bot.team import Now, PersonId, Team


def reported(case: Flag, team: Team) -> Change[Flag]:
    """The colleague hears who flagged for them; when urgent, on-call is told at once.

    Raises Refused. Otherwise nobody is asked, and no clock runs.
    """
    if case.reported_by == case.agent:
        raise Refused(Code.COLLEAGUE_IS_YOU)
    if not team.active(case.agent):
        raise Refused(Code.NOT_A_COLLEAGUE)
    paged = _at_once(case, team) if case.track is Track.URGENT else ()
    asked = tuple(Asked(person, case.flagged_at) for person in paged)
    case = replace(case, care=Care(1, case.flagged_at, asked))
    facts = {"by": case.reported_by, "asked": list(paged)}
    notices = [Notice(Says.FLAGGED_FOR_YOU, case.agent, facts)]
    notices += [Notice(Says.PAGE_ON_BEHALF, person) for person in paged]
    if case.track is Track.URGENT and not paged:
        notices += case_waits(case, team)
    return case, notices


def _at_once(case: Flag, team: Team) -> tuple[PersonId, ...]:
    """On-call; the managers when nobody is there who is on call."""
    on_call = tuple(entry.person for entry in team.settings.on_call)
    for group in (on_call, team.settings.managers):
        available = [each for each in group if each != case.agent and team.available(each)]
        if available:
            return tuple(dict.fromkeys(available))
    return ()


@dataclass(frozen=True, slots=True)
class Confirm(Step[Flag]):
    """The agent's yes, with what they want, or who should see it: then it is an ordinary flag."""

    wish: Wish = Wish.ANSWER_ME
    contact: PersonId | None = None

    @property
    def concerned(self) -> tuple[PersonId | None, ...]:
        return (self.contact,)

    def apply(self, case: Flag, now: Now) -> Change[Flag]:
        _still_open(case)
        contact = None if case.track.urgent else self.contact  # on-call knows already
        confirmed = replace(case, confirmed_at=now.at, wish=self.wish, contact=contact)
        choosable(confirmed, now.team)
        if case.asked:
            return _added(confirmed, now.team, now.at)
        return asking(confirmed, now.team, now.at, run=case.care.run)


def _added(case: Flag, team: Team, at: datetime) -> Change[Flag]:
    """An urgent flag after the agent's yes.

    Whoever was told at once stays asked and the clock goes on; the others are added. They and the
    agent are told, unless somebody has answered already.
    """
    as_usual, notices = asking(case, team, at, run=case.care.run)
    added = [entry for entry in as_usual.care.asked if entry.person not in case.asked]
    joined = replace(case, care=replace(case.care, asked=(*case.care.asked, *added)))
    if case.care.answers or not as_usual.asked:
        return joined, []
    readers = {case.agent, *(entry.person for entry in added)}
    return joined, [notice for notice in notices if notice.to in readers]


@dataclass(frozen=True, slots=True)
class Decline(Step[Flag]):
    """The agent's no: only those who were told at once hear of it."""

    def apply(self, case: Flag, now: Now) -> Change[Flag]:
        _still_open(case)
        notices = [Notice(Says.NOT_FLAGGED, case.agent)]
        notices += [Notice(Says.WITHDRAWN, person) for person in case.asked]
        return replace(case, withdrawn_at=now.at), notices


def _still_open(case: Flag) -> None:
    if not case.unconfirmed:
        raise Refused(Code.NOT_NOW, headline=case.headline.value)
