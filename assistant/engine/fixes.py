"""What Rasa 3.6.21 must be helped with, in one place: what, why, and a guard on the version.

1. `RemoteAction._validate_action_result` calls `jsonschema.validate`, which checks the schema itself anew for each action:
   three quarters of the server's time on an answer. Here the validators are built once; an event is tried against the one of
   its 23 kinds that it names. What that refuses, or does not know, the whole schema judges: it is the same schema.
2. `all_subclasses` walks the class tree for every event of a conversation on every message. The answer is the same until a
   class is added, so it is kept, and asked for anew when a direct subclass was added.
3. A hanging action holds the conversation for five minutes (`DEFAULT_REQUEST_TIMEOUT`). Here it is given up in time for the
   visitor to be told within ten seconds.
4. `EndpointConfig.session` makes a client, and so a connection, for each call of an action. Here one is kept.
5. `DaskGraphRunner.run` cuts out, copies and schedules the graph of components anew for each message, as for work on many
   machines. Here its order is worked out once, and its components are called one after the other.
6. `RemoteAction._action_call_format` sends the action server every event of the tracker. Here it sends none: an action reads
   the slots and the latest message, and `tracker.events` is empty.
7. `Domain.is_empty` writes the whole domain out as a dictionary, for each message. Here it is asked once.
8. `RulePolicy` tries its rules twice on each message: with what was typed in the place of its intent, then with the intent.
   Here the first is left out where every rule asks for an intent, so that none can match what was typed.

How custom actions run without an action server is in `direct_actions.py`, which `apply` puts in place too.

`tests/unit/engine/test_fixes.py` fails when Rasa changes under any of them.
"""

from __future__ import annotations

import asyncio
from typing import Any

from assistant.engine.direct_actions import run_directly

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
    run_directly(ACTION_TIMEOUT)
    _run_graphs_in_order()
    _send_no_events()
    _ask_once_whether_empty()
    _leave_out_rules_by_text()


def _validate_with_one_validator() -> None:
    from jsonschema import Draft7Validator, ValidationError
    from jsonschema.validators import validator_for
    from rasa.core.actions.action import RemoteAction

    schema = RemoteAction.action_response_format_spec()
    validator = validator_for(schema, default=Draft7Validator)(schema)
    event = dict(schema["properties"]["events"]["items"])
    by_name = {kind["properties"]["event"]["const"]: Draft7Validator({**event, "allOf": [kind]}) for kind in event.pop("oneOf")}

    def is_sound(result: Any) -> bool:
        if not isinstance(result, dict):
            return False
        events, responses = result.get("events", []), result.get("responses", [])
        if not isinstance(events, list) or not isinstance(responses, list) or not all(isinstance(one, dict) for one in (*events, *responses)):
            return False
        kinds = [by_name.get(str(one.get("event"))) for one in events]
        return all(kind is not None and kind.is_valid(one) for kind, one in zip(kinds, events))

    def _validate_action_result(self: RemoteAction, result: dict[str, Any]) -> bool:
        error = None if is_sound(result) else next(iter(validator.iter_errors(result)), None)
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
    kept: dict[type, tuple[int, list[Any]]] = {}

    def all_subclasses(cls: Any) -> list[Any]:
        """All known concrete subclasses of `cls`; walked anew when `cls` has got another direct subclass."""
        direct = len(cls.__subclasses__())
        if cls not in kept or kept[cls][0] != direct:
            kept[cls] = (direct, original(cls))
        return kept[cls][1]

    all_subclasses.remembers = True  # type: ignore[attr-defined]  # a mark
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
                connector = kept[key].connector
                assert connector is not None  # only a closed session has none
                connector._keepalive_timeout = KEEP_ALIVE
            return kept[key]

        async def __aexit__(self, *_: object) -> None:
            return None

    def session(self: EndpointConfig) -> Kept:
        """A client for this endpoint, the same for every call."""
        return Kept(self)

    session.keeps = True  # type: ignore[attr-defined]  # a mark
    EndpointConfig.session = session


