"""What follows when a letter did not go through; which failure means what stands in failures.py."""

import logging
from dataclasses import dataclass
from datetime import timedelta

from bot.notices import Place
from handlers.desk import Desk
from handlers.sending.failures import TROUBLE, Failure, Means, sorted_out
from handlers.sending.places import spot_of
from storage import cards, cases, losses, underway
from storage.underway import Letter

log = logging.getLogger("oppvask.delivery")
ASIDE = timedelta(hours=1)
FIRST_PAUSE = {
    Means.CALL: timedelta(minutes=1),
    Means.PLACE: timedelta(seconds=30),
    Means.LETTER: ASIDE,
}
"""Before a letter that was refused is tried again; the next pauses are each twice as long."""
REFUSED_AT_MOST = 60.0
"""Seconds between two tries while Slack refuses the whole app."""


@dataclass
class Health:
    """Whether Slack answers, and whether it accepts the app."""

    unwell: bool = False
    """A call has ended unknown, or the app was refused, since the last one that went well."""
    _refusals: int = 0

    @property
    def accepted(self) -> bool:
        return self._refusals == 0

    async def app_refused(self, desk: Desk, code: str) -> bool:
        """Whether Slack refuses the app as a whole: then everything waits. `auth.test` decides."""
        try:
            await desk.client.auth_test()
        except TROUBLE as error:
            if sorted_out(error).means is not Means.APP:
                return False
        else:
            return False
        if self._refusals == 0:
            log.error("slack_refuses_the_app code=%s: nothing is lost, everything waits", code)
        self.unwell = True
        self._refusals += 1
        return True

    @property
    def pause(self) -> float:
        return float(min(2.0**self._refusals, REFUSED_AT_MOST))

    async def answered(self, desk: Desk) -> None:
        """A call went well: what ended unknown is looked for now."""
        if not self.unwell:
            return
        log.warning("slack_well_again")
        self.unwell, self._refusals = False, 0
        await desk.write(underway.end_pauses)


async def meet(desk: Desk, health: Health, letter: Letter, failure: Failure) -> None:
    """The failure table, for letters and cards alike."""
    means, code = failure.means, failure.code
    if means is Means.APP:
        if await health.app_refused(desk, code):
            await desk.write(underway.all_wait, letter, seconds=health.pause, reason=code)
            return
        means = Means.CALL
    if means is Means.WAIT:
        await desk.write(underway.wait, letter, seconds=failure.seconds)
        log.warning("letter_waits id=%s seconds=%.0f", letter.id, failure.seconds)
    elif means is Means.UNKNOWN:
        health.unwell = True
        await desk.write(underway.look_later, letter, reason=code)
        log.warning("letter_unknown id=%s reason=%s", letter.id, code)
    elif means is Means.PERSON:
        await _person_gone(desk, letter, code)
    elif code == underway.SHARED:
        await desk.note(losses.not_where_others_read, letter)
        log.warning("letter_not_said id=%s reason=%s", letter.id, code)
    elif letter.old:
        await desk.note(losses.give_up, letter, reason=code)
        log.error("letter_given_up id=%s says=%s reason=%s", letter.id, letter.says.id, code)
    elif means is Means.LETTER:
        await plainly_or_aside(desk, letter, code)
    else:
        await _set_aside(desk, letter, code, means)


async def plainly_or_aside(desk: Desk, letter: Letter, code: str) -> None:
    """What is urgent goes at once as fixed plain text; the rest is set aside for an hour."""
    if letter.urgent and letter.card_id is None and letter.to != Place.CASE_THREAD:
        try:
            await _plainly(desk, letter)
        except Failure as failure:
            log.warning("letter_not_even_plain id=%s reason=%s", letter.id, failure.code)
        else:
            log.error(
                "letter_sent_plainly id=%s says=%s reason=%s", letter.id, letter.says.id, code
            )
            return
    await _set_aside(desk, letter, code, Means.LETTER)


async def _plainly(desk: Desk, letter: Letter) -> None:
    """Raises Failure, also when it cannot be looked for after a try whose end nobody knows."""
    from handlers.sending.deliver import found, send  # noqa: PLC0415  deliver.py hands trouble over to here
    from handlers.sending.undelivered import plainly  # noqa: PLC0415  likewise

    try:
        case = await desk.read(cases.look, letter.case_id) if letter.case_id else None
    except Exception:  # a state that nobody can read: that something is urgent can be said
        case = None
    spot = await spot_of(desk, letter, case)
    ts = await found(desk, letter, spot) if letter.uncertain else None
    if ts is None:
        ts = await send(desk, letter, plainly(case, letter.to, desk.settings.command), spot)
    await desk.write(underway.sent, letter, channel=spot.channel, ts=ts)


async def _set_aside(desk: Desk, letter: Letter, code: str, means: Means) -> None:
    await desk.write(underway.set_aside, letter, reason=code, first=FIRST_PAUSE[means])
    log.error("letter_held id=%s says=%s reason=%s", letter.id, letter.says.id, code)
    if letter.card_id is not None:
        await desk.write(losses.without_card, letter)
    if means is Means.PLACE:
        await desk.note(losses.tell_of_place, letter)


async def _person_gone(desk: Desk, letter: Letter, code: str) -> None:
    """Whoever it is for is asked about again; with a closed account the letter is over.

    Then the open cases look again who is asked. Where Slack knows them all the same, it was the
    call that it refused.
    """
    card = await desk.read(cards.get, letter.card_id) if letter.card_id else None
    readers = card.people if card else () if letter.to in tuple(Place) else (letter.to,)
    known = await desk.colleagues.ask_again(*readers)
    gone = any(known[each].deactivated for each in readers if each in known)
    if not (gone or letter.old):
        await _set_aside(desk, letter, code, Means.CALL)
        return
    await desk.note(losses.give_up, letter, reason=code)
    log.warning("letter_over id=%s says=%s reason=%s", letter.id, letter.says.id, code)
