"""Every breakage is found by `make check`, and told with file, entry, language and remedy.

That the real data is sound `make test` has the check itself say, before these tests.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant import example_checks, question_checks
from assistant.cli.check import NEEDED, SAID, problems_in
from assistant.errors import Problem
from assistant.training_data import read_examples
from assistant.understanding import family
from tests.helpers.project import KEPT, ROOT, edit, replace, write_examples

CODES = ["en", "nl", "fr", "de", "ko", "zh"]


@pytest.fixture
def sound(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A trimmed copy that is sound but for the number of its examples, of which fewer are asked for here."""
    monkeypatch.setattr(example_checks, "MIN_QUESTIONS", KEPT)
    monkeypatch.setattr(example_checks, "MIN_EXAMPLES", dict.fromkeys(example_checks.MIN_EXAMPLES, KEPT))
    monkeypatch.setattr(example_checks, "MIN_OUT_OF_SCOPE", KEPT)
    monkeypatch.setattr(question_checks, "MIN_ASKED", 0)  # of each set one question is left
    return project


def test_the_copy_is_sound_before_it_is_broken(sound: Path) -> None:
    assert [str(problem) for problem in problems_in(sound)] == []


@dataclass
class Breakage:
    """One slip of a maintainer's hand, and what must be told of it."""

    do: Callable[[Path], object]
    file: str
    entry: str
    language: str
    what: str
    remedy: str

    def is_told_by(self, problem: Problem) -> bool:
        """Whether a problem names the place and the fault; an entry "line" stands for that of any number."""
        at = problem.entry == self.entry or self.entry == "line" and problem.entry.startswith("line ")
        return at and (problem.file, problem.language) == (self.file, self.language) and self.what in problem.what


def in_yaml(file: str, change: Callable) -> Callable[[Path], None]:
    return lambda folder: edit(folder / file, change)


def in_examples(code: str, topic: str, change: Callable[[dict[str, list[str]]], object]) -> Callable[[Path], None]:
    def do(folder: Path) -> None:
        path = folder / "data" / "nlu" / code / f"{topic}.yml"
        examples = read_examples(path)
        change(examples)
        write_examples(path, examples)

    return do


def first_question(folder: Path, code: str) -> str:
    return json.loads((folder / "evaluation" / "questions" / f"{code}.jsonl").read_text("utf-8").splitlines()[0])["q"]


def leak(code: str, change: Callable[[str], str] = str) -> Callable[[Path], None]:
    return lambda folder: in_examples(code, "port", lambda examples: examples["port/nxtport"].append(change(first_question(folder, code))))(folder)


def append(file: str, text: str) -> Callable[[Path], None]:
    return lambda folder: (folder / file).write_text((folder / file).read_text("utf-8") + text, "utf-8")


def write(file: str, text: str) -> Callable[[Path], None]:
    return lambda folder: (folder / file).write_text(text, "utf-8")


# For each language an answer of its own, and a name in it: what most languages lack would be told of the others.
ANSWERS = {
    "en": ("port/nxtport", "NxtPort"),
    "nl": ("korea/brands", "Samsung"),
    "fr": ("mission/leader", "Bart De Wever"),
    "de": ("sectors/imec", "IMEC"),
    "ko": ("partnering/overview", "Bluehealth"),
    "zh": ("mission/cases", "NxtPort"),
}


