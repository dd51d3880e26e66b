"""The bots that `make bench` measures ours against, built in a folder of their own.

Rasa's default bot: the pipeline and the policies that `rasa init` gives, an intent for each of our labels, the answers as
responses of the domain. And ours without its action: the same pipeline, policies and store, one answer as a response of the domain.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import yaml

from assistant.cli.quiet import quiet_environment
from assistant.facts import FactBase
from assistant.paths import root
from assistant.reports.samples import Labelled

SLASH = "__"  # Rasa takes an intent with a slash for a retrieval intent
SENTENCE = "That is outside what I know."  # the default bot's word on what is neither a claim nor a gap


def write_default_bot(folder: Path, examples: Labelled, facts: FactBase, language: str) -> None:
    """Write the project of Rasa's default bot.

    Args:
        folder: an empty folder.
        examples: its training examples; those of `language` are used.
        facts: whose answers it gives.
        language: a configured code.
    """
    labels = {label.replace("/", SLASH): texts for label, texts in examples[language].items()}
    answers = {key.replace("/", SLASH): entry.answer[language] for key, entry in facts.entries.items()}
    rules = [{"rule": name, "steps": [{"intent": name}, {"action": f"utter_{name}"}]} for name in labels]
    names = list(labels)
    stories = [  # TED and UnexpecTED learn from stories: each intent after another one
        {"story": f"{one} {other}", "steps": [{"intent": one}, {"action": f"utter_{one}"}, {"intent": other}, {"action": f"utter_{other}"}]}
        for one, other in zip(names, names[1:] + names[:1])
    ]
    domain = {
        "version": "3.1",
        "intents": names,
        "responses": {f"utter_{name}": [{"text": answers.get(name, SENTENCE)}] for name in names},
        "session_config": {"session_expiration_time": 60, "carry_over_slots_to_new_session": True},
    }
    nlu = [{"intent": name, "examples": "".join(f"- {text}\n" for text in texts)} for name, texts in labels.items()]
    config = {"recipe": "default.v1", "assistant_id": "default", "language": "en", "pipeline": None, "policies": None}  # None: Rasa's own defaults
    _write(folder / "config.yml", config)
    _write(folder / "domain.yml", domain)
    _write(folder / "credentials.yml", {"rest": None})
    _write(folder / "endpoints.yml", {})
    _write(folder / "data" / "nlu.yml", {"version": "3.1", "nlu": nlu})
    _write(folder / "data" / "rules.yml", {"version": "3.1", "rules": rules})
    _write(folder / "data" / "stories.yml", {"version": "3.1", "stories": stories})


def write_without_action(folder: Path, facts: FactBase, claim: str, language: str) -> None:
    """Write our project with one answer as a response of the domain: what the action costs is the difference."""
    for name in ("config.yml", "languages.yml", "credentials.yml", "domain.yml", "requirements.txt"):
        shutil.copy(root() / name, folder / name)
    for name in ("data", "facts"):
        shutil.copytree(root() / name, folder / name, dirs_exist_ok=True)
    domain = yaml.safe_load((folder / "domain.yml").read_text("utf-8"))
    domain["responses"]["utter_answer"] = [
        {"condition": [{"type": "slot", "name": "language", "value": code}], "text": answer} for code, answer in facts.entries[claim].answer.items()
    ]
    domain["slots"]["language"]["initial_value"] = language  # which no action sets there
    _write(folder / "domain.yml", domain)
    rules = yaml.safe_load((folder / "data" / "stories" / "rules.yml").read_text("utf-8"))
    for rule in rules["rules"]:
        for step in rule["steps"]:
            if "action" in step:
                step["action"] = "utter_answer"
    _write(folder / "data" / "stories" / "rules.yml", rules)
    store = yaml.safe_load((root() / "endpoints.yml").read_text("utf-8"))["tracker_store"]
    _write(folder / "endpoints.yml", {"tracker_store": store})
    _write(folder / "credentials.yml", {"rest": None})


def train_bot(folder: Path) -> float:
    """Train the project in `folder`, unless it was trained as it stands; its model is `models/bot.tar.gz` there.

    Returns:
        Seconds that its training took, be it another time.

    Raises:
        RuntimeError: Rasa did not train it; the message has its last words.
    """
    stamp, wanted = folder / "trained.json", _digest(folder)
    if stamp.exists() and (folder / "models" / "bot.tar.gz").exists():
        known = json.loads(stamp.read_text("utf-8"))
        if known["digest"] == wanted:
            return known["seconds"]
    started = time.monotonic()
    command = [sys.executable, "-m", "rasa", "train", "--fixed-model-name", "bot", "--out", "models", "--skip-validation", "--quiet"]
    done = subprocess.run(command, cwd=folder, env=environment(folder), capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"Rasa could not train the bot in {folder}: {done.stderr[-2000:]}")
    seconds = time.monotonic() - started
    stamp.write_text(json.dumps({"digest": wanted, "seconds": seconds}), "utf-8")
    return seconds


def server_command(folder: Path, port: int) -> list[str]:
    """What starts the bot in `folder`: Rasa as it is, or as `make run` starts it where the project is ours."""
    module = "assistant.cli.quiet" if (folder / "facts").exists() else "rasa"
    options = ["--model", "models/bot.tar.gz", "--endpoints", "endpoints.yml", "--credentials", "credentials.yml"]
    return [sys.executable, "-m", module, "run", "--interface", "127.0.0.1", "--port", str(port), *options]


def _digest(folder: Path) -> str:
    files = sorted(path for path in folder.rglob("*.yml") if ".rasa" not in path.parts)
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def environment(folder: Path) -> dict[str, str]:
    """The environment of a rival's processes; the classifiers that ours has learned already are taken from our cache."""
    cache = folder / ".rasa" / "classifiers"
    ours = root() / ".rasa" / "classifiers"
    if (folder / "facts").exists() and ours.exists() and not cache.exists():
        cache.parent.mkdir(parents=True, exist_ok=True)
        os.symlink(ours, cache)
    known = {"ASSISTANT_ROOT": str(folder)} if (folder / "facts").exists() else {}
    return quiet_environment(PYTHONPATH=str(root()), TRACKER_DB=str(folder / "conversations.db"), ACTION_ENDPOINT="", **known)


def _write(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")
