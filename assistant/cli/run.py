"""`make run`: start the assistant, say where it listens, keep it running until it is stopped."""

from __future__ import annotations

import os
import signal
import sys
import time

from assistant.cli.servers import LOOPBACK, CannotStart, Servers, port_from_environment


def run(host: str | None = None) -> int:
    """Run until interrupted or terminated; a server that ends by itself is told, the action server is started again."""
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        servers = Servers(port_from_environment(), host or os.environ.get("HOST") or LOOPBACK)
        print("Starting ...", flush=True)
        with servers:
            print(
                f"\nThe assistant is at {servers.url}/ in six languages: open it in a browser, or ask from here:\n\n"
                f'  curl {servers.url}/webhooks/rest/webhook -d \'{{"sender": "me", "message": "Who led the mission?"}}\'\n\n'
                "Stop it with Ctrl-C.",
                flush=True,
            )
            return _watch(servers)
    except CannotStart as error:
        print(f"The assistant could not start: {error}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.")
        return 0


def _watch(servers: Servers) -> int:
    while True:
        time.sleep(0.5)
        if servers.rasa and servers.rasa.poll() is not None:
            print(f"The Rasa server ended with code {servers.rasa.returncode}; what went wrong stands above.", file=sys.stderr)
            return 1
        if servers.actions and servers.actions.poll() is not None:
            print(f"The action server ended with code {servers.actions.returncode}; starting it again.", file=sys.stderr, flush=True)
            servers.start_actions()


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt
