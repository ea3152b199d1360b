"""What the digest hides it does not mention."""

from bot.digest import Week, show
from bot.notices import Says
from handlers.sending import letters
from handlers.slack.parts import Message
from tests.looks.cast import ORDINARY, facts_of


def drawn(week: Week, members: int = 9) -> Message:
    shown = {"shown": show(week, members), "named": [], "others": 0}
    return letters.draw(facts_of(ORDINARY, Says.DIGEST, shown, None, ORDINARY.team()))


QUIET = Week(taken=0, helped=0, kept=0, settled=0, flags=0)


def test_fifteen_flags_of_four_people_are_not_mentioned() -> None:
    flagged = Week(taken=0, helped=0, kept=0, settled=0, flags=15)
    assert drawn(flagged, members=4) == drawn(QUIET, members=4)
    assert drawn(flagged, members=5) != drawn(QUIET, members=5)


def test_few_flags_and_few_promises_look_like_none() -> None:
    assert drawn(Week(taken=0, helped=0, kept=4, settled=4, flags=4)) == drawn(QUIET)


def test_the_last_line_is_the_same_in_every_digest() -> None:
    much = Week(taken=7, helped=6, kept=5, settled=6, flags=9, done=2, open=1, dropped=1)
    assert drawn(much).blocks[-1] == drawn(QUIET).blocks[-1]
