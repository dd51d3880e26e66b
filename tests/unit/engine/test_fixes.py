"""What Rasa must be helped with; these fail when Rasa changes under it."""

from __future__ import annotations

import ast
import asyncio
import hashlib
import importlib.util
import inspect
import threading
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import aiohttp
import pytest
import rasa
import rasa.core.actions.action as action
import rasa.core.channels.rest as rest
import rasa.core.policies.rule_policy as rule_policy
import rasa.core.processor as processor
import rasa.engine.runner.dask as dask_runner
import rasa.shared.core.domain as shared_domain
import rasa.shared.utils.common as common
import rasa.utils.endpoints as endpoints
from aiohttp import web
from jsonschema import Draft7Validator, ValidationError
from rasa.core.training import load_data
from rasa.engine.exceptions import GraphComponentException, GraphRunError
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema, SchemaNode
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered
from rasa.shared.core.slots import AnySlot
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa.shared.utils.schemas.events import EVENT_SCHEMA
from sanic.config import DEFAULT_CONFIG

from assistant.engine import direct_actions, fixes

# What `fixes.apply` puts something else in the place of.
PATCHED = [
    (action.RemoteAction, "_validate_action_result"),
    (action, "DEFAULT_REQUEST_TIMEOUT"),
    (common, "all_subclasses"),
    (endpoints.EndpointConfig, "session"),
    (dask_runner.DaskGraphRunner, "run"),
    (action.RemoteAction, "_action_call_format"),
    (Domain, "is_empty"),
    (rule_policy.RulePolicy, "_find_action_from_rules"),
    (endpoints.EndpointConfig, "__init__"),
    (endpoints.EndpointConfig, "request"),
]


def source_of(module: ModuleType, name: str) -> str:
    """A definition as it stands in Rasa's file, whatever has been put in its place since."""
    text = inspect.getsource(module)
    node: ast.AST = ast.parse(text)
    for part in name.split("."):
        node = next(child for child in node.body if getattr(child, "name", None) == part)
    return str(ast.get_source_segment(text, node))


@pytest.mark.parametrize(
    "module, name, digest",
    [
        (action, "RemoteAction._validate_action_result", "24da0f6bdeb2d44f"),
        (action, "RemoteAction.run", "b530fc5a6789c82f"),
        (common, "all_subclasses", "55ff0c71e7e3e3de"),
        (rest, "RestInput.blueprint", "adab74a107316c52"),
        (processor, "MessageProcessor.parse_message", "1cd8ac2218759de2"),
        (endpoints, "EndpointConfig.session", "f6136492eac7ede3"),
        (endpoints, "EndpointConfig.__init__", "98fc23d8a60f7730"),
        (endpoints, "EndpointConfig.request", "bc49eb77a158ac1e"),
        (dask_runner, "DaskGraphRunner.run", "ce0438b9b8e79330"),
        (action, "RemoteAction._action_call_format", "b8da18ca9f78d3ae"),
        (shared_domain, "Domain.is_empty", "95485f444497dba7"),
        (rule_policy, "RulePolicy._find_action_from_rules", "9a6c28d7af23def6"),
        (rule_policy, "RulePolicy._predict", "d0f079b86973bf96"),
        (rule_policy, "RulePolicy._is_rule_applicable", "c60740c10d00a4cf"),
    ],
)
def test_rasa_is_what_the_fixes_were_written_for(module: ModuleType, name: str, digest: str) -> None:
    source = source_of(module, name)
    assert hashlib.sha256(source.encode()).hexdigest()[:16] == digest, (
        f"{module.__name__}.{name} has changed; look at assistant/engine/fixes.py and channels/rest.py:\n{source}"
    )


def test_the_version_is_the_one_installed() -> None:
    assert rasa.__version__ == fixes.VERSION


def test_a_hanging_action_is_given_up_by_the_name_that_rasa_reads() -> None:
    assert "timeout=DEFAULT_REQUEST_TIMEOUT" in source_of(action, "RemoteAction.run")
    assert fixes.ACTION_TIMEOUT < 10


