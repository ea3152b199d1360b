"""Settings from environment variables, read once; the caller passes the variables."""

from collections.abc import Mapping
from dataclasses import dataclass

SLACK = "https://slack.com/api/"
README = 'See README.md, "Connect to your Slack".'
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


@dataclass(frozen=True, slots=True)
class Address:
    host: str
    port: int


class SettingWrong(Exception):
    """A setting is missing or wrong; the text names it and says what to do."""


@dataclass(frozen=True, slots=True)
class Settings:
    bot_token: str
    app_token: str
    api_url: str = SLACK
    database_url: str = "sqlite:///oppvask.db"
    command: str = "/escalate"
    log_level: str = "INFO"
    health: Address | None = None
    """Where /healthz, /readyz and /metrics are; nowhere when it is not set."""

    def __repr__(self) -> str:  # without the tokens: it may end up in a log
        return f"Settings(api_url={self.api_url!r}, command={self.command!r})"


def read(env: Mapping[str, str]) -> Settings:
    """The settings in `env`; raises SettingWrong."""
    command = env.get("OPPVASK_COMMAND") or "/escalate"
    if not command.startswith("/") or " " in command:
        raise SettingWrong(f"OPPVASK_COMMAND must be one word that begins with /. {README}")
    level = (env.get("OPPVASK_LOG_LEVEL") or "INFO").upper()
    if level not in LEVELS:
        raise SettingWrong(f"OPPVASK_LOG_LEVEL must be one of {', '.join(LEVELS)}. {README}")
    return Settings(
        bot_token=_token(env, "SLACK_BOT_TOKEN", "xoxb-"),
        app_token=_token(env, "SLACK_APP_TOKEN", "xapp-"),
        api_url=_url(env.get("SLACK_API_URL") or SLACK),
        database_url=env.get("DATABASE_URL") or "sqlite:///oppvask.db",
        command=command,
        log_level=level,
        health=_address(env.get("OPPVASK_HEALTH", "").strip()),
    )


def _token(env: Mapping[str, str], name: str, prefix: str) -> str:
    value = env.get(name, "").strip()
    if not value:
        raise SettingWrong(f"{name} is missing. {README}")
    if not value.startswith(prefix):
        raise SettingWrong(
            f"{name} must begin with {prefix}: it is another kind of token. {README}"
        )
    return value


def _url(value: str) -> str:
    if not value.startswith(("http://", "https://")):
        raise SettingWrong(f"SLACK_API_URL must begin with https:// (or http://). {README}")
    return value.rstrip("/") + "/"


def _address(value: str) -> Address | None:
    """A port alone is one of this machine's own, which nobody else reaches."""
    host, _, port = value.rpartition(":")
    if not value:
        return None
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise SettingWrong(f"OPPVASK_HEALTH must be a port, or address:port. {README}")
    return Address(host.strip("[]") or "127.0.0.1", int(port))
