"""Every form and view around a claim and its washing-up."""

from collections.abc import Collection
from dataclasses import replace

from bot.claim.case import Claim, Note, Origin
from bot.team import PersonId
from bot.text import Typed
from handlers.claim import form, handover, promise, read, unowned, wording
from handlers.dishes import forms as dishes
from handlers.slack.parts import Block
from handlers.slack.prefill import Prefill
from tests.looks.cast import METADATA, START, ZONE, Cast
from tests.looks.claim_samples import DAY, taken
from tests.rules.people import IDA, KARIN, at

Views = dict[str, Block]
MANY_STRANGERS = [f"Bo {number}" for number in range(10)]
NOW = at(START)


def views(cast: Cast, unknown: Collection[PersonId] = ()) -> Views:
    """Each by its name; `unknown` are people whom the bot does not know."""
    case = taken(cast).case
    return {
        **_claim_forms(cast),
        **_lost(cast),
        **_read(cast, unknown),
        **_promise(case),
        **_wording(cast, case),
        **_owners(cast, case),
        **dish_views(case),
    }


def dish_views(case: Claim) -> Views:
    words = {origin: dishes.outside_view(replace(case, origin=origin)) for origin in Origin}
    return {
        "dish": dishes.dish_form(KARIN, DAY, METADATA),
        "dish to": dishes.dish_to_form(METADATA),
        "dish reason": dishes.dish_reason_form(METADATA),
        "dish day": dishes.dish_day_form(DAY, METADATA),
        **{f"outside, {origin}": view for origin, view in words.items()},
    }


def _claim_forms(cast: Cast) -> Views:
    one = cast.team().settings
    many = cast.many_teams()
    begun = Prefill(cast.reference[:150], cast.texts[2])
    loads = {
        "claim, with many open": (7, cast.names[KARIN]),
        "claim, with many open and nobody to ask": (7, None),
    }
    plain = form.claim_form(teams=[one], team=one, zone=ZONE, at=NOW, metadata=METADATA)
    return {
        "claim": plain,
        "claim, of many teams": form.claim_form(
            teams=many, team=many[0], zone=ZONE, at=NOW, metadata=METADATA, begun=begun
        ),
        **{
            name: form.claim_form(
                teams=[one], team=one, zone=ZONE, at=NOW, metadata=METADATA, load=load
            )
            for name, load in loads.items()
        },
        "claim, with a hint": wording.hinted_form(plain, cast.strangers, METADATA),
        "claim, with many in the hint": wording.hinted_form(plain, MANY_STRANGERS, METADATA),
    }


def _lost(cast: Cast) -> Views:
    """Somebody else was first."""
    typed, owner = cast.texts[2], cast.names[IDA]
    return {
        "lost race": form.lost_race_view(8, owner, typed, METADATA),
        "lost race, to nobody": form.lost_race_view(8, None, typed, METADATA),
        "a moment ahead": form.ahead_view(8, owner),
        "help offered": form.help_offered_view(),
        "the note was passed": form.note_passed_view(),
        "yours now": form.thanks_view(form.yours_words()),
    }


def _read(cast: Cast, unknown: Collection[PersonId]) -> Views:
    names = {key: name for key, name in cast.names.items() if key not in unknown}
    case = taken(cast).case
    noted = tuple(Note(KARIN, case.claimed_at, Typed(1)) for _ in range(min(cast.many, 40)))
    wrong, brief, notes = cast.texts[2], cast.brief[:3000], [cast.texts[1]] * len(noted)
    full = replace(case, notes=noted)
    return {
        "read a claim, of many notes": read.read_claim_view(
            replace(case, notes=noted[:1] * 90), [wrong, brief, *["Bo"] * 90], names
        ),
        "read a claim": read.read_claim_view(full, [wrong, brief, *notes], names, (41, 42)),
        "read a claim, the owner's": read.read_claim_view(case, [wrong, ""], names, owner=True),
        "read a claim, erased": read.read_claim_view(full, ["", "", *[""] * len(noted)], names),
    }


def _promise(case: Claim) -> Views:
    return {
        "new time": promise.new_time_form(case, NOW, ZONE, METADATA),
        "helped": promise.helped_form(METADATA),
        "re-open a claim": promise.reopen_form(case, NOW, ZONE, METADATA),
    }


def _wording(cast: Cast, case: Claim) -> Views:
    return {
        "wording": wording.wording_form(case, ZONE, METADATA),
        "wording, nothing stands out": wording.wording_form(case, ZONE, METADATA, []),
        "wording, much stands out": wording.wording_form(case, ZONE, METADATA, cast.advice),
    }


def _owners(cast: Cast, case: Claim) -> Views:
    """The case goes to somebody else."""
    many = [replace(case, id=number) for number in range(cast.many)]
    return {
        "hand over": handover.hand_over_form(case, ZONE, METADATA),
        "let go": unowned.let_go_form(METADATA),
        "share out": unowned.share_form(many, {0: KARIN}, ZONE, METADATA),
    }
