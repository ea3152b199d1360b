"""What people add to a hostile case in words: kept apart, and referred to by id."""

from dataclasses import dataclass, replace

from bot.cases.hostile import Change, Hostile, Lesson
from bot.people import Moment


@dataclass(frozen=True, slots=True)
class CorrectText:
    """The agent corrects what they wrote; the old words are gone."""

    text: int | None

    def apply(self, case: Hostile, moment: Moment) -> Change:
        return replace(case, text=self.text), []


@dataclass(frozen=True, slots=True)
class NoteLesson:
    """One line of what was learned, no names; a new one takes the old one's place."""

    text: int

    def apply(self, case: Hostile, moment: Moment) -> Change:
        return replace(case, lesson=Lesson(moment.by, moment.at, self.text)), []
