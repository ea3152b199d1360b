"""Who is asked about a flag, worked out afresh whenever a step falls due."""

from bot.flag.case import WAITING, Flag
from bot.team import PersonId, Team, route, those_there


def first_asked(
    team: Team, agent: PersonId, *, urgent: bool, contact: PersonId | None = None
) -> tuple[PersonId, ...]:
    """Whom a new flag goes to: the first available; when urgent, all managers and on-call.

    Empty when there is nobody (behaviour.md, Who is asked).
    """
    if urgent and not contact:
        managers: tuple[str | None, ...] = team.settings.managers
        if agent in managers and not those_there(team, agent, managers):
            managers = (team.settings.skip,)
        everybody = those_there(team, agent, (*managers, *team.settings.on_call_people))
        if everybody:
            return everybody
    return those_there(team, agent, route(team.settings, agent, contact))[:1]


def skip_for(case: Flag, team: Team) -> PersonId | None:
    """The skip, when they may be asked now; None with a chosen contact, or when they are away."""
    skip = team.settings.skip
    eligible = case.contact is None and skip != case.agent and team.available(skip)
    return skip if eligible else None


def moved_to(case: Flag, team: Team) -> tuple[PersonId, ...] | None:
    """Whom the case moves to, worked out afresh; None while it stays where it is.

    It moves when the team has changed, or when nobody who is asked is there (behaviour.md, People).
    """
    if case.contact_declined:
        return None
    urgent = case.track.urgent and not case.contact
    available = [person for person in case.still_asked(team) if team.available(person)]
    if available and len(case.still_asked(team)) == len(case.asked):
        return _to_decide(case, team, available)
    newly_asked = first_asked(team, case.agent, urgent=urgent, contact=case.contact)
    people = tuple(dict.fromkeys([*newly_asked, *available]))
    return None if people == case.asked else people


def _to_decide(case: Flag, team: Team, there: list[PersonId]) -> tuple[PersonId, ...] | None:
    """Once on-call has answered, a manager is asked too: what follows is not on-call's."""
    if case.headline in WAITING or any(person in case.deciders(team) for person in there):
        return None
    first = those_there(team, case.agent, route(team.settings, case.agent, case.contact))[:1]
    return (*first, *there) if first else None


def goes_on(case: Flag, team: Team) -> PersonId | None:
    """Who is awaited after the first answer: whoever gave it, else whoever is asked and there.

    In an urgent case a manager comes first: an answer of on-call ends the urgent clock only.
    """
    deciders = case.deciders(team)
    candidates = route(team.settings, case.agent, case.contact)
    answers = sorted(case.care.answers, key=lambda answer: answer.at)
    answered = [answer.by for answer in answers if answer.by in deciders]
    order = [*answered, *(person for person in candidates if person in deciders)]
    if case.track.urgent:  # a deputy or skip may have answered as on-call
        managers = [person for person in team.settings.managers if person in deciders]
        order = [*(p for p in answered if p in managers), *managers, *order]
    return next((person for person in order if team.available(person)), None)


def explains(case: Flag, team: Team) -> PersonId | None:
    """Who tells the agent what was decided: the decider, else whoever goes on with the case."""
    decider = case.decision.by if case.decision else None
    available = decider in case.deciders(team) and team.available(decider)
    return decider if available else goes_on(case, team)


def deputy_for(case: Flag, team: Team) -> PersonId | None:
    """The deputy, where the case may be given to them."""
    deputy = team.settings.deputy
    available = those_there(team, case.agent, route(team.settings, case.agent, case.contact))
    return deputy if deputy in available and deputy not in case.asked else None
