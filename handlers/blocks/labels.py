"""The words for the things that a person can choose."""

from bot.cases.claim import Origin
from bot.cases.hostile import Headline, Hostile, Outcome, Type, Wish
from handlers.language import _


def types() -> dict[Type, str]:
    return {
        Type.RUDE: _("Rude tone"),
        Type.PERSONAL_ABUSE: _("Personal abuse"),
        Type.PRESSURE: _("Pressure: press, lawyer, “I'll get you fired”"),
        Type.DISCRIMINATORY: _("Discriminatory"),
        Type.SEXUAL: _("Sexual"),
        Type.THREAT: _("Threat, open or implied"),
        Type.PHYSICAL: _("Physical: assault, turned up, followed"),
        Type.CUSTOMER_IN_DANGER: _("The customer may be in danger"),
    }


def wishes() -> dict[Wish, str]:
    return {
        Wish.LOG_ONLY: _("Log only"),
        Wish.ANSWER_ME: _("Answer me"),
        Wish.CALL_ME: _("Call me"),
    }


def origins() -> dict[Origin, str]:
    return {
        Origin.WRONG_PROMISE: _("Wrong promise at sale"),
        Origin.DELIVERY_FAILED: _("Delivery failed"),
        Origin.HAND_OVER_GAP: _("Hand-over gap"),
        Origin.LEFT_OPEN: _("Left open"),
        Origin.SYSTEM: _("System"),
        Origin.UNKNOWN: _("Unknown"),
    }


def outcomes() -> dict[Outcome, str]:
    return {
        Outcome.HELD: _("Talk held"),
        Outcome.IN_WRITING: _("Given in writing"),
        Outcome.NOT_WANTED: _("Not wanted"),
    }


def headline(case: Hostile) -> str:
    return {
        Headline.NEW: _("New"),
        Headline.SEEN: _("Seen"),
        Headline.ANSWERED: _("Answered"),
        Headline.CLOSED: _("Closed"),
        Headline.WITHDRAWN: _("Withdrawn"),
        Headline.MERGED: _("Merged"),
    }[case.headline]


def happened(case: Hostile) -> str:
    """The types of a case in words, in the form's order."""
    return ", ".join(words for kind, words in types().items() if kind in case.types)
