"""The edges: one line for each thing that a person can do."""

from slack_bolt.async_app import AsyncApp

from handlers import channels, claim, escalate, hostile, reopening, setup, talk, threads
from handlers.blocks import ids


def routes(app: AsyncApp, command: str) -> None:
    """Join every route to what happens on it."""
    app.command(command)(escalate.typed)
    app.action(ids.CHOOSE_HOSTILE)(escalate.open_flag)
    app.action(ids.CHOOSE_CLAIM)(escalate.open_claim)

    app.view(ids.FLAG)(hostile.flag)
    app.action(ids.READ)(hostile.read)
    app.action(ids.WRITE_TO)(hostile.open_write)
    app.view(ids.WRITE)(hostile.write)
    app.action(ids.WE_TALKED)(hostile.we_talked)
    app.action(ids.NOT_TALKED)(hostile.not_talked)
    app.action(ids.WITHDRAW)(hostile.withdraw)
    app.action(ids.KEEP_OPEN)(hostile.keep_open)
    app.action(ids.CLOSE)(hostile.close)
    app.action(ids.REOPEN_CASE)(reopening.open_form)
    app.view(ids.REOPEN)(reopening.reopen)

    app.action(ids.TALK_GUIDE)(talk.guide)
    app.view(ids.TALK)(talk.note)
    app.action(ids.TALK_HELD)(talk.held)
    app.action(ids.TALK_IN_WRITING)(talk.in_writing)
    app.action(ids.TALK_NOT_WANTED)(talk.not_wanted)
    app.action(ids.TALK_WRONG)(talk.wrong)

    app.view(ids.CLAIM)(claim.claim)
    app.action(ids.OFFER_HELP)(claim.offer_help)
    app.action(ids.PROMISE_KEPT)(claim.promise_kept)
    app.action(ids.PROMISE_LATE)(claim.promise_late)
    app.action(ids.PROMISE_NEW_TIME)(claim.open_new_time)
    app.view(ids.NEW_TIME)(claim.new_time)
    app.action(ids.CUSTOMER_HELPED)(claim.customer_helped)
    app.view(ids.HELPED)(claim.helped)

    app.view(ids.SETUP)(setup.save)
    app.view(ids.SETUP_PHONES)(setup.save_phones)

    app.event("message")(threads.said)
    app.action(ids.IS_ANSWER)(threads.is_answer)
    app.event("reaction_added")(threads.reacted)
    app.event("user_change")(channels.person_changed)
    app.event("member_joined_channel")(channels.joined_or_left)
    app.event("member_left_channel")(channels.joined_or_left)