def in_language(code: str) -> dict[str, Breakage]:
    """The slips that can be made in every language, made in one: what slip -> the slip."""
    entry, name = ANSWERS[code]
    facts = f"facts/{entry.split('/')[0]}.yml"
    return {
        "title missing": Breakage(
            in_yaml("facts/city.yml", lambda c: c["city/motto"]["title"].pop(code)),
            "facts/city.yml",
            "city/motto",
            code,
            "`title` has no sentence",
            f"Add `{code}:`",
        ),
        "answer missing": Breakage(
            in_yaml("facts/city.yml", lambda c: c["city/motto"]["answer"].pop(code)),
            "facts/city.yml",
            "city/motto",
            code,
            "`answer` has no sentence",
            f"Add `{code}:`",
        ),
        "name missing": Breakage(
            in_yaml(facts, lambda c: c[entry]["answer"].update({code: c[entry]["answer"][code].replace(name, "X")})),
            facts,
            entry,
            code,
            f"the name '{name}",
            "Put it in",
        ),
        "figure added": Breakage(
            in_yaml(facts, lambda c: c[entry]["answer"].update({code: c[entry]["answer"][code] + " 77."})),
            facts,
            entry,
            code,
            f"the figure '77' is in the answer in {code} only",
            "Take it out",
        ),
        "sentence missing": Breakage(
            in_yaml("domain.yml", lambda c: c["responses"].update(utter_bot=[v for v in c["responses"]["utter_bot"] if v["condition"][0]["value"] != code])),
            "domain.yml",
            "utter_bot",
            code,
            "there is no sentence",
            f"Add a variation for `{code}`",
        ),
        "examples of a claim gone": Breakage(
            in_examples(code, "port", lambda e: e.pop("port/nxtport")),
            f"data/nlu/{code}/port.yml",
            "port/nxtport",
            code,
            "0 examples; at least",
            "Write 3 more",
        ),
        "too few examples of a gap": Breakage(
            in_examples(code, "gap", lambda e: e["gap/contact"].pop()),
            f"data/nlu/{code}/gap.yml",
            "gap/contact",
            code,
            "2 examples; at least",
            "Write 1 more",
        ),
        "too few examples of small talk": Breakage(
            in_examples(code, "smalltalk", lambda e: e["smalltalk/help"].pop()),
            f"data/nlu/{code}/smalltalk.yml",
            "smalltalk/help",
            code,
            "2 examples; at least",
            "Write 1 more",
        ),
        "too few out of scope": Breakage(
            in_examples(code, "out_of_scope", lambda e: [e.pop(label) for label in list(e)[1:]] and e[list(e)[0]].pop()),
            f"data/nlu/{code}/out_of_scope.yml",
            "out_of_scope",
            code,
            "2 examples; at least",
            "Write more",
        ),
        "example twice": Breakage(
            in_examples(code, "port", lambda e: e["port/nxtport"].append(e["port/nxtport"][0].upper() + " ??")),
            f"data/nlu/{code}/port.yml",
            "port/nxtport",
            code,
            "stands here twice",
            "Keep it in one place",
        ),
        "example under two intents": Breakage(
            in_examples(code, "port", lambda e: e["port/overview"].append(e["port/nxtport"][0])),
            f"data/nlu/{code}/port.yml",
            "port/nxtport",
            code,
            "is also an example of port/overview",
            "Keep it in one place",
        ),
        "example of an unknown entry": Breakage(
            in_examples(code, "port", lambda e: e.update({"port/cranes": ["zzz 1", "zzz 2", "zzz 3"]})),
            f"data/nlu/{code}/port.yml",
            "port/cranes",
            code,
            "facts/ has no entry with this id",
            "Correct the id",
        ),
        "example in another topic's file": Breakage(
            in_examples(code, "port", lambda e: e.update({"smalltalk/help": ["zzz 1"]})),
            f"data/nlu/{code}/port.yml",
            "smalltalk/help",
            code,
            "does not belong in this file",
            f"Move it to data/nlu/{code}/smalltalk.yml",
        ),
        "brackets that Rasa would read": Breakage(
            in_examples(code, "port", lambda e: e["port/nxtport"].append("[zzz](port)")),
            f"data/nlu/{code}/port.yml",
            "port/nxtport",
            code,
            "Rasa would read brackets",
            "[square brackets]",
        ),
        "test question trained": Breakage(
            leak(code), f"data/nlu/{code}/port.yml", "port/nxtport", code, f"is a question of {code}.jsonl", "remove the one or the other"
        ),
        "test question trained in other letters": Breakage(
            leak(code, lambda text: text.upper().replace(" ", "  ") + "!!"),
            f"data/nlu/{code}/port.yml",
            "port/nxtport",
            code,
            f"is a question of {code}.jsonl",
            "remove the one or the other",
        ),
    }


NEW_LANGUAGE = "es:\n  name: Español\n  tokenizer: {spacy: es}\n  called: [spanish]\n  joins: [y]\n  asks: [quién]\n"
NEW_LANGUAGE += "  answers: {agrees: [sí], all_right: [vale], declines: ['no'], beside: [gracias]}\n"

