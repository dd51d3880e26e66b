"""What README and docs/ link to exists, and the figures that they show are those that were kept."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from assistant.cli.bench import table as bench_table
from assistant.reports.recorded import FILE
from assistant.reports.recorded import table as recorded_table
from tests.helpers.project import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def anchors_of(page: str) -> set[str]:
    """The anchors that GitHub gives the headings of a Markdown page."""
    headings = re.findall(r"^#+ +(.+)$", re.sub(r"^```.*?^```", "", page, flags=re.M | re.S), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-") for heading in headings}


def broken_links(path: Path) -> list[str]:
    """The links of a page that lead to no file of the project, or to no heading in it."""
    broken = []
    for link in re.findall(r"\]\(([^)\s]+)\)", path.read_text("utf-8")):
        if link.startswith(("http://", "https://")):
            continue
        name, _, anchor = link.partition("#")
        target = path.parent / name if name else path
        if not target.exists() or anchor and anchor not in anchors_of(target.read_text("utf-8")):
            broken.append(link)
    return broken


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_to_a_file_and_to_a_heading_in_it(path: Path) -> None:
    assert broken_links(path) == []


def test_a_link_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    (tmp_path / "other.md").write_text("# What's *this*, then?\n\n```sh\n# no heading\n```\n", "utf-8")
    page = tmp_path / "page.md"
    page.write_text("[a](other.md#whats-this-then) [b](other.md#no-heading) [c](gone.md) [d](#gone) [e](https://example.org/x)", "utf-8")
    assert broken_links(page) == ["other.md#no-heading", "gone.md", "#gone"]


@pytest.mark.parametrize(
    ("page", "shown", "kept"),
    [
        ("docs/performance.md", lambda: bench_table(json.loads((ROOT / "evaluation/bench/figures.json").read_text("utf-8"))), "evaluation/bench/figures.json"),
        ("docs/evaluation.md", lambda: recorded_table(ROOT), FILE),
    ],
)
def test_the_docs_show_the_kept_figures(page: str, shown, kept) -> None:
    text, table = (ROOT / page).read_text("utf-8"), shown()
    assert table in text, f"{page} shows other figures than {kept}: put this table there\n{table}"
