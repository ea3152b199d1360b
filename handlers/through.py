"""Who sees the case through with the customer."""

from slack_bolt.async_app import AsyncAck

from bot.cases.customer_steps import (
    CustomerHelped,
    HandBack,
    StayWithManager,
    TakeBack,
    TakeOver,
    WishToFinish,
)
from bot.cases.through import Finish
from handlers.desk import Desk
from handlers.hostile import step
from handlers.payloads import Payload


async def myself(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    await step(ack, body, desk, WishToFinish(Finish.MYSELF))


async def together(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    await step(ack, body, desk, WishToFinish(Finish.TOGETHER))


async def please_take(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    await step(ack, body, desk, WishToFinish(Finish.PLEASE_TAKE))


async def take_over(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    await step(ack, body, desk, TakeOver())


async def hand_back(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    await step(ack, body, desk, HandBack())


async def take_back(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    await step(ack, body, desk, TakeBack())


async def stay_with_manager(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    await step(ack, body, desk, StayWithManager())


async def helped(ack: AsyncAck, body: Payload, desk: Desk) -> None:
    await step(ack, body, desk, CustomerHelped())