BREAKAGES = {
    "id unknown": Breakage(
        in_yaml("facts/city.yml", lambda c: c["city/motto"]["related"].append("city/cranes")),
        "facts/city.yml",
        "city/motto",
        "",
        "'city/cranes', which does not exist",
        "Correct the id",
    ),
    "listed id unknown": Breakage(
        in_yaml("facts/mission.yml", lambda c: c["mission/cases"]["lists"].append("city/cranes")),
        "facts/mission.yml",
        "mission/cases",
        "",
        "`lists` names 'city/cranes', which does not exist",
        "Correct the id",
    ),
    "source gone": Breakage(
        in_yaml("facts/city.yml", lambda c: c["city/motto"].pop("source")), "facts/city.yml", "city/motto", "", "`source` is missing", "Name the page"
    ),
    "paragraph gone": Breakage(
        in_yaml("facts/sources.yml", lambda c: c["seminar"]["paragraphs"].pop("p5")),
        "facts/fashion.yml",
        "fashion/capital",
        "",
        "`source` names 'seminar/p5'",
        "add the page and its paragraph",
    ),
    "names gone": Breakage(lambda folder: (folder / "facts/names.yml").unlink(), "facts/names.yml", "", "", "the file is missing", "git checkout"),
    "lexicon gone": Breakage(lambda folder: (folder / "data/lexicon.yml").unlink(), "data/lexicon.yml", "", "", "the file is missing", "git checkout"),
    "domain gone": Breakage(lambda folder: (folder / "domain.yml").unlink(), "domain.yml", "", "", "the file is missing", "git checkout"),
    "rules gone": Breakage(
        lambda folder: (folder / "data/stories/rules.yml").unlink(), "data/stories/rules.yml", "", "", "the file is missing", "git checkout"
    ),
    "languages gone": Breakage(lambda folder: (folder / "languages.yml").unlink(), "languages.yml", "", "", "the file is missing", "git checkout"),
    "language not configured": Breakage(
        lambda folder: (folder / "data/nlu/ko").rename(folder / "data/nlu/kr"),
        "data/nlu/kr/",
        "",
        "kr",
        "languages.yml does not list 'kr'",
        "Correct the folder's name",
    ),
    "language added": Breakage(
        append("languages.yml", NEW_LANGUAGE),
        "facts/city.yml",
        "city/motto",
        "es",
        "`answer` has no sentence in Español",
        "Add `es:`",
    ),
    "language added, and no questions": Breakage(
        append("languages.yml", NEW_LANGUAGE), "evaluation/questions/es.jsonl", "", "es", "the file is missing", "questions in Español, in other words"
    ),
    "language added, and no forms of names": Breakage(
        append("languages.yml", NEW_LANGUAGE), "facts/names.yml", "", "es", "name(s) have forms in other languages and none in Español: Seoul, Shanghai", "Add `es: [...]`"
    ),
    "example without a dash": Breakage(
        append("data/nlu/fr/port.yml", "    le port\n"),
        "data/nlu/fr/port.yml",
        "port/nxtport_goal",
        "fr",
        "an example does not begin with '- '",
        "Begin each example",
    ),
    "tab in a file": Breakage(
        append("data/nlu/fr/port.yml", "\t- x\n"), "data/nlu/fr/port.yml", "line", "", "a tab stands where spaces are wanted", "Replace the tab"
    ),
    "key twice": Breakage(
        append("facts/port.yml", "port/nxtport: {}\n"), "facts/port.yml", "line", "", "the key 'port/nxtport' stands here twice", "Remove one of the two"
    ),
    "intent without a rule": Breakage(
        in_yaml("domain.yml", lambda c: c["intents"].append("partner")), "domain.yml", "partner", "", "no rule says what to do", "Add a rule"
    ),
    "rule on an unknown intent": Breakage(
        lambda folder: replace(folder / "data/stories/rules.yml", "intent: gap", "intent: gaps"),
        "data/stories/rules.yml",
        "a question the material does not answer is told so, by name",
        "",
        "the intent 'gaps' is not in domain.yml",
        "Correct it",
    ),
    "rule with an unknown action": Breakage(
        lambda folder: replace(folder / "data/stories/rules.yml", "action: action_reply", "action: action_answer"),
        "data/stories/rules.yml",
        "a question about the material is answered from the fact base",
        "",
        "the action 'action_answer' is not in domain.yml",
        "Correct it",
    ),
    "rules that are none": Breakage(
        lambda folder: (folder / "data/stories/rules.yml").write_text("rules: none\n", "utf-8"),
        "data/stories/rules.yml",
        "rules",
        "",
        "is no list",
        "Write them as a list",
    ),
    "small talk without a sentence": Breakage(
        lambda folder: [in_examples(code, "smalltalk", lambda e: e.update({"smalltalk/joke": ["zzz 1", "zzz 2", "zzz 3"]}))(folder) for code in CODES],
        "domain.yml",
        "utter_joke",
        "",
        "the small talk 'smalltalk/joke' has no sentence",
        "Add `utter_joke`",
    ),
    "question set with a broken line": Breakage(
        append("evaluation/questions/de.jsonl", '{"q": \n'), "evaluation/questions/de.jsonl", "line 2", "de", "the line ends before the question is complete", "closing brace"
    ),
    "question set with a line that is no question": Breakage(
        append("evaluation/questions/de.jsonl", '{"question": "Wer?", "accept": ["oos"]}\n'), "evaluation/questions/de.jsonl", "line 2", "de", "is no question", 'a text "q"'
    ),
    "sentence renamed": Breakage(
        in_yaml("domain.yml", lambda c: c["responses"].update(utter_sugest=c["responses"].pop("utter_suggest"))),
        "domain.yml",
        "utter_suggest",
        "",
        "the sentence is missing",
        "Put `utter_suggest` back",
    ),
    "field misspelt in every language": Breakage(
        lambda folder: (folder / "domain.yml").write_text((folder / "domain.yml").read_text("utf-8").replace("{title}", "{titel}"), "utf-8"),
        "domain.yml",
        "utter_source",
        "nl",
        "nothing is filled in for the field 'titel'",
        "Fields here: date, title, url",
    ),
    "domain emptied": Breakage(write("domain.yml", ""), "domain.yml", "", "", "the file is empty", "Begin each entry"),
    "domain that is no table": Breakage(write("domain.yml", "hello there\n"), "domain.yml", "", "", "holds no table but a str", "Begin each entry"),
    "configuration gone": Breakage(lambda folder: (folder / "config.yml").unlink(), "config.yml", "", "", "the file is missing", "Put it back"),
    "configuration without a pipeline": Breakage(
        in_yaml("config.yml", lambda c: c.update(pipeline=None)), "config.yml", "pipeline", "", "`pipeline` is no list but None", "Restore it"
    ),
    "list of words that there is not": Breakage(
        in_yaml("languages.yml", lambda c: c["de"].update(word_list="deu")), "languages.yml", "de", "de", "pyspellchecker has no list of words for 'deu'", "de, en"
    ),
    "language that spaCy does not know": Breakage(
        in_yaml("languages.yml", lambda c: c["de"]["tokenizer"].update(spacy="deu")), "languages.yml", "de", "de", "spaCy has no language 'deu'", "Name one"
    ),
    "language code that is none": Breakage(
        in_yaml("languages.yml", lambda c: c["de"]["tokenizer"].update(spacy="de.core")), "languages.yml", "de", "de", "has no language 'de.core'", "Name one"
    ),
    "follow-up that nothing tells": Breakage(
        in_examples("nl", "follow_up", lambda e: e.update({"follow_up/price": ["zzz 1", "zzz 2", "zzz 3"]})),
        "data/nlu/nl/follow_up.yml",
        "follow_up/price",
        "nl",
        "no entry tells the aspect 'price'",
        "name 'price' under `about`",
    ),
    "rules emptied": Breakage(
        write("data/stories/rules.yml", "rules:\n"), "data/stories/rules.yml", "rules", "", "`rules` is no list of rules", "`- rule: ...`"
    ),
    "rule without steps": Breakage(
        append("data/stories/rules.yml", "  - rule: of one's own\n"), "data/stories/rules.yml", "of one's own", "", "its `steps` are None", "List them"
    ),
    "own intent that the answering action is to serve": Breakage(
        lambda folder: [
            in_yaml("domain.yml", lambda c: c["intents"].append("newsletter"))(folder),
            append("data/stories/rules.yml", "  - rule: news\n    steps: [{intent: newsletter}, {action: action_reply}]\n")(folder),
        ],
        "data/stories/rules.yml",
        "news",
        "",
        "action_reply knows nothing of the intent 'newsletter'",
        "an action of its own",
    ),
    "examples of an own intent that the domain does not list": Breakage(
        lambda folder: write_examples(folder / "data/nlu/fr/newsletter.yml", {"newsletter": ["zzz 1", "zzz 2", "zzz 3"]}),
        "data/nlu/fr/newsletter.yml",
        "newsletter",
        "fr",
        "nor domain.yml an intent of this name",
        "add it to `intents` in domain.yml",
    ),
    "own intent without examples in a language": Breakage(
        lambda folder: [
            in_yaml("domain.yml", lambda c: c["intents"].append("newsletter"))(folder),
            write_examples(folder / "data/nlu/fr/newsletter.yml", {"newsletter": ["zzz 1", "zzz 2", "zzz 3"]}),
        ],
        "data/nlu/ko/newsletter.yml",
        "newsletter",
        "ko",
        "0 examples; at least",
        "Write 3 more",
    ),
    "action that nobody wrote": Breakage(
        lambda folder: [
            (folder / "actions").mkdir(),
            (folder / "actions" / "actions.py").write_text('NAME = "action_reply"\n', "utf-8"),
            in_yaml("domain.yml", lambda c: c["actions"].append("action_newsletter"))(folder),
        ],
        "domain.yml",
        "actions",
        "",
        "no action in actions/ has the name 'action_newsletter'",
        "write the action",
    ),
    "gap on details removed": Breakage(
        lambda folder: [
            in_yaml("facts/gap.yml", lambda c: c.pop("gap/details"))(folder),
            [in_examples(code, "gap", lambda e: e.pop("gap/details"))(folder) for code in CODES],
        ],
        "facts/gap.yml",
        "gap/details",
        "",
        "the entry is missing: it is the answer to what is asked of a thing",
        "Put it back",
    ),
    "answer in another language": Breakage(
        in_yaml("facts/port.yml", lambda c: c["port/nxtport"]["answer"].update(fr=c["port/nxtport"]["answer"]["de"])),
        "facts/port.yml",
        "port/nxtport",
        "fr",
        "this looks like Deutsch, not Français",
        "Write it in Français",
    ),
    "sentence in another language": Breakage(
        in_yaml("domain.yml", lambda c: c["responses"]["utter_thanks"][1].update(text=c["responses"]["utter_thanks"][2]["text"])),
        "domain.yml",
        "utter_thanks",
        "nl",
        "this looks like Français, not Nederlands",
        "move it to its own language",
    ),
    "examples in another language's folder": Breakage(
        in_examples(
            "de", "port", lambda e: e.update({"port/overview": ["쉽지 않은 항구 도시인가요", "항구를 어떻게 소개했나요", "항만 도시로서 어떤 곳인가요"]})
        ),
        "data/nlu/de/port.yml",
        "port/overview",
        "de",
        "this looks like 한국어, not Deutsch",
        "Write it in Deutsch",
    ),
    "file with another ending": Breakage(
        lambda folder: (folder / "facts/port.yml").rename(folder / "facts/port.yaml"), "facts/port.yaml", "", "", "ends in .yaml", "Rename it to port.yml"
    ),
    "question set with another ending": Breakage(
        lambda folder: (folder / "evaluation/questions/de.jsonl").rename(folder / "evaluation/questions/de.json"),
        "evaluation/questions/de.json",
        "",
        "",
        "ends in .json",
        "Rename it to de.jsonl",
    ),
    "subject misspelt": Breakage(
        in_yaml("facts/port.yml", lambda c: c["port/nxtport_goal"].update(about={"nxtprot": ["goal"], "port": ["goal"]})),
        "facts/port.yml",
        "port/nxtport_goal",
        "",
        "only this entry has the subject 'nxtprot'",
        "Did you mean 'nxtport'?",
    ),
    "aspect misspelt": Breakage(
        in_yaml("facts/port.yml", lambda c: c["port/nxtport"].update(about={"nxtport": ["what", "how_mayn"]})),
        "facts/port.yml",
        "port/nxtport",
        "",
        "only this entry has the aspect 'how_mayn'",
        "Did you mean 'how_many'?",
    ),
    "short aspect misspelt": Breakage(
        in_yaml("facts/port.yml", lambda c: c["port/nxtport"].update(about={"nxtport": ["waht"]})),
        "facts/port.yml",
        "port/nxtport",
        "",
        "only this entry has the aspect 'waht'",
        "Did you mean 'what'?",
    ),
    "short field misspelt": Breakage(
        in_yaml("facts/port.yml", lambda c: c["port/nxtport"].update(theme="prot")),
        "facts/port.yml",
        "port/nxtport",
        "",
        "only this entry has the field 'prot'",
        "Did you mean 'port'?",
    ),
    "field of one claim": Breakage(
        in_yaml("facts/port.yml", lambda c: c["port/nxtport"].update(theme="zzz")),
        "facts/port.yml",
        "port/nxtport",
        "",
        "only this entry has the field 'zzz'",
        "Leave `theme` out",
    ),
    "field misspelt": Breakage(
        in_yaml("facts/sectors.yml", lambda c: c["sectors/medtech"].update(theme="helath")),
        "facts/sectors.yml",
        "sectors/medtech",
        "",
        "only this entry has the field 'helath'",
        "Did you mean 'health'?",
    ),
    "tag of the lexicon misspelt": Breakage(
        in_yaml("data/lexicon.yml", lambda c: c.update(foreign_places={"Lommel": ["lommel"]})),
        "data/lexicon.yml",
        "foreign_places",
        "",
        "looks like 'foreign_place'",
        "Join them",
    ),
    "examples outside the languages' folders": Breakage(
        lambda folder: write_examples(folder / "data/nlu/port.yml", {"port/nxtport": ["zzz"]}),
        "data/nlu/port.yml",
        "",
        "",
        "outside the folder of a language",
        "data/nlu/en/",
    ),
    "question set that accepts what nothing has": Breakage(
        append("evaluation/questions/de.jsonl", '{"q": "Wer hat das denn nun gegründet?", "accept": ["port/nxtport_founder"]}\n'),
        "evaluation/questions/de.jsonl",
        "line 2",
        "de",
        "`accept` names 'port/nxtport_founder'",
        "Did you mean 'port/nxtport_founders'?",
    ),
    "question set emptied": Breakage(
        write("evaluation/questions/de.jsonl", ""), "evaluation/questions/de.jsonl", "", "de", "the set holds no question", "Restore it"
    ),
    "question set of no language": Breakage(
        write("evaluation/questions/xx.jsonl", '{"q": "?", "accept": ["oos"]}\n'),
        "evaluation/questions/xx.jsonl",
        "",
        "xx",
        "does not begin with the code",
        "Name it",
    ),
    "question set with a key misspelt": Breakage(
        append("evaluation/questions/de.jsonl", '{"q": "Wer hat das denn nun gegründet?", "accept": ["oos"], "tgas": []}\n'),
        "evaluation/questions/de.jsonl",
        "line 2",
        "de",
        "no question has a key 'tgas'",
        "Did you mean 'tags'?",
    ),
    "question that no reply can be right on": Breakage(
        append("evaluation/questions/de.jsonl", '{"q": "Wer hat das denn nun gegründet?", "accept": []}\n'),
        "evaluation/questions/de.jsonl",
        "line 2",
        "de",
        "`accept` is empty",
        "or `oos`",
    ),
    "question whose mark is a text": Breakage(
        append("evaluation/questions/de.jsonl", '{"turns": [{"q": "Wer hat das denn nun gegründet?", "accept": ["oos"], "scored": "no"}]}\n'),
        "evaluation/questions/de.jsonl",
        "line 2",
        "de",
        "`scored` is 'no', not true or false",
        "without quotes",
    ),
    "own intent without any examples": Breakage(
        in_yaml("domain.yml", lambda c: c["intents"].append("newsletter")), "data/nlu/en/newsletter.yml", "newsletter", "en", "0 examples", "Write 3 more"
    ),
    "own intent with a name that is none": Breakage(
        lambda folder: write_examples(folder / "data/nlu/fr/Book Visit.yml", {"Book Visit": ["zzz 1"]}),
        "data/nlu/fr/Book Visit.yml",
        "Book Visit",
        "fr",
        "more than lower-case letters",
        "Rename it, and its file",
    ),
    "rule with a sentence that is not there": Breakage(
        append("data/stories/rules.yml", "  - rule: news\n    steps: [{intent: gap}, {action: utter_news}]\n"),
        "data/stories/rules.yml",
        "news",
        "",
        "the sentence 'utter_news' is not in domain.yml",
        "add it to `responses`",
    ),
    "rule with a sentence by itself": Breakage(
        append("data/stories/rules.yml", "  - rule: bye\n    steps: [{intent: gap}, {action: utter_goodbye}]\n"),
        "data/stories/rules.yml",
        "bye",
        "",
        "'utter_goodbye' by itself is no reply",
        "examples of `smalltalk/goodbye`",
    ),
    "rule without an action": Breakage(
        append("data/stories/rules.yml", "  - rule: news\n    steps: [{intent: gap}]\n"),
        "data/stories/rules.yml",
        "news",
        "",
        "it has no action",
        "Add `- action",
    ),
    "rule in another file": Breakage(
        write("data/stories/mine.yml", "rules: [{rule: news, steps: [{intent: gap}, {action: nope}]}]\n"),
        "data/stories/mine.yml",
        "news",
        "",
        "the action 'nope'",
        "Correct it",
    ),
    "actions that are no list": Breakage(
        in_yaml("domain.yml", lambda c: c.update(actions="action_reply")), "domain.yml", "actions", "", "`actions` is no list but 'action_reply'", "as a list"
    ),
    "small talk without examples": Breakage(
        lambda folder: [in_examples(code, "smalltalk", lambda e: e.pop("smalltalk/bot"))(folder) for code in CODES],
        "domain.yml",
        "utter_bot",
        "",
        "nothing leads to this sentence",
        "Put back the examples of `smalltalk/bot`",
    ),
    "field misspelt in one language": Breakage(
        in_yaml("domain.yml", lambda c: c["responses"]["utter_too_long"][0].update(text="At most {limits} please.")),
        "domain.yml",
        "utter_too_long",
        "en",
        "the fields ['limits'] differ",
        "the same {fields}",
    ),
    "title in another script": Breakage(
        in_yaml("facts/port.yml", lambda c: c["port/nxtport"]["title"].update(de="이 사업은 무엇인지 알려 주시겠어요?")),
        "facts/port.yml",
        "port/nxtport",
        "de",
        "this looks like 한국어, not Deutsch",
        "Write it in Deutsch",
    ),
    "key of an entry misspelt": Breakage(
        in_yaml("facts/port.yml", lambda c: c["port/nxtport"].update(realted=["port/overview"])),
        "facts/port.yml",
        "port/nxtport",
        "",
        "`realted`: there is no such key here",
        "Did you mean 'related'?",
    ),
    "paragraph left out": Breakage(
        in_yaml("facts/port.yml", lambda c: c["port/nxtport"].update(source="seminar")),
        "facts/port.yml",
        "port/nxtport",
        "",
        "`source` names the page 'seminar' and no paragraph",
        "seminar/p1",
    ),
    "name whose forms are no texts": Breakage(
        in_yaml("facts/names.yml", lambda c: c.update(Samsung={"all": [12]})), "facts/names.yml", "Samsung", "", "`all`: YAML takes `12` for a number", "in quotes"
    ),
    "source with a key of another name": Breakage(
        in_yaml("facts/sources.yml", lambda c: c["seminar"].update(uri="x")),
        "facts/sources.yml",
        "seminar",
        "",
        "`uri`: there is no such key here",
        "the keys are title, url, date, paragraphs",
    ),
    "curly quotes around an answer": Breakage(
        lambda folder: replace(folder / "facts/port.yml", '"The private port community is behind NxtPort."', "“The private port community is behind NxtPort.”"),
        "facts/port.yml",
        "port/nxtport_founders",
        "en",
        "`answer`: it stands between “ and ”, which visitors would see: '“The private port",
        "Take both out",
    ),
    "curly quote before a title, not closed": Breakage(
        lambda folder: replace(folder / "facts/port.yml", '"Who is behind NxtPort?"', "“Who is behind NxtPort?"),
        "facts/port.yml",
        "port/nxtport_founders",
        "en",
        "`title`: it begins with “, which nothing closes",
        "straight ones",
    ),
    "curly quotes around a sentence": Breakage(
        in_yaml("domain.yml", lambda c: c["responses"]["utter_bot"][0].update(text="“I am an assistant.”")),
        "domain.yml",
        "utter_bot",
        "en",
        "`text`: it stands between “ and ”",
        "Take both out",
    ),
    "quote of an example left open": Breakage(
        in_examples("en", "port", lambda e: e["port/nxtport"].append('"is nxtport a port')),
        "data/nlu/en/port.yml",
        "port/nxtport",
        "en",
        "it holds a \" that has no other half: '\"is nxtport a port'",
        "Take it out",
    ),
    "folder of no language, with nothing in it": Breakage(
        lambda folder: (folder / "data/nlu/es").mkdir(), "data/nlu/es/", "", "es", "languages.yml does not list 'es'", "remove the folder"
    ),
    "figure that the source does not hold": Breakage(
        in_yaml("facts/port.yml", lambda c: c["port/nxtport"]["answer"].update({code: text + " (1700)" for code, text in c["port/nxtport"]["answer"].items()})),
        "facts/port.yml",
        "port/nxtport",
        "",
        "the figure '1700' of the answer is not among those of its source 'seminar'",
        "add it to `figures` of seminar in facts/sources.yml",
    ),
    "number where a text is": Breakage(
        in_yaml("facts/port.yml", lambda c: c["port/nxtport"]["title"].update(en=42)),
        "facts/port.yml",
        "port/nxtport",
        "en",
        "`title.en`: YAML takes `42` for a number",
        'Write it in quotes: "42"',
    ),
}


