"""What was done is kept by the stable name of its step, with every field; words stand elsewhere."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.claim import steps as claim_steps
from bot.claim.handover import HandOver
from bot.claim.steps import MarkHelped, PassNote
from bot.claim.unowned import LetGo, TakeCase
from bot.dishes.steps import AddDish, DropDish
from bot.flag import steps as flag_steps
from bot.flag.care import Acknowledge
from bot.flag.closing import NoteLesson
from bot.flag.decision import AnswerExplanation, Decide
from bot.flag.tracks import Behaviour, Decided, Gesture, How, Matter, Reply
from bot.steps import Step
from bot.team import TeamSettings
from bot.text import Typed
from storage import cases, together
from storage.database import Database
from storage.tables import HistoryRow, Table, TextRow
from tests.storage.fields import reachable
from tests.storage.office import AT, a_claim, a_flag, opened

IDA, KARIN, HANS = "UIDA", "UKARIN", "UHANS"
DAY = (AT + timedelta(days=9)).date()
SECRET = "whispered no"


def decided(*, reason: Typed, **texts: Typed) -> Decide:
    """Every field of the form filled in."""
    what = Decided(
        Matter.PARTLY,
        Behaviour.LIMITED,
        limited_until=date(2026, 4, 30),
        gesture=Gesture.OTHER,
        agent_first=True,
        **texts,
    )
    return Decide(what, tell_now=True, opened_on=0, reason=reason)


@dataclass
class Whispers:
    """Something secret is typed wherever a step takes words."""

    database: Database
    team: TeamSettings
    count: int = 0

    def words(self) -> str:
        self.count += 1
        return f"{SECRET} {self.count}"

    async def types(self, case: int, by: str, step: Callable[..., Step[Any]], *words: str) -> None:
        typed = {field: self.words() for field in words}
        await self.database.write(cases.record_typed, case, step, typed, by=by, at=AT)

    async def does(self, case: int, by: str, step: Step[Any]) -> None:
        await self.database.write(cases.record, case, step, by=by, at=AT)

    async def flag(self) -> int:
        form = replace(a_flag(self.team), said=self.words())
        known = await self.database.write(together.flag, form, workspace="T1", by=KARIN, at=AT)
        return known.case.id

    async def claim(self) -> int:
        form = replace(a_claim(self.team), wrong=self.words())
        case = await self.database.write(cases.new_claim, form, workspace="T1", by=IDA, at=AT)
        return case.id


async def a_flag_goes_its_way(there: Whispers) -> None:
    case, other = await there.flag(), await there.flag()
    await there.database.write(together.same_event, other, case, by=KARIN, at=AT)
    await there.database.write(cases.correct_text, case, there.words(), by=KARIN, at=AT)
    await there.types(case, HANS, partial(Acknowledge, How.WRITTEN), "text")
    form = ("to_agent", "weighed", "because", "limited_to", "gesture_note", "reason")
    await there.types(case, HANS, decided, *form)
    await there.types(case, KARIN, partial(AnswerExplanation, Reply.DIFFERENT), "text")
    await there.types(case, KARIN, NoteLesson, "text")


async def a_claim_goes_its_way(there: Whispers) -> None:
    case = await there.claim()
    await there.types(case, KARIN, PassNote, "text")
    await there.types(case, IDA, partial(HandOver, KARIN), "brief")
    await there.types(case, IDA, LetGo, "reason")
    await there.does(case, IDA, TakeCase())
    await there.does(case, IDA, MarkHelped())
    await there.types(case, IDA, partial(AddDish, KARIN, DAY), "text")
    await there.types(case, KARIN, partial(DropDish, 1), "reason")


def history(session: Session) -> list[tuple[str, dict[str, Any]]]:
    rows = session.scalars(select(HistoryRow).order_by(HistoryRow.id))
    return [(row.step, row.facts) for row in rows]


def written(session: Session) -> tuple[str, str]:
    """What stands in the table of what was typed, and what stands in all the others."""
    rows = {
        table.name: "\n".join(str(row) for row in session.execute(select(table)))
        for table in Table.metadata.sorted_tables
    }
    typed = rows.pop(TextRow.__tablename__)
    return typed, "\n".join(rows.values())


def names_of_steps() -> Mapping[str, type]:
    return {
        rule.id: step
        for table in (flag_steps.STEPS, claim_steps.STEPS)
        for step, rule in table.items()
    }


async def test_each_step_with_words_is_kept_by_its_name_with_every_field_and_no_word(
    database: Database,
) -> None:
    there = Whispers(database, await opened(database))
    await a_flag_goes_its_way(there)
    await a_claim_goes_its_way(there)
    steps, done = names_of_steps(), set[type]()
    for name, facts in await database.read(history):
        assert SECRET not in str(facts)
        if name in steps:
            done.add(steps[name])
            assert list(facts) == field_names(steps[name]), name
    assert {step for step in steps.values() if Typed in set(reachable(step))} <= done
    typed, all_else = await database.read(written)
    assert SECRET in typed
    assert SECRET not in all_else


def field_names(step: type) -> list[str]:
    assert is_dataclass(step)
    return [each.name for each in fields(step)]
