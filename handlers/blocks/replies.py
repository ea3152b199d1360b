"""What is said at once to the one who typed or clicked."""

from collections.abc import Mapping, Sequence

from bot.cases import Case, Claim, Hostile
from bot.cases.hostile import WAITING, Track, Words
from handlers.blocks import ids, labels, parts
from handlers.blocks.markup import escape, when
from handlers.blocks.message import Message
from handlers.language import _

Names = Mapping[str, str]


def plain(words: str) -> Message:
    return Message(words, [parts.section(words)])


def help(command: str) -> Message:
    lines = [
        _("`{command}` asks what you would like to do.", command=command),
        _("`{command} hostile` flags a hostile customer contact.", command=command),
        _("`{command} claim` takes a case that others left.", command=command),
        _("Behind either: the reference, then what happened, if you like."),
        _("`{command} mine` lists your cases, and who waits for you.", command=command),
        _("`{command} dishes` lists your washing-up.", command=command),
        _("`{command} away` says from when until when you are away.", command=command),
        _("`{command} setup` says who is asked in this channel's team.", command=command),
        _("`{command} help` shows this.", command=command),
    ]
    return plain("\n".join(lines))


def unknown(command: str, word: str) -> Message:
    return plain(
        _(
            "I don't know “{word}”. `{command} help` lists what I know.",
            word=escape(parts.shortened(word, 60)),
            command=command,
        )
    )


def mine(own: Sequence[Case], waiting: Sequence[Hostile], names: Names) -> Message:
    """What waits for the person, and their own open cases."""
    awaited = [_awaited(case, names) for case in waiting]
    lines = [line for line in awaited if line] + [_line(case) for case in own]
    return plain("\n".join(f"•  {line}" for line in lines) or _("You have no open cases."))


def _awaited(case: Hostile, names: Names) -> str | None:
    """The next thing that a flag wants of whoever is asked."""
    facts = {"agent": escape(names[case.agent]), "number": case.number}
    if case.headline in WAITING:
        return _("{agent} waits to hear from you: case #{number}", **facts)
    if case.unexplained_since is not None:
        return _("{agent} waits to hear what was decided, and why: case #{number}", **facts)
    if case.decision is None and case.track is not Track.LIGHT:
        return _("Case #{number} of {agent} waits for a decision", **facts)
    if case.talk_awaited:
        return _("The talk with {agent} is still to come: case #{number}", **facts)
    return None


def _line(case: Case) -> str:
    if isinstance(case, Claim):
        if case.helped_at is not None:
            return _(
                "You have case #{number}. The customer is helped; there is washing-up left",
                number=case.number,
            )
        if not case.promise_running:
            return _("You have case #{number}", number=case.number)
        return _(
            "You have case #{number}. The customer hears from you by {time}",
            number=case.number,
            time=when(case.promise.due),
        )
    if case.unconfirmed:
        return _("Case #{number} was flagged for you, and is yours to confirm", number=case.number)
    return _(
        "You flagged case #{number}: {headline}",
        number=case.number,
        headline=labels.headline(case).lower(),
    )


def others_go_on() -> str:
    return _("Done. Others go on with the case from here.")


def welcome_back() -> str:
    return _("Noted: you are there, and asked again.")


def opened_privately() -> str:
    return _("People outside the company can read this channel. I have opened it in our own space.")


def not_an_answer(case: Hostile, writer: str, names: Names) -> Message:
    """Words in the thread that do not stop the clock: who still waits, for whom."""
    agent = escape(names[case.agent])
    if writer in case.asked:
        return plain(
            _(
                "Thank you. {agent} still waits for an answer in words: two sentences are enough.",
                agent=agent,
            )
        )
    asked = ", ".join(escape(names[person]) for person in case.asked)
    return plain(
        _(
            "Your words stand here. Case #{number} still waits for an answer from {names}.",
            number=case.number,
            names=asked,
        )
    )


def has_moved(case: Hostile, link: str | None) -> Message:
    """Words in a conversation that the case has left."""
    if link is None:
        words = _(
            "Case #{number} has moved, and goes on with other people. Your words stand here alone.",
            number=case.number,
        )
    else:
        words = _(
            "Case #{number} has moved. <{link}|It goes on here.>", number=case.number, link=link
        )
    return plain(words)


def is_this_your_answer(case: Hostile, words: Words) -> Message:
    said = _("Is this your answer to #{number}?", number=case.number)
    value = f"{case.id}|{words.channel}|{words.ts}"
    yes = parts.button(_("Yes"), ids.IS_ANSWER, value)
    return Message(said, [parts.section(said), *parts.buttons(yes)])


def only_i_can_read_this(case: Hostile, names: Names) -> Message:
    agent = names[case.agent]
    said = _(
        "Only I can read this. Write to {agent}, so that your words arrive.", agent=escape(agent)
    )
    write = parts.button(_("Write to {agent}", agent=agent), ids.WRITE_TO, case.id)
    return Message(said, [parts.section(said), *parts.buttons(write)])


def nothing_left() -> Message:
    return plain(_("Then that is it. Thank you for seeing it through."))


def noted() -> Message:
    return plain(_("Noted, thank you."))


def naming_noted(*, named: bool) -> Message:
    if named:
        return plain(_("Thank you. The next digest may thank you by name."))
    return plain(_("Noted. No digest names you."))


def failed(reference: str) -> str:
    return _(
        "Something went wrong on our side. Nothing was changed. Please try again; if it happens "
        "again, tell an admin this reference: {reference}",
        reference=reference,
    )