def test_every_sentence_that_the_conversation_says_is_asked_for() -> None:
    code = "".join(path.read_text("utf-8") for path in (ROOT / "assistant").glob("*.py"))
    named = set(re.findall(r'"(utter_[a-z_]+)"', code))
    assert named >= {"utter_source", "utter_error"} and named - {"utter_thanks", "utter_greet"} <= set(SAID)


def test_what_is_wrong_with_an_intent_is_told_once_and_with_what_it_may_be(sound: Path) -> None:
    in_examples("nl", "port", lambda e: e.update({"port/nxtprt": e.pop("port/nxtport")}))(sound)
    told = [problem for problem in problems_in(sound) if problem.entry == "port/nxtprt"]
    assert [problem.do for problem in told] == ["Correct the id, or add the entry; if it is gone for good, remove the block. Did you mean 'port/nxtport'?"]


def test_a_code_renamed_in_the_list_of_languages_only_is_all_that_is_told(sound: Path) -> None:
    replace(sound / "languages.yml", "\nko:\n", "\nkr:\n")
    (problem,) = problems_in(sound)
    assert (problem.file, problem.language) == ("languages.yml", "kr")
    assert problem.what == "languages.yml lists 'kr', but all sentences and examples are under 'ko'"
    assert "Write `ko:` there again" in problem.do


