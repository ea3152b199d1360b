"""The words for the things that a person can choose."""

from bot.claim.case import Origin
from bot.flag.case import Flag, Headline, Type, Wish
from bot.flag.tracks import Behaviour, Finish, Gesture, Matter, Reply, TalkOutcome
from handlers.slack.language import _


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


def kinds() -> dict[Type, str]:
    """In a few words, as they stand in a message."""
    return {
        Type.RUDE: _("Rude tone"),
        Type.PERSONAL_ABUSE: _("Personal abuse"),
        Type.PRESSURE: _("Pressure"),
        Type.DISCRIMINATORY: _("Discriminatory"),
        Type.SEXUAL: _("Sexual"),
        Type.THREAT: _("Threat"),
        Type.PHYSICAL: _("Physical"),
        Type.CUSTOMER_IN_DANGER: _("Customer in danger"),
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


def outcomes() -> dict[TalkOutcome, str]:
    return {
        TalkOutcome.HELD: _("Talk held"),
        TalkOutcome.IN_WRITING: _("Given in writing"),
        TalkOutcome.NOT_WANTED: _("Not wanted"),
    }


def matters() -> dict[Matter, str]:
    return {
        Matter.GETS_THEIR_WAY: _("The customer gets their way"),
        Matter.PARTLY: _("The customer gets their way in part"),
        Matter.NO: _("The customer does not get their way"),
        Matter.NOT_SETTLED: _("Not settled yet"),
    }


def behaviours() -> dict[Behaviour, str]:
    return {
        Behaviour.NOTHING: _("Nothing, because …"),
        Behaviour.TALKED: _("Talked with the customer about the tone"),
        Behaviour.WARNING: _("Written warning"),
        Behaviour.LIMITED: _("Limited contact until …"),
        Behaviour.ENDED: _("The customer relationship ends"),
        Behaviour.POLICE: _("We go to the police"),
    }


def gestures() -> dict[Gesture, str]:
    return {
        Gesture.CREDIT: _("Credit"),
        Gesture.MONTH_FREE: _("A month free"),
        Gesture.REFUND: _("Refund"),
        Gesture.OTHER: _("Something else"),
    }


def answers() -> dict[Reply, str]:
    """What the agent said to the explanation."""
    return {
        Reply.THANKS: _("Clear"),
        Reply.TALK: _("Wants to talk"),
        Reply.DIFFERENT: _("Sees it differently"),
        Reply.NO_ANSWER: _("No answer"),
    }


def finishes() -> dict[Finish, str]:
    return {
        Finish.MYSELF: _("Myself"),
        Finish.TOGETHER: _("Together"),
        Finish.PLEASE_TAKE: _("Please take it"),
    }


def headlines() -> dict[Headline, str]:
    return {
        Headline.NEW: _("New"),
        Headline.SEEN: _("Seen"),
        Headline.ANSWERED: _("Answered"),
        Headline.DECIDED: _("Decided"),
        Headline.EXPLAINED: _("Explained"),
        Headline.CLOSED: _("Closed"),
        Headline.WITHDRAWN: _("Withdrawn"),
        Headline.MERGED: _("Merged"),
    }


def headline(case: Flag) -> str:
    return headlines()[case.headline]


def happened(case: Flag) -> str:
    """The types of a case in words, in the form's order."""
    return ", ".join(words for kind, words in kinds().items() if kind in case.types)
