"""`make train`: train the model, unless nothing it depends on has changed."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

from assistant.cli.quiet import quiet_environment
from assistant.paths import root

MODEL = Path("models") / "assistant.tar.gz"
# What a model may depend on: all that lies beside the components counts, since they import from there. What has a folder of its own (actions, channels)
# reads the same data, but no model changes by it.
INPUTS = ("config.yml", "domain.yml", "languages.yml", "requirements.txt", "facts/*.yml", "data/**/*.yml", "assistant/*.py", "assistant/nlu/*.py")


def fingerprint(folder: Path) -> str:
    """A digest of everything a model depends on, below `folder`."""
    digest = hashlib.sha256()
    for pattern in INPUTS:
        for path in sorted(folder.glob(pattern)):
            digest.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def train(force: bool = False) -> int:
    """Train if needed; returns the exit code. The model lies in `models/assistant.tar.gz`, its fingerprint beside it."""
    folder = root()
    model, stamp = folder / MODEL, folder / MODEL.with_suffix(".fingerprint")
    wanted = fingerprint(folder)
    if not force and model.exists() and stamp.exists() and stamp.read_text() == wanted:
        print("The model is up to date: nothing it depends on has changed.")
        return 0
    print("Training, all languages; this takes two to three minutes ...", flush=True)
    started = time.monotonic()
    command = [
        sys.executable,
        "-m",
        "assistant.cli.quiet",
        "train",
        "--fixed-model-name",
        model.name.split(".")[0],
        "--out",
        str(model.parent),
        "--quiet",
        "--skip-validation",
    ]  # `make check` validates more, and in plain words
    done = subprocess.run(command, cwd=folder, env=quiet_environment(ACTION_ENDPOINT="", TRACKER_DB=""), check=False)
    if done.returncode:
        print("Training failed; what is wrong stands above.", file=sys.stderr)
        return done.returncode
    stamp.write_text(wanted)
    size = os.path.getsize(model) / 1e6
    print(f"Trained in {time.monotonic() - started:.0f} s; the model is {size:.0f} MB.")
    return 0