def test_a_folder_of_no_language_is_told_once(sound: Path) -> None:
    (sound / "data/nlu/nl").rename(sound / "data/nlu/du")
    assert len([problem for problem in problems_in(sound) if problem.language == "du"]) == 1


def test_a_file_that_cannot_be_read_is_told_once(sound: Path) -> None:
    append("domain.yml", "\n  wrong: [\n")(sound)
    assert len([problem for problem in problems_in(sound) if problem.file == "domain.yml"]) == 1


def test_a_fault_in_a_file_of_examples_hides_none_in_the_others_nor_what_else_is_wrong_with_it(sound: Path) -> None:
    append("data/nlu/fr/port.yml", "    le port\n")(sound)
    append("data/nlu/fr/city.yml", "\t- x\n")(sound)
    append("data/nlu/nl/city.yml", "    -\n")(sound)
    in_examples("de", "port", lambda e: e.pop("port/nxtport"))(sound)
    replace(sound / "data/nlu/ko/port.yml", "- intent: port/nxtport\n", "- intnet: port/nxtport\n")
    told = {(problem.file, problem.entry) for problem in problems_in(sound)}
    assert told == {
        ("data/nlu/fr/port.yml", "port/nxtport_goal"),
        ("data/nlu/fr/city.yml", "line 19"),
        ("data/nlu/nl/city.yml", "city/capital_of_things"),
        ("data/nlu/de/port.yml", "port/nxtport"),
        ("data/nlu/ko/port.yml", ""),
    }


