"""`make run`: start the assistant, say where it listens, keep it running until it is stopped."""

from __future__ import annotations

import os
import signal
import sys

from assistant.cli.server import LOOPBACK, CannotStart, Server, port_from_environment


def run(host: str | None = None) -> int:
    """Run until interrupted, terminated or left alone by its terminal; a server that ends by itself is told.

    Args:
        host: address to listen on; else what `HOST` names, else loopback. Where `ACTION_ENDPOINT` names an action server, the
            actions are run there.
    """
    signal.signal(signal.SIGTERM, _interrupt)
    if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # `nohup make run` outlasts its terminal
        signal.signal(signal.SIGHUP, _interrupt)
    try:
        server = Server(port_from_environment(), host or os.environ.get("HOST") or LOOPBACK, action_url=os.environ.get("ACTION_ENDPOINT", ""))
        print("Starting ...", flush=True)
        with server:
            print(
                f"\nThe assistant is at {server.url}/ in six languages: open it in a browser, or ask from here:\n\n"
                f'  curl {server.url}/webhooks/rest/webhook -d \'{{"sender": "me", "message": "Who led the mission?"}}\'\n\n'
                "Stop it with Ctrl-C.",
                flush=True,
            )
            code = server.wait()
            print(f"The Rasa server ended with code {code}; what went wrong stands above.", file=sys.stderr)
            return 1
    except CannotStart as error:
        print(f"The assistant could not start: {error}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.")
        return 0


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt
