"""Forms around a claim."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.cases.claim import Claim, Kept
from bot.people import Team
from handlers.blocks import ids, labels, parts
from handlers.blocks.flag_forms import customer, team_choice
from handlers.blocks.markup import clock_time, escape
from handlers.blocks.message import Block
from handlers.blocks.prefill import NOTHING, Prefill
from handlers.language import _


def claim_form(
    *,
    teams: Sequence[Team],
    team: Team,
    zone: str,
    at: datetime,
    metadata: str,
    begun: Prefill = NOTHING,
) -> Block:
    """Four inputs; none asks who did it."""
    origins = parts.options([(key.value, words) for key, words in labels.origins().items()])
    blocks = [
        *team_choice(teams, team),
        customer(begun.customer),
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


def promise(label: str, at: datetime, zone: str) -> Block:
    """A date and time, an hour or two ahead to begin with."""
    ahead = at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=3)
    element = {"type": "datetimepicker", "initial_date_time": int(ahead.timestamp())}
    return parts.asked("promise", label, element, hint=_("Your time zone: {zone}", zone=zone))


def lost_race_view(case_id: int, owner: str, metadata: str) -> Block:
    """On top of the form, which keeps what was typed."""
    words = _(
        "{owner} was a moment ahead of you and has the case. Would you like to help?",
        owner=escape(owner),
    )
    blocks = [
        parts.section(words),
        *parts.buttons(parts.button(_("I can help"), ids.OFFER_HELP, case_id)),
        parts.context(_("What you typed is still there: close this to see it.")),
    ]
    close = parts.plain(_("Close"))
    return parts.modal(_("A moment ahead"), blocks, private_metadata=metadata, close=close)


def help_offered_view() -> Block:
    return parts.modal(
        _("Thank you"),
        [parts.section(_("The owner knows that you can help."))],
        close=parts.plain(_("Close")),
    )


def new_time_form(case: Claim, at: datetime, zone: str, metadata: str) -> Block:
    now = clock_time(case.promise.due, zone)
    blocks = [
        parts.section(_("The customer was to hear from you by {time}.", time=now)),
        promise(_("When does the customer hear from you instead?"), at, zone),
    ]
    return parts.form(ids.NEW_TIME, _("A new time"), _("Save"), blocks, metadata)


def helped_form(metadata: str) -> Block:
    """The promise was due: kept or late?"""
    found = parts.options(
        [
            (Kept.KEPT.value, _("Yes, the customer heard from me in time")),
            (Kept.LATE.value, _("No, it was later")),
        ]
    )
    blocks = [parts.asked("kept", _("Was the promise kept?"), parts.choice("radio_buttons", found))]
    return parts.form(ids.HELPED, _("Customer helped"), _("Save"), blocks, metadata)


def reopen_claim(case: Claim, at: datetime, zone: str, metadata: str) -> Block:
    blocks = [
        parts.section(_("Case #{number} is opened again.", number=case.number)),
        promise(_("When does the customer hear from us next?"), at, zone),
    ]
    return parts.form(ids.REOPEN, _("Open again"), _("Open again"), blocks, metadata)