@pytest.mark.parametrize("name", BREAKAGES)
def test_each_breakage_is_found_and_told_with_file_entry_language_and_remedy(sound: Path, name: str) -> None:
    breakage = BREAKAGES[name]
    breakage.do(sound)
    problems = list(problems_in(sound))
    told = [problem for problem in problems if breakage.is_told_by(problem)]
    assert told, "\n".join(map(str, problems)) or "nothing was found"
    assert breakage.remedy in told[0].do
    assert told[0].do


@pytest.mark.parametrize("name", in_language("en"))
def test_a_breakage_in_every_language_is_told_once_in_each_and_nothing_else_is_told(sound: Path, name: str) -> None:
    breakages = [in_language(code)[name] for code in CODES]
    for breakage in breakages:
        breakage.do(sound)
    problems = list(problems_in(sound))
    told = [[problem for problem in problems if breakage.is_told_by(problem) and breakage.remedy in problem.do] for breakage in breakages]
    assert [len(found) for found in told] == [1] * len(CODES) and len(problems) == len(CODES), "\n".join(map(str, problems)) or "nothing was found"


def test_every_entry_that_the_assistant_names_itself_is_asked_for(sound: Path) -> None:
    for topic in {family(entry) for entry in NEEDED}:
        in_yaml(f"facts/{topic}.yml", lambda c: [c.pop(entry) for entry in NEEDED if entry in c])(sound)
    told = [(problem.file, problem.entry) for problem in problems_in(sound) if problem.what.startswith("the entry is missing: ")]
    assert sorted(told) == sorted((f"facts/{family(entry)}.yml", entry) for entry in NEEDED)


