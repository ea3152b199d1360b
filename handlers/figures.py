"""What is counted while the bot is at work; `/metrics` shows it, beside how far it is behind."""

import logging

from prometheus_client import Counter, Gauge, Histogram

from storage.backlog import Backlog

ACKS = Histogram(
    "oppvask_ack_seconds",
    "From the arrival of an envelope until its ack has gone out.",
    ["kind"],
    buckets=(0.01, 0.03, 0.1, 0.3, 1.0, 2.0, 3.0),
)
LETTERS = Counter("oppvask_letters", "Letters that were tried, by what came of it.", ["outcome"])
REFUSALS = Counter("oppvask_refusals", "What a rule said no to, by its reason.", ["reason"])
LINES = Counter("oppvask_log_lines", "Warnings and errors in the log.", ["level", "event"])
OLDEST_LETTER = Gauge(
    "oppvask_oldest_letter_seconds", "Age of the oldest letter that waits.", ["urgent"]
)
OLDEST_CLOCK = Gauge("oppvask_oldest_clock_seconds", "How long ago the first clock fell due.")
ASIDE = Gauge("oppvask_letters_aside", "Letters that Slack refuses, or that cannot be drawn.")
GIVEN_UP = Gauge("oppvask_letters_given_up", "Letters that were refused for 72 hours.")


def show(backlog: Backlog) -> None:
    for urgent, age in backlog.oldest_letter.items():
        OLDEST_LETTER.labels(str(urgent).lower()).set(age.total_seconds())
    OLDEST_CLOCK.set(backlog.oldest_clock.total_seconds())
    ASIDE.set(backlog.aside)
    GIVEN_UP.set(backlog.given_up)


class Counted(logging.Handler):
    """Counts lines of the log by their first word, which names the event."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)

    def emit(self, record: logging.LogRecord) -> None:
        LINES.labels(record.levelname, str(record.msg).partition(" ")[0].rstrip(":")).inc()
