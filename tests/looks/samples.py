"""Every message and form, drawn for some cast."""

from collections.abc import Collection, Iterator

from bot.notices import Says
from bot.team import PersonId
from handlers.sending import letters
from handlers.sending.facts import Facts
from handlers.slack.parts import Block, Message
from tests.looks import claim_samples, claim_views, flag_samples, flag_views, team_views
from tests.looks.cast import WORST, Cast


def facts(cast: Cast) -> Iterator[Facts]:
    """Of each message that some case on its way brings about."""
    yield from flag_samples.facts(cast)
    yield from claim_samples.facts(cast)


def messages(cast: Cast = WORST) -> Iterator[tuple[Says, Message]]:
    for each in facts(cast):
        yield each.says, letters.draw(each)


def views(cast: Cast = WORST, unknown: Collection[PersonId] = ()) -> dict[str, Block]:
    """Each form and view, by name."""
    return {
        **flag_views.views(cast, unknown),
        **claim_views.views(cast, unknown),
        **team_views.views(cast),
    }
