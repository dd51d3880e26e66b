"""What Rasa 3.6.21 must be helped with, in one place: what, why, and a guard on the version.

1. `RemoteAction._validate_action_result` calls `jsonschema.validate`, which checks the schema itself anew for each action:
   three quarters of the server's time on an answer. Here the validator is built once; it checks the same schema.
2. `all_subclasses` walks the class tree for every event of a conversation on every message. The answer is the same until a
   class is added, so it is kept, and asked for anew when a direct subclass was added.
3. A hanging action holds the conversation for five minutes (`DEFAULT_REQUEST_TIMEOUT`). Here it is given up in time for the
   visitor to be told within ten seconds.
4. `EndpointConfig.session` makes a client, and so a connection, for each call of an action. Here one is kept.

`tests/unit/test_fixes.py` fails when Rasa changes under any of them.
"""

from __future__ import annotations

import asyncio
from typing import Any

VERSION = "3.6.21"
KEEP_ALIVE = 2.0  # seconds an idle connection to the action server is kept; less than its own 5, so that it never closes one that is taken up again
ACTION_TIMEOUT = 6.0  # seconds an action may take; the channel answers within 10 whatever happens


def apply() -> None:
    """Put all in place; a second call changes nothing.

    Raises:
        RuntimeError: another version of Rasa is installed than the one that this was written for.
    """
    import rasa

    if rasa.__version__ != VERSION:
        raise RuntimeError(
            f"assistant/engine/fixes.py was written for Rasa {VERSION}; {rasa.__version__} is installed. "
            "Check each of its points against the new version, then change VERSION there."
        )
    _validate_with_one_validator()
    _remember_subclasses()
    _limit_action_time()
    _keep_connections()


def _validate_with_one_validator() -> None:
    from jsonschema import Draft7Validator, ValidationError
    from jsonschema.validators import validator_for
    from rasa.core.actions.action import RemoteAction

    schema = RemoteAction.action_response_format_spec()
    validator = validator_for(schema, default=Draft7Validator)(schema)

    def _validate_action_result(self: RemoteAction, result: dict[str, Any]) -> bool:
        error = next(iter(validator.iter_errors(result)), None)
        if error is None:
            return True
        error.message += ". Failed to validate the action server's response; see rasa.com/docs/rasa/custom-actions"
        raise ValidationError(error.message) from error

    RemoteAction._validate_action_result = _validate_action_result


def _remember_subclasses() -> None:
    import rasa.shared.utils.common as common

    if getattr(common.all_subclasses, "remembers", False):
        return
    original = common.all_subclasses
    kept: dict[type, tuple[int, list]] = {}

    def all_subclasses(cls: Any) -> list:
        """All known concrete subclasses of `cls`; walked anew when `cls` has got another direct subclass."""
        direct = len(cls.__subclasses__())
        if cls not in kept or kept[cls][0] != direct:
            kept[cls] = (direct, original(cls))
        return kept[cls][1]

    all_subclasses.remembers = True  # type: ignore[attr-defined]
    common.all_subclasses = all_subclasses


def _limit_action_time() -> None:
    import rasa.core.actions.action as action

    action.DEFAULT_REQUEST_TIMEOUT = ACTION_TIMEOUT


def _keep_connections() -> None:
    import aiohttp
    from rasa.utils.endpoints import EndpointConfig

    if getattr(EndpointConfig.session, "keeps", False):
        return
    original = EndpointConfig.session
    kept: dict[tuple[int, str | None], aiohttp.ClientSession] = {}

    class Kept:
        """Rasa's `async with endpoint.session()`, that does not close what it was given."""

        def __init__(self, endpoint: EndpointConfig) -> None:
            self._endpoint = endpoint

        async def __aenter__(self) -> aiohttp.ClientSession:
            key = (id(asyncio.get_running_loop()), self._endpoint.url)
            if key not in kept or kept[key].closed:
                kept[key] = original(self._endpoint)
                kept[key].connector._keepalive_timeout = KEEP_ALIVE
            return kept[key]

        async def __aexit__(self, *_: object) -> None:
            return None

    def session(self: EndpointConfig) -> Kept:
        """A client for this endpoint, the same for every call."""
        return Kept(self)

    session.keeps = True  # type: ignore[attr-defined]
    EndpointConfig.session = session
