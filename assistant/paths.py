"""Where the project's data lies, relative to the project's root.

`ASSISTANT_ROOT` in the environment names another root; tests use it to try broken data.
"""

from __future__ import annotations

import os
from pathlib import Path


def root() -> Path:
    """The folder that holds `facts/`, `data/`, `domain.yml` and `languages.yml`."""
    return Path(os.environ.get("ASSISTANT_ROOT") or Path(__file__).resolve().parent.parent)
