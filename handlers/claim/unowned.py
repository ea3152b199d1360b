"""Cases without an owner: let go, shared out, taken."""

from collections.abc import Mapping, Sequence

from bot.claim.case import Claim
from bot.claim.unowned import LetGo, TakeCase
from bot.refusals import Code, Refused
from bot.steps import require
from bot.team import PersonId, TeamSettings
from handlers.cases import claim_for
from handlers.claim.form import ahead_view, thanks_view, yours_words
from handlers.claim.handover import LINE, team_members
from handlers.desk import Desk, extra
from handlers.sending.facts import Facts
from handlers.slack import forms, ids, parts
from handlers.slack.language import _, ngettext
from handlers.slack.markup import called, clock_time
from handlers.slack.packing import VIEW, more
from handlers.slack.parts import Block, Message, said
from handlers.slack.payloads import Ack, Payload, case_id, metadata, person, remember, workspace
from storage import cases, claims, teams


async def open_let_go(body: Payload, desk: Desk) -> None:
    case = await claim_for(LetGo, body, desk)
    await desk.show_view(body, let_go_form(remember(case.id)))


async def let_go(body: Payload, desk: Desk) -> Ack:
    typed = {"reason": forms.required(forms.text(body["view"], "reason"), "reason")}
    return await desk.run(cases.record_typed, case_id(body), LetGo, typed, by=person(body))


async def take(body: Payload, desk: Desk) -> Ack:
    """[I'll take it]: the first wins; the second learns who has the case, and may help."""
    try:
        ack = await desk.run(cases.record, case_id(body), TakeCase(), by=person(body))
    except Refused as refused:
        if refused.code is not Code.ALREADY_CLAIMED:
            raise
        owner = await desk.colleagues.one(str(refused.facts["owner"]))
        await desk.show_view(body, ahead_view(case_id(body), called(owner.name)))
        return {}
    if "view" in body:
        with extra():
            await desk.update_view(body["view"]["id"], thanks_view(yours_words()))
    return ack


async def open_share(body: Payload, desk: Desk) -> None:
    """[Share them out]: the cases without an owner, the nearest promise first."""
    team = await _to_share(int(ids.unpack(body)[0]), body, desk)
    waiting = await desk.read(claims.unowned, team.id)
    if not waiting:
        raise Refused(Code.NONE_UNOWNED)
    proposed = await _proposed(waiting, team, body, desk)
    zone = await desk.zone_of(person(body), team.id)
    await desk.show_view(body, share_form(waiting, proposed, zone, remember(team=team.id)))


async def share(body: Payload, desk: Desk) -> Ack:
    """Ask each person who was chosen; a case that was taken meanwhile is left out."""
    typed = forms.values(body["view"])
    team = await _to_share(int(metadata(body["view"])["team"]), body, desk)
    chosen = [field for field, value in typed.items() if field.startswith("case_") and value]
    members = await team_members(typed, chosen, team.id, desk)
    receivers = {int(field.removeprefix("case_")): to for field, to in members.items()}
    return await desk.run(claims.share_out, receivers, by=person(body))


async def _to_share(team_id: int, body: Payload, desk: Desk) -> TeamSettings:
    """The team, for those who look after its claims."""
    team = await desk.read(teams.get, team_id)
    require(person(body) in team.responsible)
    return team


async def _proposed(
    unowned_cases: Sequence[Claim], settings: TeamSettings, body: Payload, desk: Desk
) -> dict[int, PersonId]:
    """Whom the form proposes, by case id; nothing for a case that nobody can take.

    A helper comes first, else whoever of the channel has the fewest open cases, those proposed here
    among them. Managers, deputy, skip and the last owner are left out.
    """
    members: set[str] = set()
    with extra():
        members = await desk.colleagues.members(settings.channel)
    colleagues = await desk.colleagues.know(*sorted(members))
    loads = await desk.read(claims.open_of, workspace(body))
    team = await desk.read(teams.at_work, settings.id, members, at=desk.clock.now())
    candidates = [p for p in colleagues if team.available(p) and p not in settings.responsible]
    proposals: dict[int, PersonId] = {}
    for case in unowned_cases:
        last_owner = case.unowned.before if case.unowned else None
        others = [p for p in candidates if p != last_owner]
        if others:
            receiver = min(others, key=lambda p: (p not in case.helpers, loads[p], p))
            proposals[case.id] = receiver
            loads[receiver] += 1
    return proposals


MOST_SHARED = VIEW - 2
"""Cases on one form; the next ones come when these have found somebody."""


def let_go_form(metadata: str) -> Block:
    blocks = [
        parts.asked(
            "reason",
            _("Why can't you go on with it?"),
            parts.line(most=LINE),
            hint=_("For the case, not about people. Your manager finds somebody else."),
        )
    ]
    return parts.form(ids.LET_GO, _("Let it go"), _("Let it go"), blocks, metadata)


def share_form(
    cases: Sequence[Claim], proposals: Mapping[int, str], zone: str, metadata: str
) -> Block:
    """One person for each case, the nearest promise first; each of them is asked."""
    blocks = [parts.section(_("Each person is asked, and accepts or has no room right now."))]
    for case in cases[:MOST_SHARED]:
        label = _(
            "Case #{number}, promised by {time}",
            number=case.number,
            time=clock_time(case.promise.due, zone),
        )
        person = proposals.get(case.id)
        element = {"type": "users_select", **({"initial_user": person} if person else {})}
        blocks.append(parts.asked(f"case_{case.id}", label, element, optional=True))
    if len(cases) > MOST_SHARED:
        blocks.append(parts.context(more(len(cases) - MOST_SHARED)))
    return parts.form(ids.SHARE_OUT, _("Share them out"), _("Ask them"), blocks, metadata)


def unowned(f: Facts) -> Message:
    """One message, however many cases lost their owner at once."""
    words = ngettext(
        "{count} case has no owner now. First promise to a customer: {time}.",
        "{count} cases have no owner now. First promise to a customer: {time}.",
        int(f.facts["count"]),
        time=f.time("due"),
    )
    more = _("Propose somebody for each; they accept, or have no room.")
    return said(f"{words} {more}", _share(f))


def still_unowned(f: Facts) -> Message:
    words = _(
        "Case #{number} has had no owner since {since}. The customer was promised to hear from us "
        "by {time}.",
        number=f.number,
        since=f.time("since"),
        time=f.time("due"),
    )
    if f.facts.get("before"):
        words += " " + _("{manager} knows that I'm asking you.", manager=f.named("before"))
    return said(words, _share(f), _take(f))


def no_longer_yours(f: Facts) -> Message:
    """To the owner who is away: there is nothing to do."""
    return said(
        _(
            "Case #{number} has a promise that falls due while you are away, so I am asking your "
            "manager to find somebody. There is nothing you need to do.",
            number=f.number,
        )
    )


def _share(f: Facts) -> Block:
    return parts.button(_("Share them out"), ids.SHARE_OUT, f.team.settings.id, style="primary")


def _take(f: Facts) -> Block:
    return parts.button(_("I'll take it"), ids.TAKE_CASE, f.claimed.id)