@pytest.fixture
def applied(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fixes, taken back after the test."""
    for owner, name in PATCHED:
        monkeypatch.setattr(owner, name, getattr(owner, name))
    fixes.apply()


def test_every_fix_is_taken_back_after_a_test() -> None:
    sources = map(inspect.getsource, (fixes, direct_actions))
    functions = [node for source in sources for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]
    assigned = set()
    for function in functions:
        imported = {alias.asname or alias.name for node in ast.walk(function) if isinstance(node, (ast.Import, ast.ImportFrom)) for alias in node.names}
        targets = [target for node in ast.walk(function) if isinstance(node, ast.Assign) for target in node.targets]
        assigned |= {target.attr for target in targets if isinstance(target, ast.Attribute) and getattr(target.value, "id", None) in imported}
    assert assigned == {name for _, name in PATCHED}


@pytest.fixture
def remote() -> action.RemoteAction:
    return action.RemoteAction("action_reply", None)


@pytest.mark.parametrize(
    "result", [{"events": [], "responses": []}, {"events": [{"event": "slot", "name": "language", "value": "nl"}], "responses": [{"text": "x", "custom": {}}]}]
)
def test_a_sound_result_is_taken(applied: None, remote: action.RemoteAction, result: dict) -> None:
    assert remote._validate_action_result(result) is True


@pytest.mark.parametrize("result", [None, [], "x", {"events": "x"}, {"responses": {}}, {"events": [{"name": "x"}]}])
def test_a_result_that_rasa_refuses_is_refused_just_as_well(applied: None, remote: action.RemoteAction, result: object) -> None:
    with pytest.raises(ValidationError, match="Failed to validate"):
        remote._validate_action_result(result)


KINDS = {kind["properties"]["event"]["const"]: kind for kind in EVENT_SCHEMA["oneOf"]}
VALUES = ("x", 1, None, True, [], ["x"], {}, {"name": "x"}, [{"entity": "x", "value": 1}], [{"value": 1}])


def events_of_every_kind() -> list[Any]:
    """Events of each kind, and of none, with every field of every kind in turn right and wrong."""
    fields = sorted({field for kind in KINDS.values() for field in kind["properties"]} | {"timestamp", "metadata"})
    bare = [{"event": name} for name in (*KINDS, "unheard of", None, 1, ["slot"])]
    full = [{"event": name, **{field: "x" for field in KINDS[name].get("required", [])}} for name in KINDS]
    varied = [{**event, field: value} for event in full for field in fields if field != "event" for value in VALUES]
    return [*bare, *full, *varied, {"name": "x"}, "slot", None]


def test_an_event_is_judged_as_rasas_whole_schema_judges_it(applied: None, remote: action.RemoteAction) -> None:
    whole = Draft7Validator(remote.action_response_format_spec())
    judged = []
    for event in events_of_every_kind():
        result = {"events": [event], "responses": []}
        sound = whole.is_valid(result)
        judged.append(sound)
        if sound:
            assert remote._validate_action_result(result) is True, event
        else:
            with pytest.raises(ValidationError):
                remote._validate_action_result(result)
    assert judged.count(True) > 500 < judged.count(False)


def test_every_kind_of_event_has_a_name_of_its_own() -> None:
    assert len(KINDS) == len(EVENT_SCHEMA["oneOf"]) == 23


# -- what leaves for the action server ----------------------------------------------------------------------------------------


def test_an_action_is_called_as_by_rasa_but_for_the_events(monkeypatch: pytest.MonkeyPatch, remote: action.RemoteAction) -> None:
    said = [UserUttered("who?", intent={"name": "question"}), ActionExecuted("action_reply"), SlotSet("language", "nl"), BotUttered("he")]
    tracker = DialogueStateTracker.from_events("visitor", said, slots=[AnySlot("language", mappings=[{}])])
    plain = remote._action_call_format(tracker, Domain.empty())
    monkeypatch.setattr(action.RemoteAction, "_action_call_format", action.RemoteAction._action_call_format)
    fixes._send_no_events()
    called = remote._action_call_format(tracker, Domain.empty())
    assert len(plain["tracker"].pop("events")) == len(said)
    assert called["tracker"].pop("events") == []
    assert called == plain
    assert called["tracker"]["latest_message"]["text"] == "who?"
    assert called["tracker"]["slots"] == {"language": "nl"}


def test_an_action_is_not_sent_the_domain(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ACTION_ENDPOINT", "TRACKER_DB"):
        monkeypatch.setenv(name, "http://127.0.0.1:1/webhook")
    endpoint = endpoints.read_endpoint_config("endpoints.yml", "action_endpoint")
    call = action.RemoteAction("action_reply", endpoint)._action_call_format(DialogueStateTracker("visitor", []), Domain.load("domain.yml"))
    assert set(call) == {"next_action", "sender_id", "tracker", "version"}


def test_a_state_without_events_is_what_rasa_calls_none() -> None:
    assert DialogueStateTracker("visitor", []).current_state(EventVerbosity.NONE)["events"] is None


def test_a_domain_is_written_out_once_to_know_whether_it_is_empty(applied: None, monkeypatch: pytest.MonkeyPatch) -> None:
    full, empty, written = Domain.from_yaml("intents: [greet]"), Domain.empty(), []
    original = Domain.as_dict
    monkeypatch.setattr(Domain, "as_dict", lambda self: written.append(self) or original(self))
    assert [full.is_empty() for _ in range(5)] == [False] * 5
    assert [empty.is_empty() for _ in range(5)] == [True] * 5
    assert sum(one is full for one in written) == 1


def test_applying_twice_changes_nothing(applied: None) -> None:
    first = {name: getattr(owner, name) for owner, name in PATCHED if name in ("all_subclasses", "session")}
    fixes.apply()
    assert {name: getattr(owner, name) for owner, name in PATCHED if name in first} == first
    assert action.DEFAULT_REQUEST_TIMEOUT == fixes.ACTION_TIMEOUT


def test_a_new_subclass_is_found(applied: None) -> None:
    class Base:
        pass

    class One(Base):
        pass

    assert common.all_subclasses(Base) == [One]

    class Two(Base):
        pass

    assert set(common.all_subclasses(Base)) == {One, Two}


def test_another_version_of_rasa_is_refused_in_plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rasa, "__version__", "3.7.0")
    with pytest.raises(RuntimeError, match=r"written for Rasa 3\.6\.21; 3\.7\.0 is installed\. Check each"):
        fixes.apply()


# -- connections --------------------------------------------------------------------------------------------------------------


class ActionServer:
    """Answers every call with the number of the client's port: the same number, the same connection."""

    def __init__(self) -> None:
        self.asked: list[dict] = []
        self.status = 200
        self.url = ""

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(await request.json())
        return web.json_response({"port": request.transport.get_extra_info("peername")[1]}, status=self.status)


@pytest.fixture
async def server() -> AsyncIterator[ActionServer]:
    serving, application = ActionServer(), web.Application()
    application.router.add_post("/webhook", serving.answer)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    serving.url = f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}/webhook"
    yield serving
    await runner.cleanup()


