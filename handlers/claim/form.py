"""The claim form, and the race that somebody else may win."""

from collections.abc import Sequence
from datetime import datetime

from bot.claim.case import ClaimForm, Origin
from bot.claim.steps import PassNote
from bot.refusals import Code, Refused
from bot.team import TeamSettings, manager_of
from handlers.claim.promise import promise
from handlers.claim.wording import hint
from handlers.desk import Desk
from handlers.slack import forms, ids, labels, parts
from handlers.slack.language import _
from handlers.slack.markup import called, escape
from handlers.slack.parts import Block
from handlers.slack.payloads import (
    Ack,
    Payload,
    case_id,
    instead,
    metadata,
    person,
    remember,
    workspace,
)
from handlers.slack.prefill import NOTHING, Prefill
from handlers.team.membership import team_choice, their_teams
from storage import cases, claims, teams, together

MANY = 5
"""Open claims of one person, from which on the form says that they are many."""


def claim_form(
    *,
    teams: Sequence[TeamSettings],
    team: TeamSettings,
    zone: str,
    at: datetime,
    metadata: str,
    load: tuple[int, str | None] = (0, None),
    begun: Prefill = NOTHING,
) -> Block:
    """Four inputs, none of which asks who did it; for `load` see `_load`."""
    origins = parts.options([(key.value, words) for key, words in labels.origins().items()])
    blocks = [
        *_many(*load),
        *team_choice(teams, team),
        parts.customer(begun.customer),
        parts.asked(
            "wrong",
            _("What is wrong"),
            parts.paragraph(begun.said),
            hint=_("We don't need who. What went wrong?"),
        ),
        parts.asked("origin", _("Where it comes from"), parts.choice("static_select", origins)),
        promise(_("When does the customer hear from us next?"), at, zone),
    ]
    return parts.form(ids.CLAIM, _("Claim a case"), _("I'll take it"), blocks, metadata)


def _many(count: int, manager: str | None) -> list[Block]:
    """A note; it does not stop the form."""
    if count < MANY:
        return []
    words = _("You have {count} open cases. You can take this one too.", count=count)
    if manager:
        words += " " + _(
            "Or ask {manager}: there may be somebody with more room.", manager=escape(manager)
        )
    return [parts.context(words)]


def lost_race_view(case_id: int, owner: str | None, typed: str, metadata: str) -> Block:
    """A view on top of the claim form; what was typed there can go to `owner` as a note."""
    if not owner:
        return _nobody_has_it(case_id, metadata)
    words = _(
        "{owner} got there just before you and has the case. Would you like to help?",
        owner=escape(owner),
    )
    note = parts.asked(
        "note",
        _("A note to {owner}", owner=owner),
        parts.paragraph(typed),
        hint=_("What you know of the case. Only who works on it can read this."),
    )
    blocks = [
        parts.section(words),
        *parts.buttons(parts.button(_("I can help"), ids.OFFER_HELP, case_id)),
        note,
        parts.context(_("What you typed is still there: close this to see it.")),
    ]
    return parts.form(ids.NOTE, _("Just before you"), _("Pass it on"), blocks, metadata)


def _nobody_has_it(case_id: int, metadata: str) -> Block:
    """The same, when the customer's claim has no owner right now."""
    words = _("This customer's case is there already, and has no owner right now.")
    blocks = [
        parts.section(words),
        *parts.buttons(parts.button(_("I'll take it"), ids.TAKE_CASE, case_id)),
        parts.context(_("What you typed is still there: close this to see it.")),
    ]
    close = parts.plain(_("Close"))
    return parts.modal(_("An open case"), blocks, private_metadata=metadata, close=close)


def ahead_view(case_id: int, owner: str) -> Block:
    """Somebody else pressed [I'll take it] first."""
    words = _(
        "{owner} got there just before you and has the case. Would you like to help?",
        owner=escape(owner),
    )
    help_button = parts.button(_("I can help"), ids.OFFER_HELP, case_id)
    return parts.modal(
        _("Just before you"), [parts.section(words), *parts.buttons(help_button)], close=_close()
    )


def help_offered_view() -> Block:
    return thanks_view(_("The owner knows that you can help."))


def note_passed_view() -> Block:
    return thanks_view(_("Your note is with the owner of the case."))


def yours_words() -> str:
    return _("The case is yours now. I have written to you.")


def thanks_view(words: str) -> Block:
    return parts.modal(_("Thank you"), [parts.section(words)], close=_close())


def _close() -> Block:
    return parts.plain(_("Close"))


async def send(body: Payload, desk: Desk) -> Ack:
    """The form was sent: the first of two wins; the second learns at once who has the case."""
    typed = forms.values(body["view"])
    form = ClaimForm(
        team=forms.chosen_team(body["view"], typed),
        reference=forms.required(typed["customer"], "customer"),
        wrong=forms.required(typed["wrong"], "wrong"),
        origin=Origin(typed["origin"] or Origin.UNKNOWN),
        due=forms.chosen_time(typed, "promise"),
        linked=metadata(body["view"]).get("linked"),
    )
    hinted = await hint(body, form.wrong, desk)
    if hinted:
        return hinted
    try:
        return await desk.run(together.claim, form, workspace=workspace(body), by=person(body))
    except Refused as refused:
        if refused.code is not Code.ALREADY_CLAIMED:
            raise
        return await _lost(refused, form.wrong, desk)


async def _lost(refused: Refused, typed: str, desk: Desk) -> Ack:
    """A view on top of the form (decisions.md, A lost race lays a view on top of the form)."""
    owner, case = str(refused.facts["owner"] or ""), int(refused.facts["case"] or 0)
    name = called((await desk.colleagues.one(owner)).name) if owner else None
    view = lost_race_view(case, name, typed, remember(case))
    return {"response_action": "push", "view": view}


async def pass_note(body: Payload, desk: Desk) -> Ack:
    """After a lost race: what was typed becomes a note to the owner."""
    typed = {"text": forms.required(forms.text(body["view"], "note"), "note")}
    thanks = instead(note_passed_view())
    return await desk.run(
        cases.record_typed,
        case_id(body),
        PassNote,
        typed,
        by=person(body),
        ack=lambda _case: thanks,
    )


async def help_offered(body: Payload, desk: Desk) -> None:
    """After a lost race the view says that the owner knows."""
    if "view" in body:
        await desk.update_view(body["view"]["id"], help_offered_view())


async def new_form(body: Payload, channel: str, desk: Desk, begun: Prefill = NOTHING) -> Block:
    """The form as it opens, with what is known before anybody has typed."""
    own_teams, team = await their_teams(body, channel, desk)
    return claim_form(
        teams=own_teams,
        team=team,
        zone=await desk.zone_of(person(body), team.id),
        at=desk.clock.now(),
        metadata=remember(team=team.id, **begun.note),
        begun=begun,
        load=await _load(team, body, desk),
    )


async def _load(settings: TeamSettings, body: Payload, desk: Desk) -> tuple[int, str | None]:
    """How many open claims the person has, and a manager's name, or None where there is none."""
    count = (await desk.read(claims.open_of, workspace(body)))[person(body)]
    team = await desk.read(teams.at_work, settings.id, (person(body),), at=desk.clock.now())
    manager = manager_of(team, person(body))
    return count, called(team.name(manager)) if manager else None
