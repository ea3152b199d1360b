"""Bolt, put together: routes, errors, and an ack for what nobody wants."""

import logging
import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult

from handlers import routes
from handlers.desk import Desk
from handlers.receiving import errors
from handlers.receiving.masking import hide_numbers
from handlers.receiving.once import desk_middleware

ANYTHING = re.compile(".*")


def build(desk: Desk, me: dict[str, Any]) -> AsyncApp:
    """The app: every listener ends before its ack goes out."""

    async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id or me["team_id"],
            bot_user_id=me["user_id"],
            bot_id=me.get("bot_id"),
            bot_token=desk.settings.bot_token,
        )

    app = AsyncApp(
        logger=_quiet(),
        client=desk.client,
        authorize=authorize,
        process_before_response=True,
    )
    app.use(desk_middleware(desk))
    app.use(hide_numbers)
    routes(app, desk.settings.command)
    app.event(ANYTHING)(nobody_wants)
    app.action(ANYTHING)(nobody_wants)
    app.view_closed(ANYTHING)(nobody_wants)
    app.error(errors.answer)
    return app


def _quiet() -> logging.Logger:
    """Bolt warns that a token is not used: ours goes by workspace, through `authorize`."""
    logger = logging.getLogger("oppvask.bolt")
    logger.setLevel("ERROR")
    return logger


async def nobody_wants(ack: AsyncAck) -> None:
    """An unacknowledged event would come again."""
    await ack()
