"""Compares what people saw with what the history says; every line of a finding is a damage."""

import inspect
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from bot.claim.nudges import CLAIM
from bot.flag.nudges import FLAG
from bot.steps import Rule
from handlers import PRESSED
from handlers.slack import ids
from tests.chaos.evidence import Evidence, Letter

KEPT = {
    ids.FLAG,
    ids.CLAIM,
    ids.WRITE,
    ids.DECIDE,
    ids.SEE_DIFFERENTLY,
    ids.LESSON,
    ids.NOTE,
    ids.HAND_OVER,
    ids.LET_GO,
    ids.ADD_DISH,
    ids.DROP_DISH,
}
"""Forms with words that the history keeps."""
OTHER_WAYS = {"acknowledge", "note_talk"}
"""Steps of a button that also a form or a reply does."""


AT_ONCE = 0.5
"""Seconds between the beginnings of two transactions, of which neither need be the first to end:
a number is given to a letter before its transaction ends."""


@dataclass
class Findings:
    """Each a sentence; none of them: nothing was damaged."""

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    out_of_order: list[str] = field(default_factory=list)
    without_owner: list[str] = field(default_factory=list)
    silenced: list[str] = field(default_factory=list)

    @property
    def kinds(self) -> dict[str, list[str]]:
        return vars(self)


def judged(evidence: Evidence) -> Findings:
    findings = Findings()
    _letters(evidence, findings)
    _clicks(evidence, findings)
    _steps(evidence, findings)
    findings.out_of_order = list(_out_of_order(evidence))
    findings.without_owner = list(_without_owner(evidence))
    findings.silenced = list(_silenced(evidence))
    return findings


def _letters(evidence: Evidence, findings: Findings) -> None:
    """What was sent stands there once; whatever waits in the end waits for ever."""
    times = Counter(seen.opaque for seen in evidence.seen)
    known = {letter.opaque for letter in evidence.letters}
    for letter in evidence.letters:
        what = f"letter {letter.id}, {letter.says} to {letter.to}"
        if letter.state in ("waiting", "held", "given_up"):
            if not letter.readers & evidence.were_gone:
                findings.lost.append(f"{what}: {letter.state} for ever")
        elif letter.state == "sent" and not times[letter.opaque] and _wanted(letter, evidence):
            findings.lost.append(f"{what}: sent, and nobody sees it")
        if times[letter.opaque] > 1:
            findings.doubled.append(f"{what}: stands there {times[letter.opaque]} times")
    for opaque in times.keys() - known:
        findings.doubled.append(f"a message that no letter says: {opaque}")


def _wanted(letter: Letter, evidence: Evidence) -> bool:
    return letter.opaque not in evidence.removed


def _clicks(evidence: Evidence, findings: Findings) -> None:
    """What was acknowledged as done is in the history; what was typed is there once at most."""
    done = Counter(mark for deed in evidence.deeds for mark in deed.marks)
    sent: defaultdict[str, set[str | None]] = defaultdict(set)
    for click in evidence.clicks:  # a form that is sent again, changed, is the first one still
        sent[click.key].add(click.mark)
    for click in evidence.clicks:
        is_step = click.name in (KEPT if click.form else STEPS)
        if click.acked and is_step and click.key not in evidence.received:
            findings.lost.append(f"acknowledged, and not received: {click.name} of {click.by}")
        elif click.acked and click.form and is_step and not sent[click.key] & set(done):
            findings.lost.append(f"acknowledged, and not in the history: {click.name} {click.mark}")
    for mark, times in done.items():
        if times > 1:
            steps = [(each.case, each.step) for each in evidence.deeds if mark in each.marks]
            forms = [(each.name, each.key) for each in evidence.clicks if each.mark == mark]
            findings.doubled.append(f"in the history {times} times: {mark} as {steps} of {forms}")


def _steps(evidence: Evidence, findings: Findings) -> None:
    """Each button that was received is one step of that person's."""
    pressed: Counter[tuple[str, str]] = Counter()
    for key in evidence.received:
        kind, by, *_where, name, _ts = (*key.split(":"), "", "")[:5]
        if kind == "click" and name in STEPS:
            pressed[by, STEPS[name]] += 1
    done = Counter((deed.by, deed.step) for deed in evidence.deeds)
    for (by, step), times in pressed.items():
        if done[by, step] < times:
            findings.lost.append(f"{step} of {by}: pressed {times}, done {done[by, step]} times")
        elif done[by, step] > times and step not in OTHER_WAYS:
            findings.doubled.append(f"{step} of {by}: pressed {times}, done {done[by, step]} times")


def _out_of_order(evidence: Evidence) -> Iterable[str]:
    letters = {each.opaque: each for each in evidence.letters if not each.turned}
    newest: dict[tuple[str, str, str], Letter] = {}
    for seen in sorted(evidence.seen, key=lambda each: float(each.ts)):
        letter = letters.get(seen.opaque)
        if letter is None:
            continue
        place = (seen.channel, seen.thread, letter.lane)
        before = newest.setdefault(place, letter)
        if letter.id < before.id and not 0 < before.written_at - letter.written_at < AT_ONCE:
            apart = before.written_at - letter.written_at
            yield f"letter {letter.id} after {before.id}, which was written {apart:.3f} s later"
        newest[place] = letter


def _without_owner(evidence: Evidence) -> Iterable[str]:
    for case in evidence.open:
        if not (set(case.people) - evidence.gone or case.asks):
            yield f"case {case.id}, {case.stands}: of {case.people} nobody is there, nor asked"


def _silenced(evidence: Evidence) -> Iterable[str]:
    """Whoever had something due between one trouble and the next, and saw nothing of it."""
    there = {seen.opaque for seen in evidence.seen} | evidence.removed
    due: defaultdict[tuple[str, int], list[bool]] = defaultdict(list)
    for letter in evidence.letters:
        if letter.lane.removeprefix("urgent:").startswith("person:"):
            if letter.state == "dropped" or letter.to in evidence.were_gone:
                continue
            after = bisect(evidence.troubles, letter.written_at)
            due[letter.to, after].append(letter.opaque in there)
    for (person, after), came in due.items():
        if not any(came):
            yield f"{person}, of {len(came)} letters after trouble {after}"
    for case in evidence.open:
        if case.overdue:
            yield f"{case.people}: the clock of case {case.id} was due, and nothing came"
    for person in evidence.silent:
        yield f"{person} typed a command, and was not answered"


def _steps_of_buttons() -> dict[str, str]:
    """Action -> how the history calls the step, of the buttons that are a step alone."""
    rules: dict[type, Rule[Any]] = {**FLAG.rules, **CLAIM.rules}
    found = {}
    for name, listener in PRESSED.items():
        step = inspect.getclosurevars(listener).nonlocals.get("step")
        if step in rules:
            found[name] = rules[step].id
    return found


STEPS = _steps_of_buttons()
