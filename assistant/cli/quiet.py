"""What a user should not have to see: the warnings of libraries about one another."""

from __future__ import annotations

import os
import re
import sys
import warnings
from typing import Any

from assistant.engine import fixes
from assistant.engine.kernels import kernels_environment
from assistant.engine.light import without_tensorflow
from assistant.engine.patterns import keep_compiled
from assistant.paths import root

QUIET = {
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "RASA_TELEMETRY_ENABLED": "false",  # a city's assistant does not report home
    "LOG_LEVEL_LIBRARIES": "ERROR",
    "PYTHONUNBUFFERED": "1",
    "OPENBLAS_NUM_THREADS": "1",  # a message is too small a sum to share: threads would wait for one another
    "OMP_NUM_THREADS": "1",
    **kernels_environment(),
}

# What libraries warn of about one another, and nobody who runs the assistant can do anything about: how the warning begins, and the module that warns,
# both as regular expressions without a colon. Any other warning is shown.
KNOWN_WARNINGS = (
    (r"'\w+' deprecated - use '\w+'", r"packaging\b"),  # it calls pyparsing by names that the pinned one is about to drop
    (r"'\w+' deprecated - use '\w+'", r"matplotlib\b"),  # so does it
    (r"pkg_resources is deprecated as an API", r"(rasa|apscheduler)\b"),  # of setuptools, which both look up versions with
    (r"Deprecated call to `pkg_resources\.declare_namespace", r"pkg_resources\b"),  # for packages in parts, as ruamel and mpl_toolkits are
    (r"the load_module\(\) method is deprecated", r"importlib\._bootstrap"),  # an old way to import, going with Python 3.12
    (r"Calling URL\(\) directly is deprecated", r"rasa\.core\.tracker_store"),  # Rasa's way with SQLAlchemy 1.4, which is pinned
    (r"distutils Version classes are deprecated", r"sanic_cors\b"),  # it compares versions by them
    (r"jax\.xla_computation is deprecated", r"tensorflow\.lite"),  # which Rasa never comes to
    (r"non-integer arguments to randrange\(\)", r"random\b"),  # asked for by TensorFlow's Rasa, as `make baseline` and `make bench` train it
    (r"Slot auto-fill has been removed in 3\.0", r"rasa\.shared\.core\.slot_mappings"),  # said of every domain that is validated
)


def quiet_environment(**more: str) -> dict[str, str]:
    """The environment for a process of ours: the present one, quietened; what is already set there stays."""
    return {**QUIET, **os.environ, **more}


def be_quiet() -> None:
    """Quieten this process, and let it compile no long expression twice; call it before Rasa and spaCy are imported."""
    keep_compiled()
    os.environ.update({name: value for name, value in QUIET.items() if name not in os.environ})
    show = warnings.showwarning

    def show_unknown(message: Warning | str, category: type[Warning], filename: str, lineno: int, *more: Any, **named: Any) -> None:
        """Show a warning, unless it is known (see `warnings.showwarning`)."""
        if not is_known(str(message), filename):
            show(message, category, filename, lineno, *more, **named)

    # Here and not by `warnings.filterwarnings`: some libraries set the filters anew while they are imported.
    warnings.showwarning = show_unknown


def is_known(message: str, filename: str) -> bool:
    """Whether a warning is one of `KNOWN_WARNINGS`, given the file of the module that warns."""
    module = re.sub(r"[/\\]", ".", filename)
    return any(re.match(text, message) and re.search(rf"(?<!\w){where}", module) for text, where in KNOWN_WARNINGS)


def main() -> None:
    """`python -m assistant.cli.quiet run ...` is `rasa run ...` without those warnings, helped, and without TensorFlow where it is not used."""
    be_quiet()
    if sys.argv[1:2] == ["run"]:
        without_tensorflow(root())
        fixes.apply()
    elif sys.argv[1:2] == ["train"]:
        without_tensorflow(root(), training=True)
    from rasa.__main__ import main as rasa

    rasa()


if __name__ == "__main__":
    main()
