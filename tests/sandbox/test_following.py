"""An app that goes with the sandbox's time."""

from datetime import datetime

from sandbox.following import begin, following
from tests.sandbox.conftest import Slack

TEN = "2026-03-02T10:00:00+01:00"
NOON = "2026-03-02T12:00:00+01:00"


async def test_who_follows_has_the_same_time_and_is_waited_for(slack: Slack) -> None:
    settled_at: list[datetime] = []
    await slack.workspace.post("/control/clock", {"now": TEN, "running": False})
    clock = await begin(slack.workspace.url)
    assert clock.now() == datetime.fromisoformat(TEN)

    async def settled() -> datetime | None:
        settled_at.append(clock.now())
        due = datetime.fromisoformat(NOON)
        return due if clock.now() < due else None

    async with following(slack.workspace.url, clock, settled):
        hops = await slack.workspace.passes(hours=3)
    assert [datetime.fromisoformat(hop) for hop in hops] == [
        datetime.fromisoformat(NOON),
        datetime.fromisoformat("2026-03-02T13:00:00+01:00"),
    ]
    assert clock.now() == settled_at[-1] == datetime.fromisoformat("2026-03-02T13:00:00+01:00")


async def test_time_runs_on_where_it_was_set_to_run(slack: Slack) -> None:
    await slack.workspace.post("/control/clock", {"now": TEN, "running": True})
    clock = await begin(slack.workspace.url)
    assert clock.now() > datetime.fromisoformat(TEN)
    read = clock.now()
    assert any(clock.now() > read for _ in range(1_000_000)), "two reads may share a microsecond"
