"""`make bench`: how fast is it, and what does it take? Beside Rasa's default bot, in one run on one machine."""

from __future__ import annotations

import datetime
import json
import os
import platform
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from assistant.cli.action_server import ActionServer
from assistant.cli.server import Server, comes_up, free_port
from assistant.cli.train import MODEL, train
from assistant.facts import facts
from assistant.languages import languages
from assistant.paths import root
from assistant.reports.load import Figures, alone, along, megabytes, under_load
from assistant.reports.pipeline import Pipeline
from assistant.reports.rivals import environment, server_command, train_bot, write_default_bot, write_without_action
from assistant.reports.samples import Labelled, all_labelled, sample

OUT = Path("evaluation") / "bench"
WORK = Path("evaluation") / "out" / "bench"  # the bots' projects and models; the default bot is trained once only
LANGUAGE = "en"  # that the questions are asked in
CLAIM = "mission/leader"
EXAMPLES = 8  # of each label that the default bot is trained on: on all of them it takes many hours
MESSAGES = {"alone": 200, 8: 400, 32: 640}
NTH = (10, 100, 500)
ROUNDS, IN_TURN = 3, {"alone": 100, 8: 300}  # of the bots in turn, and messages in each
BOTS = {
    "default": "Rasa's default bot",
    "without_action": "ours, answer from the domain",
    "action_server": "ours, with an action server",
    "ours": "ours, as `make run` starts it",
}


def bench(only: list[str] | None = None, in_turn: bool = False) -> int:
    """Train, start and measure each bot, then all of them in turn; print and keep the tables; returns the exit code.

    Args:
        only: names of `BOTS` to measure; the others' figures stay as they were kept.
        in_turn: measure them in turn only.
    """
    kept = root() / OUT / "figures.json"
    figures: dict[str, Any] = json.loads(kept.read_text("utf-8")) if kept.exists() else {"bots": {}}
    asked = questions()
    for bot in [] if in_turn else only or list(BOTS):
        print(f"{BOTS[bot]} ...", flush=True)
        figures["bots"][bot] = _measure(bot, root() / WORK / bot, asked).dict()
    if in_turn or not only:
        print("all of them in turn ...", flush=True)
        figures["in_turn"] = _measure_in_turn(asked)
    figures["bots"] = json.loads(json.dumps(figures["bots"]))  # numbers as keys become what they are in the file
    figures.update(date=datetime.date.today().isoformat(), machine=f"{os.cpu_count()} cores, {platform.machine()}", examples_a_label=EXAMPLES)
    if not in_turn and (not only or "ours" in only):
        figures["parse"] = _parse_times()
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    print(f"\n{table(figures)}\n")
    _draw(figures, root() / OUT / "bench.png")
    print(f"Kept in {OUT}/: figures.json, bench.png.")
    return 0


def questions() -> list[str]:
    """Questions on claims, of the project's own evaluation set."""
    items = map(json.loads, (root() / "evaluation" / "questions" / f"{LANGUAGE}.jsonl").read_text("utf-8").splitlines())
    claims = facts().claims
    return [item["q"] for item in items if "q" in item and item["accept"][0] in claims][:60]


def _measure(bot: str, folder: Path, asked: list[str]) -> Figures:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "conversations.db").unlink(missing_ok=True)
    found = Figures()
    examples = all_labelled(root())
    if bot == "default":
        part = sample(examples, most=EXAMPLES)
        asked = _known_to_default(part)
        write_default_bot(folder, part, facts(), LANGUAGE)
        found.training_seconds, found.trained_on = round(train_bot(folder), 1), sum(map(len, part[LANGUAGE].values()))
    elif bot == "without_action":
        write_without_action(folder, facts(), CLAIM, LANGUAGE)
        train_bot(folder)
    elif bot == "ours":
        started = time.monotonic()
        _train_anew()
        found.training_seconds = round(time.monotonic() - started, 1)
        found.trained_on = sum(len(texts) for by_label in examples.values() for texts in by_label.values())
    with _running(bot, folder) as (port, pids, seconds):
        found.start_seconds = round(seconds, 1)
        if under_load(port, asked, 1, 30)["empty"] > 20:  # ... and what is loaded at first use is loaded
            raise RuntimeError(f"{BOTS[bot]} does not answer")
        found.alone = alone(port, asked, MESSAGES["alone"])
        found.nth = along(port, "Who led the mission?", NTH)
        for clients in (8, 32):
            found.loads[clients] = under_load(port, asked, clients, MESSAGES[clients])
        found.megabytes = megabytes(pids)
    return found


