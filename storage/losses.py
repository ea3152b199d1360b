"""Letters that do not arrive: a fact in the history, and told to whoever relied on them."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.claim.handover import LoseOffer
from bot.flag.care import LoseWords
from bot.flag.case import Flag
from bot.flag.decision import LoseExplanation
from bot.notices import Place, Says
from bot.refusals import Refused
from bot.steps import Case, Step
from bot.team import CLOCK, PersonId
from storage import cases, locks, outbox, people, teams, underway
from storage.outbox import CARD
from storage.states import readable
from storage.tables import CardRow, CaseRow, HistoryRow
from storage.underway import Letter

GIVEN_UP = "letter_given_up"
"""How history names it, beside the ids of steps."""
FLAGS = (Says.CARD, Says.FLAG_BY_LETTER, Says.PAGE, Says.PAGE_ON_BEHALF)
"""By which whoever is asked learns of a flag."""


def give_up(session: Session, letter: Letter, *, reason: str, at: datetime) -> None:
    """It will never arrive.

    1. What was to be said once it had arrived is not said.
    2. The history keeps it.
    3. Words that never arrived take their step back, where the case still stands there.
    4. Whoever wrote or asked is told, so that they can do it another way; of a channel, the owner
       and the managers.
    """
    if letter.case_id is not None:
        locks.cases(session, (letter.case_id,))  # before its letters
    underway.give_up(session, letter, reason=reason)
    _tell_of_place(session, letter, once=f"given_up:{letter.id}")
    if letter.case_id is None:
        return
    facts = {"says": letter.says.id, "to": letter.to, "reason": reason}
    session.add(HistoryRow(case_id=letter.case_id, at=at, by=CLOCK, step=GIVEN_UP, facts=facts))
    step = _taken_back(letter)
    try:
        if step is not None:
            cases.record(session, letter.case_id, step, by=CLOCK, at=at)
    except Refused:
        step = None  # the case has gone on
    if step is None:
        _tell_author(session, letter)


def not_where_others_read(session: Session, letter: Letter, *, at: datetime) -> None:
    """The team's channel is shared with another company: nothing is said there.

    The admins hear why, once a week.
    """
    underway.give_up(session, letter, reason=underway.SHARED)
    for admin in people.admins(session, letter.workspace):
        key = f"shared:{letter.team_id}:{at:%G-W%V}:{admin}"
        _post(session, letter, Says.CHANNEL_SHARED, admin, key=key)


def tell_of_place(session: Session, letter: Letter, *, at: datetime) -> None:
    """The team's channel cannot be written to: the owner and the managers hear of it once a day."""
    _tell_of_place(session, letter, once=f"{letter.team_id}:{at:%Y-%m-%d}")


def _tell_of_place(session: Session, letter: Letter, *, once: str) -> None:
    if letter.team_id is None or letter.to not in (CARD, Place.TEAM_CHANNEL):
        return
    settings = teams.get(session, letter.team_id)
    case = cases.look(session, letter.case_id) if letter.case_id else None
    if isinstance(case, Flag):
        return  # a flag's conversation is opened afresh, and letters carry the words meanwhile
    owner = (case.person,) if case and case.person else ()
    for person in dict.fromkeys((*owner, *settings.managers)):
        _post(session, letter, Says.CHANNEL_LOST, person, key=f"channel_lost:{once}:{person}")


def without_card(session: Session, letter: Letter) -> None:
    """A flag's card cannot be posted: letters carry the words until it can."""
    row = session.get_one(CardRow, letter.card_id, with_for_update=True)
    case = cases.look(session, row.case_id)
    if not isinstance(case, Flag) or row.ts is not None or row.by_letter:
        return
    row.by_letter = True
    if case.urgent:  # whoever is asked has a page
        outbox.release(session, case.id, Says.CARD)
        return
    outbox.hold_for(session, case.id, Says.CARD, Says.FLAG_BY_LETTER)
    for person in row.people["people"]:
        if person != case.agent:
            _write(session, case, Says.FLAG_BY_LETTER, person, f"by_letter:{row.id}", {})


def tell_of_late(session: Session, *, at: datetime) -> bool:
    """Urgent letters that have not gone out after five minutes: the agent hears whom to ring."""
    rows = underway.late(session)
    for row in rows:
        row.late_told = True
        query = select(CaseRow).where(CaseRow.id == row.case_id)
        case = next(iter(readable(session.scalars(query))), None)  # one that is not stops no other
        if isinstance(case, Flag) and row.to in case.asked:
            facts = {"who": [row.to]}
            _write(session, case, Says.NOT_REACHED_YET, case.agent, f"late:{row.id}", facts)
    return bool(rows)


def _taken_back(letter: Letter) -> Step[Any] | None:
    if letter.says is Says.WORDS and letter.facts.get("text") is not None:
        return LoseWords(int(letter.facts["text"]))
    if letter.says is Says.EXPLANATION:
        return LoseExplanation()
    return LoseOffer(letter.to) if letter.says is Says.OFFERED else None


def _tell_author(session: Session, letter: Letter) -> None:
    """Whoever wrote it; of a flag that never came through, the agent who waits."""
    case = cases.look(session, letter.case_id) if letter.case_id else None
    if case is None:
        return
    missed = _card_readers(session, letter) if letter.card_id else [letter.to]
    waits = case.person if isinstance(case, Flag) and letter.old and letter.says in FLAGS else None
    author = letter.facts.get("by") or waits
    for person in missed:
        if author not in (None, CLOCK, person) and person not in tuple(Place):
            key = f"not_delivered:{letter.id}:{person}"
            _write(session, case, Says.NOT_DELIVERED, str(author), key, {"who": person})


def _card_readers(session: Session, letter: Letter) -> list[PersonId]:
    """Nobody for a card that stands somewhere: then only its newest drawing is lost."""
    card = session.get_one(CardRow, letter.card_id)
    return list(card.people["people"]) if card.ts is None else []


def _write(
    session: Session, case: Case, says: Says, to: PersonId, key: str, facts: dict[str, Any]
) -> None:
    outbox.post(
        session,
        says,
        to,
        workspace=case.workspace,
        key=key,
        facts=facts,
        urgent=case.urgent,
        case_id=case.id,
        team_id=case.team,
    )


def _post(session: Session, letter: Letter, says: Says, to: PersonId, *, key: str) -> None:
    outbox.post(
        session, says, to, workspace=letter.workspace, key=key, facts={}, team_id=letter.team_id
    )
