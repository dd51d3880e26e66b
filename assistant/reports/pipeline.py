"""A trained model in this process, without servers: message in, what the pipeline made of it, and the reply, out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema, SchemaNode
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from assistant.conversation import Conversation
from assistant.scoring import Row, ask_set
from assistant.state import State
from assistant.understanding import KEY, Understanding

MESSAGES = "messages"  # the argument that hands a message from one component to the next


class Pipeline:
    """The NLU components of a model, in their order.

    Args:
        components: each with Rasa's `process(messages)`.
    """

    def __init__(self, components: Iterable[GraphComponent]) -> None:
        self.components = list(components)

    @classmethod
    def load(cls, archive: Path) -> Pipeline:
        """Load the components of a trained model.

        Args:
            archive: a model as Rasa packs it, `models/assistant.tar.gz`.

        Raises:
            FileNotFoundError: there is no such model; its message says how to train one.
        """
        if not archive.exists():
            raise FileNotFoundError(f"There is no model at {archive}: run `make train`.")
        with TemporaryDirectory() as folder:
            storage, metadata = LocalModelStorage.from_model_archive(Path(folder), archive)
            context = ExecutionContext(metadata.predict_schema, metadata.model_id)
            return cls(_loaded(name, node, storage, context) for name, node in _in_order(metadata.predict_schema))

    def parse(self, texts: Iterable[str]) -> list[Message]:
        """The texts as messages that have been through every component, one for each text."""
        messages = [Message(data={TEXT: text}) for text in texts]
        for component in self.components:
            messages = component.process(messages)
        return messages

    def understand(self, text: str) -> Understanding:
        """What is understood of one message."""
        return Understanding.parse_obj(self.parse([text])[0].get(KEY))


class InProcess:
    """Replies as the running assistant does: each sender a conversation of its own. An `Ask` for `assistant.scoring`.

    Args:
        pipeline: the trained model.
        conversation: what replies.
    """

    def __init__(self, pipeline: Pipeline, conversation: Conversation) -> None:
        self._pipeline = pipeline
        self._conversation = conversation
        self._states: dict[str, State] = {}
        self._understood: dict[str, Understanding] = {}

    def __call__(self, sender: str, message: str) -> dict[str, Any]:
        """The reply's `custom` object to one message of one sender."""
        if message not in self._understood:
            self._understood[message] = self._pipeline.understand(message)
        turn = self._conversation.reply(self._understood[message], self._states.get(sender, State()))
        self._states[sender] = turn.state
        return turn.reply.custom()

    def ask(self, path: Path) -> list[Row]:
        """Ask a whole question set, all its conversations new.

        Raises:
            RuntimeError: a question met a fault inside; a fault is no wrong answer, so nothing is scored then.
        """
        self._states.clear()
        rows = ask_set(path, self, threads=1)
        for row in rows:
            if "error" in row.reply:
                raise RuntimeError(f"{path.name}: {row.question!r} met {row.reply['error']}: is the model as old as the code? Run `make train`.")
        return rows


def _in_order(schema: GraphSchema) -> list[tuple[str, SchemaNode]]:
    """The components that take messages and nothing else, each after the one whose messages it takes."""
    waiting = {name: node for name, node in schema.nodes.items() if node.fn == "process" and list(node.needs) == [MESSAGES]}
    ordered: list[tuple[str, SchemaNode]] = []
    while waiting:
        ready = next(name for name, node in waiting.items() if node.needs[MESSAGES] not in waiting)
        ordered.append((ready, waiting.pop(ready)))
    return ordered


def _loaded(name: str, node: SchemaNode, storage: LocalModelStorage, context: ExecutionContext) -> GraphComponent:
    config = {**node.uses.get_default_config(), **node.config}
    return getattr(node.uses, node.constructor_name)(config=config, model_storage=storage, resource=node.resource or Resource(name), execution_context=context)