async def client_of(endpoint: endpoints.EndpointConfig) -> aiohttp.ClientSession:
    async with endpoint.session() as session:
        return session


async def test_calls_of_one_endpoint_share_a_connection_that_stays_open(applied: None, server: ActionServer) -> None:
    endpoint = endpoints.EndpointConfig(server.url)
    ports = {(await endpoint.request(json={"call": number}))["port"] for number in range(3)}
    session = await client_of(endpoint)
    assert len(ports) == 1
    assert not session.closed
    assert server.asked == [{"call": 0}, {"call": 1}, {"call": 2}]
    await session.close()


async def test_calls_at_the_same_time_do_not_wait_for_one_another(applied: None, server: ActionServer) -> None:
    endpoint = endpoints.EndpointConfig(server.url)
    answers = await asyncio.gather(*(endpoint.request(json={"call": number}) for number in range(5)))
    assert len({answer["port"] for answer in answers}) == 5
    assert sorted(asked["call"] for asked in server.asked) == list(range(5))
    await (await client_of(endpoint)).close()


async def test_a_call_that_failed_leaves_the_client_open(applied: None, server: ActionServer) -> None:
    endpoint, server.status = endpoints.EndpointConfig(server.url), 500
    with pytest.raises(endpoints.ClientResponseError):
        await endpoint.request(json={})
    server.status = 200
    assert (await endpoint.request(json={}))["port"]
    await (await client_of(endpoint)).close()


async def test_an_endpoint_has_its_own_client_in_each_loop(applied: None) -> None:
    endpoint, other = endpoints.EndpointConfig("http://127.0.0.1:1/a"), endpoints.EndpointConfig("http://127.0.0.1:1/b")
    here = await client_of(endpoint)
    assert await client_of(endpoint) is here
    assert await client_of(endpoints.EndpointConfig(endpoint.url)) is here
    beside = await client_of(other)
    elsewhere: list[aiohttp.ClientSession] = []
    thread = threading.Thread(target=lambda: elsewhere.append(asyncio.run(client_of(endpoint))))
    thread.start()
    thread.join()
    assert len({id(session) for session in (here, beside, *elsewhere)}) == 3
    for session in (here, beside, *elsewhere):
        await session.close()


