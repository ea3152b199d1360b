"""What is never written down."""

import logging
import sys

from app import Discreet
from bot.settings import Settings
from storage.database import connect

SAID = "fire beskeder i træk"


def test_an_error_in_the_log_tells_where_and_not_what() -> None:
    try:
        raise ValueError(SAID)
    except ValueError:
        told = logging.LogRecord("oppvask", 40, __file__, 1, "failed", (), sys.exc_info())
    shown = Discreet().format(told)
    assert SAID not in shown
    assert "test_privacy.py" in shown
    assert shown.endswith("ValueError")


def test_no_token_stands_in_what_a_setting_shows_of_itself() -> None:
    settings = Settings("xoxb-secret", "xapp-secret", database_url="postgresql://u:secret@h/d")
    assert "secret" not in f"{settings!r} {settings}"


def test_a_statement_that_fails_shows_no_parameters() -> None:
    database = connect("sqlite://")
    assert database.engine.hide_parameters
