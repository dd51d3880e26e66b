"""What a user should not have to see: the warnings of libraries about one another."""

from __future__ import annotations

import os
import sys

from assistant.engine import fixes
from assistant.engine.kernels import kernels_environment
from assistant.engine.light import without_tensorflow
from assistant.engine.patterns import keep_compiled
from assistant.paths import root

QUIET = {
    "PYTHONWARNINGS": "ignore",  # pkg_resources, SQLAlchemy 2.0, jax ...: about nine lines at each start
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "RASA_TELEMETRY_ENABLED": "false",  # a city's assistant does not report home
    "LOG_LEVEL_LIBRARIES": "ERROR",
    "PYTHONUNBUFFERED": "1",
    "OPENBLAS_NUM_THREADS": "1",  # a message is too small a sum to share: threads would wait for one another
    "OMP_NUM_THREADS": "1",
    **kernels_environment(),
}


def quiet_environment(**more: str) -> dict[str, str]:
    """The environment for a process of ours: the present one, quietened; what is already set there stays."""
    return {**QUIET, **os.environ, **more}


def be_quiet() -> None:
    """Quieten this process, and let it compile no long expression twice; call it before Rasa and spaCy are imported."""
    import warnings

    keep_compiled()

    os.environ.update({name: value for name, value in QUIET.items() if name not in os.environ})
    warnings.simplefilter("ignore")
    warnings.showwarning = lambda *_, **__: None  # some libraries set the filters anew while they are imported


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