async def test_a_client_that_was_closed_is_made_anew(applied: None) -> None:
    endpoint = endpoints.EndpointConfig("http://127.0.0.1:1/c", headers={"X-Test": "kept"})
    first = await client_of(endpoint)
    await first.close()
    second = await client_of(endpoint)
    assert second is not first
    assert not second.closed
    assert second.headers["X-Test"] == "kept"
    await second.close()


def test_a_loop_that_is_over_leaves_no_client_to_the_next(applied: None) -> None:
    endpoint = endpoints.EndpointConfig("http://127.0.0.1:1/d")

    async def loop_of_the_client() -> tuple[object, object]:
        session = await client_of(endpoint)
        return session._loop, asyncio.get_running_loop()

    assert all(of_client is running for of_client, running in (asyncio.run(loop_of_the_client()) for _ in range(20)))


async def test_an_idle_connection_is_given_up_before_the_action_server_gives_it_up(applied: None) -> None:
    session = await client_of(endpoints.EndpointConfig("http://127.0.0.1:1/e"))
    assert session.connector._keepalive_timeout == fixes.KEEP_ALIVE < DEFAULT_CONFIG["KEEP_ALIVE_TIMEOUT"]
    await session.close()


# -- graphs -------------------------------------------------------------------------------------------------------------------


class Step(GraphComponent):
    """Adds up what it is given and its own number; notes that it ran."""

    ran: list[str] = []

    def __init__(self, config: dict) -> None:
        self._config = config

    @classmethod
    def create(cls, config: dict, model_storage: object, resource: object, execution_context: ExecutionContext) -> Step:
        return cls({**config, "name": execution_context.node_name})

    def add(self, **given: int) -> int:
        Step.ran.append(self._config["name"])
        return self._config["number"] + sum(given.values())

    def fail(self, **given: int) -> int:
        raise ZeroDivisionError("a fault inside")


def step(number: int, fn: str = "add", target: bool = False, **needs: str) -> SchemaNode:
    return SchemaNode(needs=needs, uses=Step, constructor_name="create", fn=fn, config={"number": number}, eager=True, is_target=target)


# The nodes stand against their order on purpose; "broken" fails, but only what needs it.
GRAPH = {
    "last": step(1000, target=True, left="middle", right="other", start="__given__"),
    "other": step(100, start="__given__"),
    "middle": step(10, start="first"),
    "first": step(1, start="__given__"),
    "aside": step(5, target=True),
    "broken": step(0, fn="fail", start="first"),
    "after_broken": step(0, start="broken"),
}


