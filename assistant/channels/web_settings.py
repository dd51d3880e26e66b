"""What an operator may set for the web channel: in `credentials.yml`, or in the environment, which wins."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional

from pydantic import BaseModel, Extra, Field, constr

from assistant.paths import root

MIN_SECRET = 32  # characters; HMAC-SHA256 wants a key no shorter than its digest
if TYPE_CHECKING:  # a check that pydantic makes is no type
    Origin = str
else:
    Origin = constr(regex=r"^https?://[^/\s*]+$")


class WebSettings(BaseModel, extra=Extra.forbid):
    """The web channel's settings.

    Attributes:
        origins: other sites that may embed the widget, as a browser names them ("https://www.example.org"). The
            assistant's own site always may. Environment: `WEB_ORIGINS`, separated by commas.
        messages_per_minute: messages a minute from one session.
        messages_per_minute_per_address: messages a minute from one network address; a whole office may share one.
            Environment: `WEB_MESSAGES_PER_ADDRESS`.
        sessions_per_minute_per_address: new sessions a minute from one network address.
            Environment: `WEB_SESSIONS_PER_ADDRESS`.
        calls_per_minute: other calls a minute from one session: history, ratings, erasing, renewing.
        calls_per_minute_per_address: other calls a minute from one network address.
            Environment: `WEB_CALLS_PER_ADDRESS`.
    """

    origins: list[Origin] = Field(default_factory=list)
    messages_per_minute: int = Field(20, gt=0)
    messages_per_minute_per_address: int = Field(120, gt=0)
    sessions_per_minute_per_address: int = Field(30, gt=0)
    calls_per_minute: int = Field(60, gt=0)
    calls_per_minute_per_address: int = Field(600, gt=0)

    @classmethod
    def read(cls, credentials: Optional[dict[str, Any]]) -> WebSettings:
        """The settings from the channel's entry in `credentials.yml` and from the environment.

        Raises:
            pydantic.ValidationError: a setting is unknown or out of range; the message names it.
        """
        values = dict(credentials or {})
        origins = os.environ.get("WEB_ORIGINS")
        if origins is not None:
            values["origins"] = [origin.strip().rstrip("/") for origin in origins.split(",") if origin.strip()]
        for name, variable in (
            ("messages_per_minute_per_address", "WEB_MESSAGES_PER_ADDRESS"),
            ("sessions_per_minute_per_address", "WEB_SESSIONS_PER_ADDRESS"),
            ("calls_per_minute_per_address", "WEB_CALLS_PER_ADDRESS"),
        ):
            if os.environ.get(variable):
                values[name] = os.environ[variable]
        return cls(**values)


def session_secret() -> bytes:
    """The key that sessions are signed with: `WEB_SESSION_SECRET`, else one made at the first start and kept.

    The kept one lies beside the conversations, readable by its owner only: who deletes the conversations' folder ends
    the sessions too.

    Raises:
        ValueError: `WEB_SESSION_SECRET` is too short to be safe.
    """
    given = os.environ.get("WEB_SESSION_SECRET")
    if given:
        if len(given) < MIN_SECRET:
            raise ValueError(f"WEB_SESSION_SECRET has {len(given)} characters; it must have at least {MIN_SECRET}")
        return given.encode()
    database = os.environ.get("TRACKER_DB")
    return _kept_secret((Path(database).parent if database else root() / "var") / "web_session_secret")


def _kept_secret(path: Path) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        kept = path.read_bytes().strip()
        if len(kept) < MIN_SECRET:
            raise ValueError(f"{path} holds {len(kept)} characters; delete it, and a new secret is made at the next start") from None
        return kept
    with os.fdopen(descriptor, "w") as file:
        secret = secrets.token_urlsafe(48)
        file.write(secret + "\n")
    return secret.encode()
