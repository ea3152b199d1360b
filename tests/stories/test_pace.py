"""Look-ups are paced, and those that somebody waits for go first."""

import asyncio
import time
from collections import Counter

from handlers.team.looking_up import FEW, KEPT_FREE, MOST, PATIENCE, LookUps, Pace

CROWD = [f"U{number:03}" for number in range(260)]
SLACKS_LIMIT = 100


class Slack:
    """Says who everybody is, but for those of whom it cannot say, or who hang."""

    def __init__(self, *, cannot_say: str = "", hangs: str = "") -> None:
        self.asked: Counter[str] = Counter()
        self.cannot_say, self.hangs = cannot_say, hangs
        self.at_once = self.most_at_once = 0

    async def ask(self, person: str) -> bool:
        self.asked[person] += 1
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(3600 if person == self.hangs else 0)
        self.at_once -= 1
        return person != self.cannot_say


async def test_a_crowd_is_asked_for_one_at_a_time_and_leaves_room_for_who_waits() -> None:
    """A4."""
    slack = Slack()
    look_ups = LookUps(slack.ask)
    look_ups.later(*CROWD)
    await look_ups.settled()
    assert slack.asked.total() == MOST - KEPT_FREE
    assert slack.most_at_once == 1
    assert await look_ups.wait_for("UKARIN") == {"UKARIN"}
    await look_ups.stop()


async def test_who_waits_is_asked_for_before_the_crowd() -> None:
    slack = Slack()
    look_ups = LookUps(slack.ask)
    look_ups.later(*CROWD)
    assert await look_ups.wait_for("U259") == {"U259"}
    assert slack.asked["U259"] == 1
    assert slack.asked["U258"] == 0
    await look_ups.stop()


async def test_a_person_is_asked_for_once_however_many_wait() -> None:
    slack = Slack()
    look_ups = LookUps(slack.ask)
    look_ups.later("UKARIN", "UKARIN")
    answers = await asyncio.gather(*(look_ups.wait_for("UKARIN") for _each in range(20)))
    assert answers == [{"UKARIN"}] * 20
    await look_ups.settled()
    assert slack.asked["UKARIN"] == 1
    await look_ups.stop()


async def test_one_caller_waits_for_a_few_and_the_others_are_asked_for_later() -> None:
    slack = Slack()
    look_ups = LookUps(slack.ask)
    assert await look_ups.wait_for(*CROWD[:20]) == set(CROWD[:FEW])
    await look_ups.settled()
    assert slack.asked.total() == 20
    await look_ups.stop()


async def test_a_look_up_that_hangs_keeps_nobody_longer_than_a_moment() -> None:
    slack = Slack(hangs="UKARIN")
    look_ups = LookUps(slack.ask)
    begun = time.monotonic()
    assert await look_ups.wait_for("UKARIN", "UIDA") == {"UIDA"}
    assert time.monotonic() - begun < PATIENCE + 1
    await look_ups.stop()


async def test_when_slack_cannot_say_the_crowd_is_left_in_peace() -> None:
    slack = Slack(cannot_say=CROWD[2])
    look_ups = LookUps(slack.ask)
    look_ups.later(*CROWD)
    await look_ups.settled()
    assert list(slack.asked) == CROWD[:3]
    assert not look_ups.worth_asking(CROWD[2])
    assert look_ups.worth_asking(CROWD[3])
    assert await look_ups.wait_for(CROWD[3]) == {CROWD[3]}
    await look_ups.stop()


def test_in_no_minute_is_it_as_much_as_slack_allows() -> None:
    """Every second somebody wants as many as they can get."""
    now = [1000.0]
    pace = Pace(lambda: now[0])
    taken: list[float] = []
    for _second in range(600):
        while pace.take():
            taken.append(now[0])
        now[0] += 1
    busiest = max(sum(begun <= at < begun + 60 for at in taken) for begun in taken)
    assert busiest <= SLACKS_LIMIT * 0.85
    assert len(taken) >= 300
