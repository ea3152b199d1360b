"""Whom a flag waits for, and what for."""

from collections.abc import Iterator
from datetime import datetime

from bot.flag import clocks
from bot.flag.asked import explains, goes_on
from bot.flag.case import ANSWERED, OPEN, Flag, Track
from bot.flag.closing import Close
from bot.flag.tracks import Finish, Holder
from bot.steps import possible
from bot.team import Now, PersonId, Team
from bot.waiting import Wait, What, each


def waits(case: Flag, team: Team, at: datetime) -> list[Wait]:
    """Of the agent, and of whoever is asked; nothing is owed to an agent without an account."""
    if case.headline not in OPEN:
        return []
    of_asked = list(_could_close(case, team, at))
    if not team.active(case.agent):
        return of_asked
    return [*_answer(case, team), *_agent(case, team), *_following(case, team), *of_asked]


def _answer(case: Flag, team: Team) -> list[Wait]:
    """Until one has answered (in an urgent case: talked), of everybody who is asked."""
    if not case.answer_awaited or not case.asked:
        return []
    return each(What.ANSWER, case.asked, clocks.answer_due(case, team))


def _agent(case: Flag, team: Team) -> Iterator[Wait]:
    if case.unconfirmed:
        yield Wait(What.CONFIRM, case.agent)
    elif case.contact and not case.asked:
        yield Wait(What.CONTACT, case.agent)
    if case.closing is not None:
        closes = [due.at for due in clocks.close(case, team, {})]
        yield Wait(What.CLOSES, case.agent, min(closes, default=None))
    if case.customer.offered_back_by is not None:
        yield Wait(What.HAND_BACK, case.agent)
    if case.reply_awaited:
        lapses = [due.at for due in clocks.reply(case, team, {})]
        yield Wait(What.REPLY, case.agent, min(lapses, default=None))


def _following(case: Flag, team: Team) -> Iterator[Wait]:
    """What comes after the answer, of the one who goes on with the case."""
    if case.headline not in ANSWERED:
        return
    track, on = case.customer, _one_of(case, goes_on(case, team))
    if track.wish is Finish.PLEASE_TAKE and track.holder is Holder.AGENT and not track.helped_at:
        yield from each(What.TAKE_OVER, on)
    if case.unexplained_since is not None:
        explainers = _one_of(case, explains(case, team))
        yield from each(What.EXPLANATION, explainers, clocks.explanation_due(case, team))
    if case.decision is None and case.track is not Track.LIGHT:
        decisions = [due.at for due in clocks.decision(case, team, {})]
        yield from each(What.DECISION, on, min(decisions, default=None))
    if case.talk_awaited:
        yield from each(What.TALK, on, clocks.talk_due(case, team))


def _could_close(case: Flag, team: Team, at: datetime) -> Iterator[Wait]:
    """It stays in the list until it is closed; a light case that closes by itself is left out."""
    by_itself = case.track is Track.LIGHT and not case.kept_open and team.active(case.agent)
    on = _one_of(case, goes_on(case, team))
    if not by_itself and on and possible(case, Close(), Now(on[0], at, team)):
        yield from each(What.CLOSE, on)


def _one_of(case: Flag, person: PersonId | None) -> tuple[PersonId, ...]:
    """That person; everybody who is asked while none of them is there."""
    return case.asked if person is None else (person,)
