"""For whom everything is drawn, and what they have typed: as bad as it can be, and ordinary."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import cycle
from typing import Any

from bot.flag.case import Flag
from bot.notices import Says
from bot.steps import C, Case
from bot.team import OnCall, PersonId, Team, TeamSettings
from bot.wording.check import Advice, Kind
from handlers.sending.facts import Facts
from tests.rules.people import (
    DORTE,
    EMMA,
    EVERYBODY,
    GRETA,
    HANS,
    IDA,
    KARIN,
    OLAV,
    SIGRID,
    at,
    team,
)
from tests.rules.play import Play

COMMAND = "/escalate"
METADATA = "{}"
ZONE = "Europe/Copenhagen"
START, DUE = "2026-03-02T10:15+01:00", "2026-03-02T14:00+01:00"
SOON, LATER = at("2026-03-02T10:30+01:00"), at("2026-03-20T10:15+01:00")
Deed = datetime | tuple[PersonId, object]


@dataclass(frozen=True)
class Cast:
    """People, and what was typed by them and about them."""

    names: Mapping[PersonId, str]
    reference: str
    phone: str
    teams: Sequence[str]
    """What teams are called."""
    internal_way: str
    texts: Mapping[int, str]
    """What was typed, by the id of its text."""
    typed: Mapping[str, str]
    """What stands in a letter, by field."""
    dish: str
    brief: str
    asked: Sequence[str]
    """Names of people who are asked."""
    advice: Sequence[Advice]
    strangers: Sequence[str]
    """Names in "what is wrong"."""
    many: int
    """How many there are of what can be many."""

    def team(self, **settings: Any) -> Team:
        on_call = (OnCall(OLAV, self.phone),)
        return renamed(team(admins=("UADMIN",), **{"on_call": on_call, **settings}), self.names)

    def many_teams(self) -> list[TeamSettings]:
        one, called = self.team().settings, cycle(self.teams)
        return [replace(one, id=number, name=next(called)) for number in range(self.many)]

    def written(self, says: Says) -> Mapping[str, str]:
        """What stands in that letter, by field."""
        if says is Says.OFFERED:
            return {**self.typed, "text": self.brief}
        return {**self.typed, "text": self.dish} if "dish" in says.id else self.typed


FLAGGED_AT = datetime.fromisoformat("2026-03-02T10:15+01:00")


def facts_of(
    cast: Cast,
    says: Says,
    facts: Mapping[str, object],
    case: Case | None,
    there: Team,
    to: str = "",
    at: datetime = FLAGGED_AT,
) -> Facts:
    """All that such a letter is drawn from."""
    readers = (case.agent, *case.asked) if isinstance(case, Flag) else ()
    return Facts(says, facts, to, at, case, there, cast.written(says), COMMAND, readers)


def heard(cast: Cast, play: Play[C], **looked_up: object) -> Iterator[Facts]:
    """The case's card as it stands now, where it has one, and what has been said since."""
    if play.case.conversations:
        yield facts_of(cast, Says.CARD, {}, play.case, play.team)
    for entry in play.said:
        facts = {**looked_up, **entry.notice.facts}
        notice = entry.notice
        yield facts_of(cast, notice.says, facts, play.case, play.team, notice.to, play.now)
    play.said.clear()


def renamed(there: Team, called: Mapping[PersonId, str]) -> Team:
    """The team, some of whose people are called otherwise."""
    known = there.people.items()
    people = {key: replace(who, name=called.get(key, who.name)) for key, who in known}
    return replace(there, people=people)


def without(there: Team, unknown: Collection[PersonId]) -> Team:
    """The team, some of whose people are not known."""
    known = {key: person for key, person in there.people.items() if key not in unknown}
    return replace(there, people=known)


BAD = "<!channel> & *Bo* <script>_x_</script> `{agent}` ~y~ " + "Å" * 60
TYPED = (BAD + "\n") * 25
WORST = Cast(
    names={key: f"{BAD}{key}" for key in EVERYBODY},
    reference=BAD,
    phone=BAD[:30],
    teams=[BAD],
    internal_way=BAD[:150],
    texts=dict.fromkeys(range(1, 13), TYPED[:3000]),
    typed={
        **dict.fromkeys(("text", "to_agent", "weighed"), TYPED),
        **dict.fromkeys(("because", "limited_to", "gesture_note"), BAD),
    },
    dish=TYPED,
    brief=TYPED,
    asked=[BAD] * 6,
    advice=[Advice(kind, f"{BAD}{n}", n) for kind in Kind for n in range(30)],
    strangers=[BAD] * 9,
    many=120,
)
"""Names that want to be more than names, and more of everything than fits."""

TEXTS = {
    1: "He shouted that I would hear from his lawyer.",
    2: "The order was promised for Friday, and nobody has called the customer.",
    5: "You stayed calm, and you ended the call. That was right.",
    6: "It was the first time, and he has said sorry.",
    7: "The contract lets him cancel, so we could not say no.",
    8: "For March, as he waited for three weeks.",
    9: "The customer has called again since.",
    10: "I would have wanted a warning as well.",
    11: "Say that the call ends, before you end it.",
    12: "by e-mail alone",
}
ORDINARY = Cast(
    names={
        KARIN: "Karin Holm",
        IDA: "Ida Berg",
        HANS: "Hans Friis",
        GRETA: "Greta Bech",
        DORTE: "Dorte Lund",
        SIGRID: "Sigrid Vang",
        OLAV: "Olav Moen",
        EMMA: "Emma Clark",
    },
    reference="K-48213",
    phone="+45 70 10 20 30",
    teams=["support", "billing"],
    internal_way="Your safety representative, Greta Bech",
    texts=TEXTS,
    typed={
        "text": "I saw it, and it was right to say so. We talk at three.",
        "to_agent": TEXTS[5],
        "because": TEXTS[6],
        "weighed": TEXTS[7],
        "gesture_note": TEXTS[8],
        "limited_to": TEXTS[12],
    },
    dish="Put the new delivery time into the order form",
    brief="The order came too late.\nA new one was sent.\nA call on Friday.",
    asked=["Hans Friis", "Olav Moen"],
    advice=[
        Advice(Kind.NAME, "Bo", 0),
        Advice(Kind.DEPARTMENT, "the sales department", 10),
        Advice(Kind.SYSTEM, "our system", 40),
        Advice(Kind.BLAME, "their fault", 60),
        Advice(Kind.HOUSE, "Kanban", 80),
    ],
    strangers=["Bo"],
    many=2,
)
