"""`make profile`: where a message's time goes, as a flame graph of the Rasa server while it answers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.cli.bench import questions
from assistant.cli.server import CannotStart, Server
from assistant.paths import root
from assistant.reports.load import alone

OUT = Path("evaluation") / "out" / "profile.svg"
SECONDS = 20
SAMPLES_A_SECOND = 250


def profile() -> int:
    """Start the assistant, ask it questions one after another while py-spy looks on; returns the exit code."""
    target = root() / OUT
    target.parent.mkdir(parents=True, exist_ok=True)
    asked = questions()
    try:
        with TemporaryDirectory() as name, Server(database=str(Path(name) / "conversations.db"), logs=Path(name) / "logs") as server:
            alone(server.port, asked, 30)  # what is loaded at first use is loaded
            assert server.process is not None
            spy = str(Path(sys.executable).with_name("py-spy"))
            command = [spy, "record", "--pid", str(server.process.pid), "--output", str(target), "--duration", str(SECONDS), "--rate", str(SAMPLES_A_SECOND)]
            looking = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
            while looking.poll() is None:
                alone(server.port, asked, 20)
            if looking.returncode:
                print(f"py-spy could not look on: {looking.stderr.read() if looking.stderr else ''}", file=sys.stderr)
                return 1
    except CannotStart as error:
        print(f"The assistant could not start: {error}.", file=sys.stderr)
        return 1
    print(f"The flame graph is in {OUT}: open it in a browser; wide is slow.")
    return 0
