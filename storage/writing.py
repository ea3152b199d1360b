"""Who writes next: clicks before everything, and letters while nobody clicks."""

import math
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from threading import Condition, Thread
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

AT_ONCE = 16
"""Transactions that share a commit where there is one writer, each in a savepoint of its own."""
SILENCE = 0.05
"""Seconds without a click, after which what is no click goes on."""
RESTS_AT_MOST = 0.05
"""Seconds, after which it goes on between clicks."""
Outcome = tuple[Any, Exception | None]


class TooLate(Exception):
    """The moment has passed until which the transaction was to begin; nothing was done."""


@dataclass(slots=True)
class Job:
    """One transaction that somebody waits for."""

    work: Callable[[Session], Any]
    click: bool
    until: float
    """In monotonic seconds."""
    asked_at: float = field(default_factory=time.monotonic)
    done: "Future[Any]" = field(default_factory=Future)

    def begins(self) -> bool:
        if not self.done.set_running_or_notify_cancel():
            return False
        if time.monotonic() <= self.until:
            return True
        self.done.set_exception(TooLate())
        return False


class Writers:
    """Threads that write: one on SQLite, several on PostgreSQL; one at a time does no click."""

    def __init__(self, engine: Engine, threads: int) -> None:
        self._engine = engine
        self._most = AT_ONCE if threads == 1 else 1
        self._clicks: deque[Job] = deque()
        self._others: deque[Job] = deque()
        self._news = Condition()
        self._last_click = -math.inf
        self._other_in_hand = self._closed = False
        names = (f"oppvask-write-{n}" for n in range(threads))
        self._threads = [Thread(target=self._serve, name=name, daemon=True) for name in names]
        for thread in self._threads:
            thread.start()

    def ask(
        self, work: Callable[[Session], Any], *, click: bool, until: float = math.inf
    ) -> "Future[Any]":
        """Run `work` in a transaction that is committed with it, or without what it did."""
        job = Job(work, click, until)
        with self._news:
            (self._clicks if click else self._others).append(job)
            self._news.notify()
        return job.done

    def somebody_clicks(self) -> None:
        """What is no click leaves the machine to them for a moment."""
        self._last_click = time.monotonic()

    def nobody_clicks(self) -> None:
        """What is no click need not wait for silence."""
        with self._news:
            self._last_click = -math.inf
            self._news.notify()

    def close(self) -> None:
        """End when what was asked for is done."""
        with self._news:
            self._closed = True
            self._news.notify_all()
        for thread in self._threads:
            thread.join()

    def _serve(self) -> None:
        while jobs := self._next():
            wanted = [job for job in jobs if job.begins()]
            outcomes = self._done(wanted) if wanted else []
            with self._news:
                if jobs[0].click:
                    self._last_click = time.monotonic()
                else:
                    self._other_in_hand = False
                self._news.notify()
            for job, (result, error) in zip(wanted, outcomes, strict=True):
                if error is None:
                    job.done.set_result(result)
                else:
                    job.done.set_exception(error)

    def _next(self) -> list[Job]:
        """Some clicks, or some of the others; none when all is done and closed."""
        with self._news:
            while True:
                if self._clicks:
                    return self._some_of(self._clicks)
                pause = self._pause()
                if pause == 0:
                    self._other_in_hand = True
                    return self._some_of(self._others)
                if self._closed and not self._others:
                    return []
                self._news.wait(pause)

    def _some_of(self, jobs: deque[Job]) -> list[Job]:
        return [jobs.popleft() for _ in range(min(self._most, len(jobs)))]

    def _pause(self) -> float | None:
        """Seconds until one of the others may go; None while none can."""
        if not self._others or self._other_in_hand:
            return None
        at = min(self._last_click + SILENCE, self._others[0].asked_at + RESTS_AT_MOST)
        return 0 if self._closed else max(0, at - time.monotonic())

    def _done(self, jobs: list[Job]) -> list[Outcome]:
        if len(jobs) == 1:
            return [_outcome(jobs[0], self._engine)]
        try:
            with self._engine.connect() as connection, connection.begin():
                return [_outcome(job, connection) for job in jobs]
        except Exception as error:  # the commit they share
            return [(None, error)] * len(jobs)


def _outcome(job: Job, bind: Engine | Connection) -> Outcome:
    """In a transaction of its own, or in a savepoint where others are in it too."""
    session = Session(bind, expire_on_commit=False, join_transaction_mode="create_savepoint")
    try:
        with session, session.begin():
            return job.work(session), None
    except Exception as error:  # whoever asked for it gets it
        return None, error
