"""Who is asked about a flag, worked out afresh whenever a step falls due."""

from bot.flag.case import Flag
from bot.team import PersonId, Team, route, those_there

MAY_HOLD = 8
"""People in one Slack group conversation, beside the bot."""


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
            return everybody[: MAY_HOLD - 2]  # the agent, and who is asked on top
    return those_there(team, agent, route(team.settings, agent, contact))[:1]


def skip_for(case: Flag, team: Team) -> PersonId | None:
    """The managers' manager, where the case may go to them; never past a chosen contact."""
    skip = team.settings.skip
    fit = case.contact is None and skip != case.agent and team.available(skip)
    return skip if fit else None


def moved_to(case: Flag, team: Team) -> tuple[PersonId, ...] | None:
    """Whom the case moves to, worked out afresh; None while it stays where it is.

    It moves when the team has changed, or when nobody who is asked is there (behaviour.md, People).
    """
    if case.contact_declined:
        return None
    urgent = case.track.urgent and not case.contact
    order = {*route(team.settings, case.agent, case.contact)}
    order |= {*team.settings.on_call_people} if urgent else set()
    there = [person for person in case.asked if person in order and team.available(person)]
    if there and order.issuperset(case.asked):
        return None
    first = first_asked(team, case.agent, urgent=urgent, contact=case.contact)
    people = tuple(dict.fromkeys([*first, *there]))[: MAY_HOLD - 1]
    return None if people == case.asked else people


def goes_on(case: Flag, team: Team) -> PersonId | None:
    """Who is awaited after the first answer: whoever gave it, else whoever is asked and there.

    On-call's answer ends the urgent clock alone: the later steps are the manager's.
    """
    candidates = route(team.settings, case.agent, case.contact)
    answers = sorted(case.care.answers, key=lambda answer: answer.at)
    answered = [a.by for a in answers if a.by in candidates and a.by in case.asked]
    order = [*answered, *(p for p in candidates if p in case.asked), *case.asked]
    if case.track.urgent:  # a deputy or skip may have answered as on-call
        managers = [person for person in team.settings.managers if person in case.asked]
        order = [*(p for p in answered if p in managers), *managers, *order]
    return next((person for person in order if team.available(person)), None)


def explains(case: Flag, team: Team) -> PersonId | None:
    """Who tells the agent what was decided: the decider, else whoever goes on with the case."""
    decider = case.decision.by if case.decision else None
    there = decider in case.asked and team.available(decider)
    return decider if there else goes_on(case, team)


def deputy_for(case: Flag, team: Team) -> PersonId | None:
    """The deputy, where the case may be given to them."""
    deputy = team.settings.deputy
    fit = those_there(team, case.agent, route(team.settings, case.agent, case.contact))
    return deputy if deputy in fit and deputy not in case.asked else None
