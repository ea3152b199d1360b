"""What is no case: the chooser, the team's settings, and who is away."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from bot.team import Absence
from handlers.escalate import chooser
from handlers.slack import forms
from handlers.slack.parts import Block
from handlers.slack.prefill import Prefill
from handlers.team import away, setup_form
from handlers.team.setup_change import change_line, labels
from tests.looks.cast import METADATA, START, ZONE, Cast
from tests.rules.people import at

Views = dict[str, Block]
NOW = at(START)


def views(cast: Cast) -> Views:
    return {
        "chooser": chooser(metadata=METADATA),
        "chooser, with what was typed": chooser(
            metadata=METADATA, begun=Prefill(cast.reference, cast.texts[1])
        ),
        **_away(cast),
        **_setup(cast),
    }


def _away(cast: Cast) -> Views:
    today, later = NOW.date(), NOW.date() + timedelta(days=30)
    known = (Absence(today, later), Absence(later, later)) * min(cast.many // 2, 6)
    return {
        "away": away.away_form((), NOW, ZONE, METADATA),
        "away, already": away.away_form(known, NOW, ZONE, METADATA),
        "away, back again": forms.said_view(away.welcome_back()),
    }


def _setup(cast: Cast) -> Views:
    team, draw = cast.team().settings, setup_form.setup_form
    phones = {f"U{number}": name for number, name in enumerate(cast.names.values())}
    named = replace(team, name=cast.teams[0])
    lines = [change_line(name, NOW, ZONE, list(labels())) for name in cast.names.values()]
    bare = replace(named, on_call=(), skip=None)
    return {
        "setup": draw(team, zone=ZONE, may_set_skip=True, metadata=METADATA),
        "setup, the first": draw(None, zone=ZONE, may_set_skip=False, metadata=METADATA),
        "setup, changed meanwhile": draw(
            team, zone=ZONE, may_set_skip=True, metadata=METADATA, meanwhile=lines * cast.many
        ),
        "phones": setup_form.phones_form(phones, dict.fromkeys(phones, cast.phone), METADATA),
        "team saved": _shown(setup_form.team_saved(named)),
        "team saved, with people missing": _shown(setup_form.team_saved(bare)),
    }


def _shown(answer: Mapping[str, object]) -> Block:
    view = answer["view"]
    assert isinstance(view, dict)
    return view