@pytest.mark.parametrize("gone", [CODES[:3], CODES[3:]], ids=", ".join)  # of none at all nothing more is told
def test_folders_that_are_gone_are_told_and_no_other(sound: Path, gone: list[str]) -> None:
    for code in gone:
        (sound / "data" / "nlu" / code).rename(sound / "data" / code)
    told = [problem for problem in problems_in(sound) if problem.what == "the folder is missing"]
    assert [(problem.file, problem.language) for problem in told] == [(f"data/nlu/{code}/", code) for code in gone]
    assert all("write the examples in" in problem.do for problem in told)


def test_a_fault_in_the_facts_hides_none_in_the_examples_nor_in_the_names(sound: Path) -> None:
    in_yaml("facts/city.yml", lambda c: c["city/motto"].pop("source"))(sound)
    in_yaml("facts/names.yml", lambda c: c.update(Samsung=12))(sound)
    in_yaml("data/lexicon.yml", lambda c: c.update(foreign_place=12))(sound)
    in_examples("nl", "port", lambda e: e.update({"port/nxtprt": e.pop("port/nxtport")}))(sound)
    told = {(problem.file, problem.entry) for problem in problems_in(sound)}
    assert told >= {
        ("facts/city.yml", "city/motto"),
        ("facts/names.yml", "Samsung"),
        ("data/lexicon.yml", "foreign_place"),
        ("data/nlu/nl/port.yml", "port/nxtprt"),
        ("data/nlu/nl/port.yml", "port/nxtport"),
    }


