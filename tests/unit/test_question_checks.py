"""Are the evaluation questions sound by themselves, and is everything asked for?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.facts import FactBase
from assistant.question_checks import MIN_ASKED, json_fault, question_problems, unasked_problems
from tests.helpers.project import ROOT


def written(folder: Path, code: str, *lines: object) -> Path:
    path = folder / "evaluation" / "questions" / f"{code}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines), "utf-8")
    return path


def asking(*accepted: str) -> dict:
    return {"q": "?", "accept": list(accepted)}


def test_everything_is_asked_for(base: FactBase) -> None:
    assert MIN_ASKED == 1
    assert list(unasked_problems(ROOT, base.entries, ["en", "nl", "fr", "de", "ko", "zh"])) == []


def test_an_entry_that_nothing_asks_for_is_told_with_how_many_the_others_have(tmp_path: Path) -> None:
    written(tmp_path, "en", asking("a/a"), asking("a/a", "a/b"), asking("a/b"), {"turns": [asking("a/new")]})
    written(tmp_path, "nl", asking("a/a"), asking("a/b", "a/new"))
    (problem,) = unasked_problems(tmp_path, ["a/a", "a/b", "a/new"], ["en", "nl", "fr"])
    assert (problem.file, problem.entry, problem.language) == ("evaluation/questions/en.jsonl", "a/new", "en")
    assert problem.what == "0 questions ask for it; at least 1 is wanted; each of the others has 2 or more"
    assert '"accept": ["a/new"]' in problem.do


def test_of_a_set_that_cannot_be_read_nothing_is_counted_nor_of_what_was_told_already(tmp_path: Path) -> None:
    written(tmp_path, "en", '{"q": ')
    written(tmp_path, "nl", asking("a/a"))
    assert list(unasked_problems(tmp_path, ["a/a", "a/b"], ["en", "nl"], {"a/b"})) == []


def test_the_lines_of_an_id_that_is_gone_are_told_as_an_editor_counts_them(tmp_path: Path) -> None:
    few, many = [asking("a/few")] * 2, [asking("a/many")] * 7
    path = written(tmp_path, "en", "", *few, "", *many)
    told = {problem.what: problem for problem in question_problems(path, {"a/a"}, ["en"])}
    problem = told["`accept` names 'a/few', which nothing has"]
    assert problem.entry == "lines 2, 3" and "remove the questions" in problem.do and "grep" not in problem.do
    problem = told["`accept` names 'a/many', which nothing has"]
    assert problem.entry == "lines 5, 6, 7, 8, 9 and 2 more"
    assert "`grep -n '\"a/many\"' evaluation/questions/en.jsonl` lists them" in problem.do


def test_ids_told_already_are_not_told_again(tmp_path: Path) -> None:
    path = written(tmp_path, "en", asking("a/gone", "b/gone", "c/gone"))
    assert ["'c/gone'" in problem.what for problem in question_problems(path, {"a/a"}, ["en"], {"a", "b/gone"})] == [True]


@pytest.mark.parametrize(
    "line, what",
    [
        ('{"q": "a", "accept": ["oos"]', "the line ends before the question is complete"),
        ('{"q": ', "the line ends before the question is complete"),
        ('{"q": "a" "accept": []}', "a comma is missing"),
        ('{"q": "say "so" now", "accept": []}', "a comma is missing, or a quote within a text ends it, at"),
        ('{"q": "a", "accept": [],}', "a comma is one too many"),
        ('{q: "a", "accept": []}', "a key has no quotes"),
        ('{"q" "a", "accept": []}', "a colon is missing"),
        ('{"q": a, "accept": []}', "has no quotes"),
        ('{"q": "a", "accept": [oos]}', "has no quotes"),
        ('{"q": "a", "accept": []} {"q": "b"}', "more than one thing"),
        ('{"q": "a\tb", "accept": []}', "a tab stands in a text"),
        ('{"q": "a\\b\\c", "accept": []}', "a backslash stands in a text"),
        ('{"q": "a, "accept": []}', "a comma is missing, or a quote"),
        ('{“q”: "a", "accept": []}', "a curly quote stands where a straight one is wanted"),
        ('{"q": “a”, "accept": []}', "a curly quote stands where a straight one is wanted"),
    ],
)
def test_a_line_that_is_no_json_is_told_in_plain_words(line: str, what: str) -> None:
    with pytest.raises(json.JSONDecodeError) as error:
        json.loads(line)
    told, do = json_fault(line, error.value)
    assert what in told and do