def _known_to_default(part: Labelled) -> list[str]:
    """Examples that the default bot was trained on: unseen questions it mostly has no answer to."""
    return [part[LANGUAGE][claim][0] for claim in facts().claims]


def _measure_in_turn(asked: list[str]) -> dict[str, list[dict[str, float]]]:
    """All bots running, each asked in turn, `ROUNDS` times: what changes the machine's speed changes them all.

    Returns:
        For each bot, a round each: the milliseconds of an answer (median) and the messages a second of eight clients.
    """
    known = _known_to_default(sample(all_labelled(root()), most=EXAMPLES))
    with ExitStack() as stack:
        ports = {bot: stack.enter_context(_running(bot, root() / WORK / bot))[0] for bot in BOTS}
        questions_of = {bot: known if bot == "default" else asked for bot in BOTS}
        for bot, port in ports.items():
            under_load(port, questions_of[bot], 1, 30)
        found: dict[str, list[dict[str, float]]] = {bot: [] for bot in BOTS}
        for _ in range(ROUNDS):
            for bot, port in ports.items():
                p50 = alone(port, questions_of[bot], IN_TURN["alone"])["p50"]
                found[bot].append({"p50": p50, "per_second": under_load(port, questions_of[bot], 8, IN_TURN[8])["per_second"]})
    return found


def _train_anew() -> None:
    """Train ours as on a fresh clone: without what was learned before, which is put back afterwards."""
    cache, aside = root() / ".rasa", root() / ".rasa.aside"
    if cache.exists():
        cache.rename(aside)
    if train(force=True):
        raise RuntimeError("training failed; what is wrong stands above")
    if aside.exists():
        shutil.rmtree(aside)