def _run_graphs_in_order() -> None:
    from rasa.engine.exceptions import GraphRunError
    from rasa.engine.runner.dask import DaskGraphRunner

    def run(self: DaskGraphRunner, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        """Run the graph as far as `targets` need it (see `GraphRunner.run`)."""
        wanted = targets or self._graph_schema.target_names
        plans = self.__dict__.setdefault("_plans", {})
        plan = plans.get(tuple(wanted))
        if plan is None:
            plan = plans[tuple(wanted)] = _in_order(self._graph_schema.minimal_graph_schema(wanted).nodes)
        given = inputs or {}
        results: dict[str, tuple[str, Any]] = {name: (name, value) for name, value in given.items()}
        try:
            for name, needs in plan:
                results[name] = self._instantiated_nodes[name](*(results.get(need, need) for need in needs))
        except RuntimeError as error:
            raise GraphRunError("Error running runner.") from error
        return dict(results[name] for name in wanted)

    DaskGraphRunner.run = run


def _in_order(nodes: dict[str, Any]) -> list[tuple[str, list[str]]]:
    """The nodes of a graph with what each needs, every node after those it needs; what is no node is an input."""
    waiting = {name: list(node.needs.values()) for name, node in nodes.items()}
    order: list[tuple[str, list[str]]] = []
    while waiting:
        ready = next(name for name, needs in waiting.items() if not any(need in waiting for need in needs))
        order.append((ready, waiting.pop(ready)))
    return order


def _send_no_events() -> None:
    from rasa.core.actions.action import RemoteAction
    from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity

    if getattr(RemoteAction._action_call_format, "sends_no_events", False):
        return
    original = RemoteAction._action_call_format

    class WithoutEvents:
        """What an action is called with asks a tracker for one thing only: its state with all events."""

        def __init__(self, tracker: DialogueStateTracker) -> None:
            self.sender_id = tracker.sender_id
            self._tracker = tracker

        def current_state(self, _: EventVerbosity) -> dict[str, Any]:
            return {**self._tracker.current_state(EventVerbosity.NONE), "events": []}

    def _action_call_format(self: RemoteAction, tracker: DialogueStateTracker, domain: Any) -> dict[str, Any]:
        """Create the request to the action server (see Rasa's own)."""
        return original(self, WithoutEvents(tracker), domain)

    _action_call_format.sends_no_events = True  # type: ignore[attr-defined]  # a mark
    RemoteAction._action_call_format = _action_call_format


def _ask_once_whether_empty() -> None:
    from rasa.shared.core.domain import Domain

    if getattr(Domain.is_empty, "asked_once", False):
        return
    original = Domain.is_empty

    def is_empty(self: Domain) -> bool:
        """Whether nothing stands in the domain; a domain does not change once it is loaded."""
        known = self.__dict__.get("_is_empty")
        if known is None:
            known = self.__dict__["_is_empty"] = original(self)
        return known

    is_empty.asked_once = True  # type: ignore[attr-defined]  # a mark
    Domain.is_empty = is_empty


def _leave_out_rules_by_text() -> None:
    from rasa.core.policies.rule_policy import RULES, RulePolicy
    from rasa.shared.core.constants import ACTION_LISTEN_NAME, PREVIOUS_ACTION, USER
    from rasa.shared.nlu.constants import ACTION_NAME, INTENT

    if getattr(RulePolicy._find_action_from_rules, "leaves_out", False):
        return
    original = RulePolicy._find_action_from_rules

    def asks_for_an_intent(self: RulePolicy, rule: str) -> bool:
        now = self._rule_key_to_state(rule)[-1]
        return bool(now.get(USER, {}).get(INTENT)) or now.get(PREVIOUS_ACTION, {}).get(ACTION_NAME, ACTION_LISTEN_NAME) != ACTION_LISTEN_NAME

    def _find_action_from_rules(self: RulePolicy, tracker: Any, domain: Any, use_text_for_last_user_input: bool) -> Any:
        """Predicts the next action based on the memoized rules (see Rasa's own)."""
        if use_text_for_last_user_input and not tracker.active_loop_name:
            rules = self.lookup[RULES]
            if self.__dict__.get("_rules_looked_at") is not rules:
                self._rules_looked_at, self._by_intent = rules, all(asks_for_an_intent(self, rule) for rule in rules)
            if self._by_intent:
                return None, None, False
        return original(self, tracker, domain, use_text_for_last_user_input)

    _find_action_from_rules.leaves_out = True  # type: ignore[attr-defined]  # a mark
    RulePolicy._find_action_from_rules = _find_action_from_rules