@pytest.fixture(params=["dask", "in order"])
def runner(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A runner of `GRAPH`: Rasa's own, from its file as it stands, or the one of the fixes."""
    specification = importlib.util.spec_from_file_location("rasas_own_runner", dask_runner.__file__)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    if request.param == "in order":
        monkeypatch.setattr(dask_runner, "DaskGraphRunner", module.DaskGraphRunner)
        fixes._run_graphs_in_order()
    assert module.DaskGraphRunner.run.__module__ == (fixes.__name__ if request.param == "in order" else module.__name__)
    schema = GraphSchema(GRAPH)
    Step.ran.clear()
    return module.DaskGraphRunner.create(schema, None, ExecutionContext(schema))


@pytest.mark.parametrize(
    "targets, result, ran",
    [
        (None, {"last": 1132, "aside": 5}, {"first", "middle", "other", "last", "aside"}),
        ([], {"last": 1132, "aside": 5}, {"first", "middle", "other", "last", "aside"}),
        (["middle"], {"middle": 18}, {"first", "middle"}),
        (["other", "first"], {"other": 107, "first": 8}, {"first", "other"}),
        (["first", "middle"], {"first": 8, "middle": 18}, {"first", "middle"}),
        (["aside"], {"aside": 5}, {"aside"}),
        (["__given__"], {"__given__": 7}, set()),
        (["aside", "__given__"], {"aside": 5, "__given__": 7}, {"aside"}),
    ],
)
def test_a_graph_is_run_as_far_as_its_targets_need_it_each_node_once(runner: Any, targets: list[str] | None, result: dict, ran: set[str]) -> None:
    assert runner.run({"__given__": 7}, targets) == result
    assert sorted(Step.ran) == sorted(ran)


def test_what_one_run_was_given_is_not_left_to_the_next(runner: Any) -> None:
    assert runner.run({"__given__": 1}, ["first"]) == {"first": 2}
    assert runner.run({"__given__": 2}, ["first"]) == {"first": 3}
    assert runner.run(targets=["aside"]) == {"aside": 5}


@pytest.mark.parametrize("target", ["broken", "after_broken"])
def test_a_components_fault_is_told_as_rasa_tells_it(runner: Any, target: str) -> None:
    with pytest.raises(GraphComponentException, match="for node broken") as told:
        runner.run({"__given__": 7}, [target])
    assert isinstance(told.value.__cause__, ZeroDivisionError)


def test_a_fault_of_the_run_itself_is_a_graph_run_error(runner: Any) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("no more threads")

    runner._instantiated_nodes["middle"] = fail
    with pytest.raises(GraphRunError, match="Error running runner") as told:
        runner.run({"__given__": 7})
    assert str(told.value.__cause__) == "no more threads"


def test_an_input_that_is_missing_is_told_with_the_node_that_needs_it(runner: Any) -> None:
    with pytest.raises(GraphRunError, match="Missing input to run node 'first'"):
        runner.run(targets=["middle"])


def test_a_runner_of_one_graph_knows_nothing_of_anothers(runner: Any) -> None:
    schema = GraphSchema({"first": step(50, target=True)})
    other = type(runner).create(schema, None, ExecutionContext(schema))
    assert runner.run({"__given__": 7}, ["first"]) == {"first": 8}
    assert other.run(targets=["first"]) == {"first": 50}


# -- rules --------------------------------------------------------------------------------------------------------------------


def rules(*steps: str) -> str:
    """Rules in Rasa's format, each of one step of the user's and one action."""
    return "version: '3.1'\nrules:\n" + "".join(f"- rule: rule {i}\n  steps:\n  - {step}\n  - action: action_reply\n" for i, step in enumerate(steps))


def policy_of(folder: Path, text: str) -> tuple[rule_policy.RulePolicy, Domain]:
    """A policy trained on rules."""
    (folder / "rules.yml").write_text(text, "utf-8")
    domain = Domain.from_yaml("{version: '3.1', intents: [question, thanks], actions: [action_reply]}")
    trackers = load_data(str(folder / "rules.yml"), domain)
    (folder / "model").mkdir()
    storage = LocalModelStorage.create(folder / "model")
    context = ExecutionContext(GraphSchema({}), "test")
    policy = rule_policy.RulePolicy.create(rule_policy.RulePolicy.get_default_config(), storage, Resource("rules"), context)
    policy.train(trackers, domain)
    return policy, domain


def after(intent: str, *later: Any) -> DialogueStateTracker:
    """A conversation in which something was said, and what came of it."""
    events = [ActionExecuted("action_session_start"), ActionExecuted("action_listen"), UserUttered("who led it?", intent={"name": intent}), *later]
    return DialogueStateTracker.from_events("visitor", events)


@pytest.mark.parametrize(
    "text, tried",
    [
        (rules("intent: question"), [False]),
        (rules("intent: question", "user: good evening"), [True, False]),
    ],
)
def test_rules_are_tried_by_text_only_where_one_has_a_text(
    applied: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str, tried: list[bool]
) -> None:
    policy, domain = policy_of(tmp_path, text)
    asked: list[bool] = []
    states = policy._prediction_states
    monkeypatch.setattr(policy, "_prediction_states", lambda *given, **named: asked.append(given[2]) or states(*given, **named))
    policy.predict_action_probabilities(after("question"), domain)
    assert asked == tried


@pytest.mark.parametrize("text", [rules("intent: question"), rules("user: who led it?", "intent: thanks"), rules("intent: thanks")])
@pytest.mark.parametrize("later", [[], [ActionExecuted("action_reply")]])
def test_what_the_rules_say_is_what_rasa_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str, later: list[Any]) -> None:
    policy, domain = policy_of(tmp_path, text)
    plain = policy.predict_action_probabilities(after("question", *later), domain)
    monkeypatch.setattr(rule_policy.RulePolicy, "_find_action_from_rules", rule_policy.RulePolicy._find_action_from_rules)
    fixes._leave_out_rules_by_text()
    assert policy.predict_action_probabilities(after("question", *later), domain) == plain