def test_an_intent_of_ones_own_with_all_that_it_needs_is_sound(sound: Path) -> None:
    in_yaml("domain.yml", lambda c: (c["intents"].append("newsletter"), c["actions"].append("action_newsletter")))(sound)
    append("data/stories/rules.yml", "  - rule: news\n    steps: [{intent: newsletter}, {action: action_newsletter}]\n")(sound)
    for code in CODES:
        write_examples(sound / f"data/nlu/{code}/newsletter.yml", {"newsletter": ["zzz 1", "zzz 2", "zzz 3"]})
    assert [str(problem) for problem in problems_in(sound)] == []


@pytest.mark.parametrize(
    "do, file",
    [
        (append("facts/port.yml", "\tport/x: {}\n"), "facts/port.yml"),
        (in_yaml("facts/sources.yml", lambda c: c["seminar"].update(url="www.example.org")), "facts/sources.yml"),
        (in_yaml("facts/sources.yml", lambda c: c["seminar"].update(date=2016)), "facts/sources.yml"),
    ],
)
def test_what_rests_on_a_fault_is_not_blamed_for_it(sound: Path, do: Callable[[Path], object], file: str) -> None:
    do(sound)
    assert {problem.file for problem in problems_in(sound)} == {file}


def test_an_id_that_is_gone_is_told_once_for_each_question_set(sound: Path) -> None:
    append(
        "evaluation/questions/de.jsonl", '{"q": "Wer war das denn nun?", "accept": ["port/gone"]}\n{"q": "Und wo war das noch?", "accept": ["port/gone"]}\n'
    )(sound)
    told = [problem.entry for problem in problems_in(sound) if "port/gone" in problem.what]
    assert told == ["lines 2, 3"]


def test_of_an_id_that_is_wrong_nothing_else_is_told(sound: Path) -> None:
    in_yaml("facts/port.yml", lambda c: c.update({"prot/new": c["port/nxtport"]}))(sound)
    in_examples("nl", "port", lambda e: e.update({"prot/new": ["zzz 1", "zzz 2", "zzz 3"]}))(sound)
    append("evaluation/questions/de.jsonl", '{"q": "Wer war das denn nun?", "accept": ["prot/new"]}\n')(sound)
    (problem,) = problems_in(sound)
    assert (problem.file, problem.entry) == ("facts/port.yml", "prot/new")
    assert "write `port/new`" in problem.do


@pytest.mark.parametrize("others", [False, True])  # is something wrong with the facts besides?
def test_an_entry_that_was_renamed_is_told_with_all_files_that_have_the_old_id(sound: Path, others: bool) -> None:
    in_yaml("facts/gap.yml", lambda c: c.update({"gap/attendees": c.pop("gap/participants")}))(sound)
    append("evaluation/questions/de.jsonl", '{"q": "Wer war das denn nun?", "accept": ["gap/participants"]}\n')(sound)
    if others:
        in_yaml("facts/city.yml", lambda c: c["city/motto"].pop("source"))(sound)
    told = [problem for problem in problems_in(sound) if problem.entry != "city/motto"]
    assert [(problem.file, problem.entry) for problem in told] == [("facts/gap.yml", "gap/attendees")]
    files = ", ".join([*(f"data/nlu/{code}/gap.yml" for code in sorted(CODES)), "evaluation/questions/de.jsonl"])
    assert told[0].what == f"was 'gap/participants' renamed to 'gap/attendees'? The old id still stands in {files}"
    assert "rename it there too" in told[0].do


def test_what_no_evaluation_question_asks_for_is_told_in_each_language(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(question_checks, "MIN_ASKED", 1)
    told = [problem for problem in problems_in(sound) if problem.entry == "port/nxtport"]
    assert [(problem.file, problem.language) for problem in told] == [(f"evaluation/questions/{code}.jsonl", code) for code in CODES]
    assert all(problem.what.startswith("0 questions ask for it; at least 1 is wanted") for problem in told)


def test_a_follow_up_that_nothing_tells_is_not_asked_for_in_the_other_languages(sound: Path) -> None:
    in_examples("nl", "follow_up", lambda e: e.update({"follow_up/woh": ["zzz 1", "zzz 2", "zzz 3"]}))(sound)
    assert [problem.language for problem in problems_in(sound) if problem.entry == "follow_up/woh"] == ["nl"]
