"""The assistant as `make run` starts it, with conversations of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.cli.server import Server


@pytest.fixture(scope="session")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("conversations")
    with Server(database=str(folder / "conversations.db"), logs=folder / "logs") as server:
        yield server.url
