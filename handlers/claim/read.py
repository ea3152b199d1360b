"""What was typed in a claim, for those who work on it."""

from collections.abc import Mapping, Sequence

from bot.claim.case import OWNED, Claim, Note
from handlers.claim.form import _close
from handlers.desk import Desk
from handlers.slack import ids, parts
from handlers.slack.language import _
from handlers.slack.markup import called, escape
from handlers.slack.packing import VIEW
from handlers.slack.parts import Block
from handlers.slack.payloads import Payload, case_id, person
from storage import claims, together


def read_claim_view(
    case: Claim,
    texts: Sequence[str],
    names: Mapping[str, str],
    linked: Sequence[int] = (),
    *,
    owner: bool = False,
) -> Block:
    """`texts` are, in this order: what is wrong, the three lines of a hand-over, and the notes.

    With `owner` it has the button for a customer who has turned hostile.
    """
    wrong, brief, *notes = texts
    blocks = [
        parts.context(_("Customer reference")),
        parts.typed(case.reference),
        parts.context(_("What is wrong")),
        *parts.typed_long(wrong or _("(taken back)")),
    ]
    if brief:
        blocks += [parts.context(_("What happened, what was tried, what is promised"))]
        blocks += parts.typed_long(brief)
    last = parts.linked_cases(linked)
    if owner and case.headline in OWNED:
        last += parts.buttons(turned_hostile(case))
    pairs = zip(case.notes, notes, strict=True)
    newest_first = [_note(note, text, names) for note, text in pairs][::-1]
    blocks += parts.fitting(newest_first, VIEW - len(blocks) - len(last), _earlier)
    blocks += last
    return parts.modal(_("Case #{number}", number=case.number), blocks, close=_close())


def _note(note: Note, text: str, names: Mapping[str, str]) -> list[Block]:
    by = escape(called(names.get(note.by)))
    title = parts.context(_("A note from {name}", name=by))
    return [title, *parts.typed_long(text or _("(taken back)"))]


def _earlier(count: int) -> str:
    return _("Earlier notes, for which there is no room here: {count}", count=count)


def turned_hostile(case: Claim) -> Block:
    return parts.button(_("The customer has turned hostile"), ids.TURNED_HOSTILE, case.id)


async def read(body: Payload, desk: Desk) -> None:
    """[Read]: what was typed, for the owner, helpers, whoever is asked, and managers."""
    case, texts = await desk.note(claims.read, case_id(body), by=person(body))
    names = await desk.colleagues.names(*(note.by for note in case.notes))
    linked = await desk.read(together.numbers, case, by=person(body), at=desk.clock.now())
    view = read_claim_view(case, texts, names, linked, owner=person(body) == case.owner)
    await desk.show_view(body, view)
