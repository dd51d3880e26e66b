"""`make evaluate`: how well does the running assistant understand? One table a group of sets, the worst language first, and pictures."""

from __future__ import annotations

import datetime
import json
import sys
import urllib.request
import uuid
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from assistant.cli.server import CannotStart, Server
from assistant.cli.train import MODEL, fingerprint
from assistant.paths import root
from assistant.reports.recorded import FILE, record
from assistant.scoring import LOWER_IS_BETTER, MEASURES, Ask, Row, ask_set, rates

OUT = Path("evaluation") / "out"


def evaluate(sets: Sequence[str], errors: bool = False, recording: bool = False, on_page: bool = False) -> int:
    """Start the assistant, ask every question of the sets, print the tables, draw the pictures; returns the exit code.

    Args:
        sets: files of questions; by default the project's own, and the shared dev sets where they lie beside the project.
        errors: also list every question that was not answered right.
        recording: write the figures of the project's own sets to `evaluation/recorded.json`.
        on_page: ask as the widget does on a page in the set's language, with that page's locale.
    """
    paths = [Path(one).resolve() for one in sets] or [*own_sets(root()), *shared_sets(root())]
    if recording and on_page:
        print("Figures are recorded without a page's locale: leave out --on-page, or --record.", file=sys.stderr)
        return 2
    missing = [str(path) for path in paths if not path.is_file()]
    if missing:
        print(f"There is no question set {', '.join(missing)}.", file=sys.stderr)
        return 2
    folder = root() / OUT
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with TemporaryDirectory() as name, Server(database=Path(name) / "conversations.db", logs=root() / "var" / "logs") as server:
            results = {path: ask_set(path, rest_client(server.url, path.name[:2] if on_page else None)) for path in paths}
    except CannotStart as error:
        print(f"The assistant could not start: {error}.", file=sys.stderr)
        return 1
    for name in sorted({path.parent.name for path in paths}):
        chosen = {path: rows for path, rows in results.items() if path.parent.name == name}
        print(f"\n{name}, the worst first; right / asked\n{table(chosen)}")
    listing = "\n".join(error_line(path, row) for path, rows in results.items() for row in rows if not row.right)
    (folder / "errors.txt").write_text(listing + "\n", "utf-8")
    (folder / "rates.json").write_text(json.dumps({f"{path.parent.name}/{path.stem}": rates(rows) for path, rows in results.items()}, indent=1))
    print(f"\n{listing}" if errors else f"\nEvery error is listed in {OUT / 'errors.txt'}.")
    if recording:
        own = {path.stem: rates(rows) for path, rows in results.items() if path in own_sets(root())}
        record(root(), own, datetime.date.today().isoformat(), fingerprint(root()))
        print(f"Recorded in {FILE}: {', '.join(own) or 'nothing, as no set of the project was asked'}.")
    _draw(results, folder)
    return 0


def _draw(results: dict[Path, list[Row]], folder: Path) -> None:
    """Write the confusion matrix and the risk-coverage curve of what was asked."""
    # Imported here: Rasa and matplotlib are slow to load, and a table should not wait for them.
    from assistant.conversation import Conversation
    from assistant.facts import facts
    from assistant.languages import languages
    from assistant.reports import confusion, risk_coverage
    from assistant.reports.pipeline import InProcess, Pipeline
    from assistant.responses import responses

    confusion.draw(confusion.count(row for rows in results.values() for row in rows), folder / "confusion.png")
    assistant = InProcess(Pipeline.load(root() / MODEL), Conversation(facts(), responses(), languages()))
    by_language: dict[str, list[Path]] = {}
    for path in results:
        by_language.setdefault(path.name[:2], []).append(path)
    curves = {}

    def ask_all(paths: Sequence[Path]) -> list[Row]:
        return [row for path in paths for row in assistant.ask(path)]

    for code, chosen in by_language.items():
        curves[code] = risk_coverage.curve(partial(ask_all, chosen))
    risk_coverage.draw(curves, folder / "risk_coverage.png")
    points = {code: [one._asdict() for one in found] for code, found in curves.items()}
    (folder / "risk_coverage.json").write_text(json.dumps(points, indent=1))
    print(f"Pictures: {OUT / 'confusion.png'}, {OUT / 'risk_coverage.png'}.")


def own_sets(folder: Path) -> list[Path]:
    """The project's own held-out questions."""
    return sorted((folder / "evaluation" / "questions").glob("*.jsonl"))


def shared_sets(folder: Path) -> list[Path]:
    """The dev sets, where they lie beside the project."""
    return sorted((folder.parent / "shared" / "evaluation" / "dev").glob("*.jsonl"))


def rest_client(url: str, locale: str | None = None) -> Ask:
    """A client of the REST channel at `url`; each sender is a conversation of its own, new in each run.

    Args:
        locale: of the page that is asked from; None for no page.
    """
    metadata = {"metadata": {"locale": locale}} if locale else {}
    run = uuid.uuid4().hex

    def ask(sender: str, message: str) -> dict[str, Any]:
        body = json.dumps({"sender": f"{run}-{sender}", "message": message, **metadata}).encode()
        request = urllib.request.Request(f"{url}/webhooks/rest/webhook", body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=30) as response:
            messages = json.load(response)
        return next(message["custom"] for message in messages if "custom" in message)

    return ask


def table(results: dict[Path, list[Row]]) -> str:
    """The rates of each set with the counts behind them, the set with the fewest right answers first."""
    lines = [" " * 8 + "".join(f"{measure:>17}" for measure in MEASURES)]
    scored = {path: rates(rows) for path, rows in results.items()}
    worst_first = sorted(results, key=lambda path: sum(row.right for row in results[path]) / max(1, len(results[path])))
    for path in worst_first:
        lines.append(f"{path.stem:8}" + "".join(_cell(*scored[path][measure]) for measure in MEASURES))
    worst = []
    for measure in MEASURES:
        shares = [good / of for good, of in (scores[measure] for scores in scored.values()) if of]
        worst.append((max if measure in LOWER_IS_BETTER else min)(shares) if shares else None)
    lines.append(f"{'worst':8}" + "".join(f"{100 * share:>16.1f}%" if share is not None else f"{'-':>17}" for share in worst))
    return "\n".join(lines)


def _cell(good: int, of: int) -> str:
    return f"{f'{good}/{of} {100 * good / of:5.1f}%':>17}" if of else f"{'-':>17}"


def error_line(path: Path, row: Row) -> str:
    """One wrong answer, in one line."""
    reply = row.reply
    got = reply.get("facts") or reply.get("gap") or reply.get("smalltalk") or reply.get("error") or ""
    turn = " (turn)" if row.dialogue else ""
    wanted = f"want {', '.join(row.accept)} in {row.expected}"
    return f"{path.parent.name}/{path.stem}{turn}  {row.question!r}  {wanted}  got {reply.get('kind')} {got} in {reply.get('language')}"
