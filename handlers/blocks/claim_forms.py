"""Forms around a claim."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.cases.claim import OWNED, Claim, Kept
from bot.people import Team
from handlers.blocks import ids, labels, parts
from handlers.blocks.flag_forms import customer, team_choice
from handlers.blocks.markup import clock_time, escape
from handlers.blocks.message import Block
from handlers.blocks.prefill import NOTHING, Prefill
from handlers.language import _

MANY = 5
"""Open claims from which on the form says, kindly, that they are many."""


def claim_form(
    *,
    teams: Sequence[Team],
    team: Team,
    zone: str,
    at: datetime,
    metadata: str,
    load: tuple[int, str | None] = (0, None),
    begun: Prefill = NOTHING,
) -> Block:
    """Four inputs; none asks who did it. `load`: open claims, and the manager who can help."""
    origins = parts.options([(key.value, words) for key, words in labels.origins().items()])
    blocks = [
        *_many(*load),
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


def _many(count: int, manager: str | None) -> list[Block]:
    """Nothing stops: whoever wants to go on goes on."""
    if count < MANY:
        return []
    words = _("You have {count} open cases. You can take this one too.", count=count)
    if manager:
        words += " " + _(
            "Or ask {manager}: there may be somebody with more room.", manager=escape(manager)
        )
    return [parts.context(words)]


def promise(label: str, at: datetime, zone: str) -> Block:
    """A date and time, an hour or two ahead to begin with."""
    ahead = at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=3)
    element = {"type": "datetimepicker", "initial_date_time": int(ahead.timestamp())}
    return parts.asked("promise", label, element, hint=_("Your time zone: {zone}", zone=zone))


def lost_race_view(case_id: int, owner: str | None, typed: str, metadata: str) -> Block:
    """On top of the form, which keeps what was typed; it can go to the owner as a note."""
    if not owner:
        return _nobody_has_it(case_id, metadata)
    words = _(
        "{owner} was a moment ahead of you and has the case. Would you like to help?",
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
    return parts.form(ids.NOTE, _("A moment ahead"), _("Pass it on"), blocks, metadata)


def _nobody_has_it(case_id: int, metadata: str) -> Block:
    """The customer's case is there, and waits for an owner."""
    words = _("This customer's case is there already, and has no owner right now.")
    blocks = [
        parts.section(words),
        *parts.buttons(parts.button(_("I'll take it"), ids.TAKE_CASE, case_id)),
        parts.context(_("What you typed is still there: close this to see it.")),
    ]
    close = parts.plain(_("Close"))
    return parts.modal(_("An open case"), blocks, private_metadata=metadata, close=close)


def ahead_view(case_id: int, owner: str) -> Block:
    """Somebody pressed the same button a moment earlier."""
    words = _(
        "{owner} was a moment ahead of you and has the case. Would you like to help?",
        owner=escape(owner),
    )
    help_ = parts.button(_("I can help"), ids.OFFER_HELP, case_id)
    return parts.modal(
        _("A moment ahead"), [parts.section(words), *parts.buttons(help_)], close=_close()
    )


def read_claim_view(
    case: Claim,
    texts: Sequence[str],
    names: Mapping[str, str],
    linked: Sequence[int] = (),
    *,
    owner: bool = False,
) -> Block:
    """What was typed, for those who work on the case: what is wrong, the brief, the notes.

    The owner may flag from here that the customer has turned hostile.
    """
    wrong, brief, *notes = texts
    blocks = [
        parts.context(_("Customer reference")),
        parts.typed(case.customer),
        parts.context(_("What is wrong")),
        parts.typed(wrong or _("(taken back)")),
    ]
    if brief:
        blocks += [parts.context(_("What happened, what was tried, what is promised"))]
        blocks += [parts.typed(brief)]
    for note, text in list(zip(case.notes, notes, strict=True))[-20:]:
        by = escape(names.get(note.by, ""))
        blocks += [parts.context(_("A note from {name}", name=by))]
        blocks += [parts.typed(text or _("(taken back)"))]
    blocks += parts.linked_cases(linked)
    if owner and case.standing in OWNED:
        blocks += parts.buttons(turned_hostile(case))
    return parts.modal(_("Case #{number}", number=case.number), blocks, close=_close())


def turned_hostile(case: Claim) -> Block:
    return parts.button(_("The customer has turned hostile"), ids.TURNED_HOSTILE, case.id)


def _close() -> Block:
    return parts.plain(_("Close"))


def help_offered_view() -> Block:
    return thanks_view(_("The owner knows that you can help."))


def note_passed_view() -> Block:
    return thanks_view(_("Your note is with the owner of the case."))


def yours_words() -> str:
    return _("The case is yours now. I have written to you.")


def thanks_view(words: str) -> Block:
    return parts.modal(_("Thank you"), [parts.section(words)], close=_close())


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
