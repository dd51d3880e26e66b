"""Compiled regular expressions kept on disk, where they are long.

spaCy compiles one expression of 1.5 million characters whenever its French is imported: 3 s, a fifth of the time that the
assistant takes to start. Python keeps no compiled expression beyond a process. Here what its compiler makes of a long one is kept
in `.rasa/patterns`, under a digest of the expression, its flags and Python's version; anything amiss there, and it is compiled
as ever. `tests/unit/engine/test_patterns.py` fails when Python's `re` changes under it.
"""

from __future__ import annotations

import _sre
import hashlib
import marshal
import os
import re
import sre_compile
import sre_parse
import sys
from pathlib import Path
from typing import Any

from assistant.paths import root

FOLDER = Path(".rasa") / "patterns"
LONG = 20_000  # characters; below, compiling takes a few milliseconds


def keep_compiled() -> None:
    """Let `re` take long expressions from disk; a second call changes nothing."""
    if hasattr(sre_compile.compile, "original"):
        return
    original = sre_compile.compile

    def compile(p: Any, flags: int = 0) -> re.Pattern[Any]:
        """Compile a regular expression (see `re.compile`)."""
        if not isinstance(p, str) or len(p) < LONG or flags & re.DEBUG:
            return original(p, flags)
        file = root() / FOLDER / hashlib.sha256(repr((sys.version, int(flags), p)).encode()).hexdigest()
        try:
            return _sre.compile(p, *marshal.loads(file.read_bytes()))
        except (OSError, EOFError, TypeError, ValueError, RuntimeError):  # none is kept, or it is damaged
            made = _made_of(p, flags)
            _write(file, marshal.dumps(made))
            return _sre.compile(p, *made)

    compile.original = original  # type: ignore[attr-defined]  # a mark, and the way back
    sre_compile.compile = compile


def _made_of(pattern: str, flags: int) -> tuple[int, list[int], int, dict[str, int], tuple[str | None, ...]]:
    """What Python's compiler makes of an expression, as `sre_compile.compile` hands it to the engine."""
    parsed = sre_parse.parse(pattern, flags)
    names = dict(parsed.state.groupdict)
    of_group = {number: name for name, number in names.items()}
    code = [int(number) for number in sre_compile._code(parsed, flags)]  # type: ignore[attr-defined]  # not a public name
    return int(flags | parsed.state.flags), code, parsed.state.groups - 1, names, tuple(of_group.get(i) for i in range(parsed.state.groups))


def _write(file: Path, content: bytes) -> None:
    """Write a file whole or not at all: several processes start at once. Where it cannot be written, nothing is kept."""
    part = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
        part.replace(file)
    except OSError:
        return
