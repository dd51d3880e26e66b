"""Where the project's data lies, relative to the project's root.

`ASSISTANT_ROOT` in the environment names another root; tests use it to try broken data.
"""

from __future__ import annotations

import os
from pathlib import Path

_PROJECT = Path(__file__).resolve().parent.parent


def root() -> Path:
    """The folder that holds `facts/`, `data/`, `domain.yml` and `languages.yml`."""
    named = os.environ.get("ASSISTANT_ROOT")
    return Path(named) if named else _PROJECT
