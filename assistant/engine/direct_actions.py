"""Custom actions in Rasa's own process.

Rasa 3.6.21 runs custom actions in an action server only, and asks it over HTTP: even on one machine that takes half as long as all
else that an answer needs, and a second process has its own memory, its own start and its own ways to fail. Here an `action_endpoint` that
names an `actions_module` and no `url` has them run where they are asked for, by the very executor of Rasa's SDK that the action
server runs them by. (`actions_module` is what later versions of Rasa, which can do this by themselves, call it.) Where a `url` stands,
the action server there is asked, as ever.

An action that blocks holds up every visitor, so none may: what waits must `await`.

`tests/unit/engine/test_direct_actions.py` fails when Rasa changes under it.
"""

from __future__ import annotations

import asyncio
import importlib
from typing import Any

MODULE = "actions_module"  # its key in endpoints.yml


def run_directly(timeout: float) -> None:
    """Put it in place; a second call changes nothing.

    Args:
        timeout: seconds after which an action that waits is given up.
    """
    from rasa.utils.endpoints import EndpointConfig

    if getattr(EndpointConfig.request, "runs_directly", False):
        return
    make, ask = EndpointConfig.__init__, EndpointConfig.request

    def executor(self: EndpointConfig) -> Any:
        known = self.__dict__.get("_executor")
        if known is None and MODULE in self.kwargs and not self.url:
            known = self.__dict__["_executor"] = executor_of(self.kwargs[MODULE])
        return known

    def __init__(self: EndpointConfig, *arguments: Any, **options: Any) -> None:
        """Creates an `EndpointConfig` instance (see Rasa's own), with the actions that it names: a fault in them is told at the start."""
        make(self, *arguments, **options)
        executor(self)

    async def request(self: EndpointConfig, *arguments: Any, **options: Any) -> Any:
        """Ask the endpoint (see Rasa's own), or run the action that is asked for."""
        actions = executor(self)
        if actions is None:
            return await ask(self, *arguments, **options)
        return await asyncio.wait_for(actions.run(options["json"]), timeout)

    request.runs_directly = True  # type: ignore[attr-defined]  # a mark
    EndpointConfig.__init__ = __init__
    EndpointConfig.request = request


def executor_of(module: str) -> Any:
    """An executor of Rasa's SDK with the actions of `module`.

    Raises:
        RuntimeError: the module cannot be imported; the message says why.
    """
    from rasa_sdk.executor import ActionExecutor

    try:
        importlib.import_module(module)  # the executor would end the process, and say nothing
    except ImportError as error:
        raise RuntimeError(f"endpoints.yml, action_endpoint: {MODULE} {module!r} cannot be imported ({error}); name the module of your actions") from error
    executor = ActionExecutor()
    executor.register_package(module)
    return executor