@contextmanager
def _running(bot: str, folder: Path) -> Iterator[tuple[int, list[int], float]]:
    """A started bot: its port, its processes, and the seconds to its first answer."""
    started = time.monotonic()
    if bot in ("ours", "action_server"):
        with ExitStack() as stack:
            actions = stack.enter_context(ActionServer()) if bot == "action_server" else None
            server = stack.enter_context(Server(database=folder / "conversations.db", logs=folder / "logs", action_url=actions.url if actions else ""))
            yield server.port, [one.process.pid for one in (server, actions) if one and one.process], time.monotonic() - started
        return
    port = free_port()
    process = subprocess.Popen(server_command(folder, port), cwd=folder, env=environment(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        if not comes_up(process, f"http://127.0.0.1:{port}/webhooks/rest/", within=300):
            raise RuntimeError(f"{BOTS[bot]} did not start")
        yield port, [process.pid], time.monotonic() - started
    finally:
        process.send_signal(signal.SIGKILL)  # the default bot takes its time to end, and nothing of it is kept
        process.wait()


def _parse_times() -> dict[str, dict[str, float]]:
    """How long a message takes to be understood, in each language, in this process: every evaluation question once."""
    from assistant.reports.load import percentiles

    pipeline = Pipeline.load(root() / MODEL)
    found = {}
    for code in languages():
        items = map(json.loads, (root() / "evaluation" / "questions" / f"{code}.jsonl").read_text("utf-8").splitlines())
        texts = [item["q"] for item in items if "q" in item]
        times = []
        for text in texts[:20] + texts:
            begun = time.perf_counter()
            pipeline.understand(text)
            times.append((time.perf_counter() - begun) * 1000)
        found[code] = percentiles(times[20:])
    return found


def table(figures: dict[str, Any]) -> str:
    """The figures as Markdown: a column a bot, and what the last is to the first."""
    bots = figures["bots"]
    rows: list[tuple[str, Any]] = [
        ("training, s (examples)", lambda one: one["training_seconds"]),
        ("start to first answer, s", lambda one: one["start_seconds"]),
        ("memory of all processes, MB", lambda one: one["megabytes"]),
        ("1 client, p50 ms", lambda one: one["alone"]["p50"]),
        ("1 client, p95 ms", lambda one: one["alone"]["p95"]),
        ("1 client, p99 ms", lambda one: one["alone"]["p99"]),
        *((f"{n}th message of a conversation, ms", lambda one, n=n: one["nth"][str(n)]) for n in NTH),
        *(
            (f"{clients} clients, {what}", lambda one, clients=clients, key=key: one["loads"][str(clients)][key])
            for clients in (8, 32)
            for what, key in (("messages/s", "per_second"), ("p50 ms", "p50"), ("p99 ms", "p99"), ("replies lost", "lost"), ("replies without a word", "empty"))
        ),
    ]
    present = [name for name in BOTS if name in bots]
    lines = ["| | " + " | ".join(BOTS[name] for name in present) + " | ours : default |", "|---|" + "---:|" * (len(present) + 1)]
    for title, value in rows:
        cells = [_training(bots[name]) if title.startswith("training") else _number(value(bots[name])) for name in present]
        ratio = value(bots["ours"]) / value(bots["default"]) if {"ours", "default"} <= set(present) and value(bots["default"]) else None
        lines.append(f"| {title} | " + " | ".join(cells) + f" | {'-' if ratio is None else f'{ratio:.2f}'} |")
    if figures.get("in_turn"):
        rounds = figures["in_turn"]
        lines += ["", f"| in turn, {ROUNDS} rounds | " + " | ".join(BOTS[name] for name in rounds) + " |", "|---|" + "---:|" * len(rounds)]
        for title, key in (("1 client, p50 ms", "p50"), ("8 clients, messages/s", "per_second")):
            lines.append(f"| {title} | " + " | ".join(", ".join(_number(one[key]) for one in rounds[name]) for name in rounds) + " |")
    if figures.get("parse"):
        lines += ["", "| understanding a message, ms | " + " | ".join(figures["parse"]) + " |", "|---|" + "---:|" * len(figures["parse"])]
        lines += [f"| {share} | " + " | ".join(f"{one[share]:.1f}" for one in figures["parse"].values()) + " |" for share in ("p50", "p95", "p99")]
    return "\n".join(lines)


def _training(one: dict[str, Any]) -> str:
    return f"{_number(one['training_seconds'])} ({one['trained_on']:,})" if one["trained_on"] else "as ours"  # but for one rule


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.1f}"


def _draw(figures: dict[str, Any], path: Path) -> None:
    from assistant.reports.pictures import COLOURS, picture

    bots = [name for name in BOTS if name in figures["bots"]]
    panels: list[tuple[str, Callable[[dict[str, Any]], float]]] = [
        ("1 client, p50, ms", lambda one: one["alone"]["p50"]),
        ("8 clients, messages/s", lambda one: one["loads"]["8"]["per_second"]),
        ("memory, MB", lambda one: one["megabytes"]),
        ("start, s", lambda one: one["start_seconds"]),
    ]
    with picture(path, (15, 3.6), columns=len(panels) + 1) as (figure, axes):
        for axis, (title, value) in zip(axes, panels):
            axis.bar(range(len(bots)), [value(figures["bots"][name]) for name in bots], color=[COLOURS[index] for index in range(len(bots))])
            axis.set_xticks(range(len(bots)), [name.replace("_", "\n") for name in bots])
            axis.set_title(title)
        for index, name in enumerate(bots):
            nth = figures["bots"][name]["nth"]
            axes[-1].plot([int(n) for n in nth], list(nth.values()), marker="o", color=COLOURS[index], label=name)
        axes[-1].set_title("n-th message of a conversation, ms")
        axes[-1].set_ylim(bottom=0)
        axes[-1].legend()
        figure.tight_layout()
