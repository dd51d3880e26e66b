"""Which warnings of libraries about one another nobody sees."""

from __future__ import annotations

import subprocess
import sys

import pytest

from assistant.cli.quiet import is_known
from assistant.paths import root


@pytest.mark.parametrize(
    "message, filename, known",
    [
        ("'parseString' deprecated - use 'parse_string'", "/venv/lib/python3.10/site-packages/packaging/requirements.py", True),
        ("'parseString' deprecated - use 'parse_string'", "/project/assistant/forms.py", False),  # of ours
        ("invalid value encountered in divide", "/venv/lib/python3.10/site-packages/packaging/requirements.py", False),
        ("the load_module() method is deprecated and slated for removal", "<frozen importlib._bootstrap>", True),
        ("non-integer arguments to randrange() have been deprecated", "/usr/lib/python3.10/random.py", True),
        ("non-integer arguments to randrange() have been deprecated", "/project/assistant/atrandom.py", False),
        ("Calling URL() directly is deprecated", "C:\\venv\\rasa\\core\\tracker_store.py", True),
    ],
)
def test_a_warning_is_known_by_its_beginning_and_its_module(message: str, filename: str, known: bool) -> None:
    assert is_known(message, filename) is known


def test_only_known_warnings_are_left_out_though_a_library_sets_the_filters_anew() -> None:
    code = """
import warnings
from assistant.cli.quiet import be_quiet
be_quiet()
warnings.simplefilter("always")
warnings.warn_explicit("distutils Version classes are deprecated.", DeprecationWarning, "sanic_cors/extension.py", 39)
warnings.warn_explicit("something new", DeprecationWarning, "sanic_cors/extension.py", 40)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=root(), capture_output=True, text=True, check=True)
    told = [line for line in done.stderr.splitlines() if "Warning: " in line]
    assert told == ["sanic_cors/extension.py:40: DeprecationWarning: something new"]
