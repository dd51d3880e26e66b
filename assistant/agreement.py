"""Do the languages of an answer say the same, and its source too? Figures and names are compared; what reads well is for people to judge."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from assistant.errors import DataError, Problem
from assistant.facts import Entry, FactBase
from assistant.languages import DEFAULT, Language, load_languages
from assistant.yaml_files import no_texts, read_table

Names = dict[str, dict[str, list[str]]]  # name -> language, or "all" -> forms

FILE = "facts/names.yml"
SOURCES = "facts/sources.yml"
_FIGURE = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?")


def load_names(folder: Path) -> Names:
    """Read `folder/facts/names.yml`.

    Raises:
        DataError: a name without forms, or with forms in a language that is not configured.
    """
    names, wanted = read_table(folder / FILE, folder), load_languages(folder)
    problems = []
    for name, forms in names.items():
        other = no_texts(folder / FILE, forms, name)
        if other:
            problems += [Problem(FILE, str(name), "", f"`{where}`: {what}" if where else what, do) for where, what, do in other]
            continue
        sound = isinstance(forms, dict) and forms and all(isinstance(value, list) and value for value in forms.values())
        if not sound or not all(isinstance(form, str) and form.strip() for value in forms.values() for form in value):
            problems.append(
                Problem(FILE, str(name), "", f"its forms are {forms!r}, no lists of texts", "Write them as `{all: [IMEC]}` or `{en: [Seoul], fr: [Séoul]}`.")
            )
            continue
        for code in forms:
            if code != "all" and code not in wanted:
                problems.append(
                    Problem(FILE, str(name), str(code), f"languages.yml does not list {code!r}", "Correct the code, or add the language to languages.yml.")
                )
    if problems:
        raise DataError(problems)
    return names


def shared_names(names: Names) -> list[str]:
    """The forms that are the same in every language."""
    return [form for forms in names.values() for form in forms.get("all") or []]


def figures_in(text: str, language: Language) -> dict[float, str]:
    """The figures in a text, multiplied out: "16 million", "1,600만" and "1600万" are all 16,000,000.

    Args:
        text: a sentence without the names that hold digits.
        language: what it is written in; knows the words that multiply.

    Returns:
        Each figure's value -> how it is written, with the word that multiplies it.
    """
    found: dict[float, str] = {}
    for match in _FIGURE.finditer(text):
        digits = re.sub(r"[.,\u00a0\u202f ](?=\d{3}(?!\d))", "", match.group()).replace(",", ".")
        value, end = float(digits), match.end()
        after = text[end:].lstrip()
        for word in sorted(language.multipliers, key=len, reverse=True):
            if after.startswith(word):
                value *= language.multipliers[word]
                end = len(text) - len(after) + len(word)
                break
        found.setdefault(value, text[match.start() : end])
    return found


def names_in(text: str, code: str, names: Names, languages: dict[str, Language]) -> set[str]:
    """The names of `names.yml` that a text in language `code` holds; a language's name (한국어) is not its country's (한국)."""
    for language in languages.values():
        text = text.replace(language.name, " ")
    folded = text.replace("\u00a0", " ").replace("’", "'").casefold()
    return {name for name, forms in names.items() if any(_begins_a_word(form.casefold(), folded) for form in _forms_in(forms, code) or [name])}


def _forms_in(forms: dict[str, list[str]], code: str) -> list[str]:
    return [*forms.get("all", ()), *forms.get(code, ())]


def _begins_a_word(form: str, text: str) -> bool:
    # Korean and Chinese write on without a space, so there a form may stand anywhere.
    return bool(re.search((r"\b" if form[0].isalpha() and form[0] < "\u1100" else "") + re.escape(form), text))


def disagreements(base: FactBase, languages: dict[str, Language], names: Names) -> list[Problem]:
    """Every figure or name that is in one language's answer and not in another's."""
    problems = []
    for entry in base.entries.values():
        problems += _entry_disagreements(entry, languages, names)
    return problems


def _entry_disagreements(entry: Entry, languages: dict[str, Language], names: Names) -> list[Problem]:
    file = f"facts/{entry.id.split('/')[0]}.yml"
    figures = _figures_of(entry, languages, names)
    held = {code: {name: name for name in names_in(answer, code, names, languages)} for code, answer in entry.answer.items()}
    problems = []
    for what, by_language in (("figure", figures), ("name", held)):
        everywhere = set().union(*by_language.values())
        for value in sorted(everywhere, key=str):
            having = [code for code, values in by_language.items() if value in values]
            shown = by_language[having[0]][value]
            forms = "a form of a name that is missing belongs in facts/names.yml" if what == "name" else "write it in digits in every language"
            if len(having) <= len(by_language) / 2:  # the odd ones out are those that have it
                what_else = f"the {what} {shown!r} is in the answer in {', '.join(having)} only"
                do = f"Take it out, or put it in the others; {forms}."
                problems += [Problem(file, entry.id, code, what_else, do + _on_multipliers(what, code, languages, having)) for code in having]
                continue
            for code in by_language:
                if code not in having:
                    what_else = f"the {what} {shown!r} is in the answer in {', '.join(having)} but not in {code}"
                    do = f"Put it in, or take it out of the others; {forms}."
                    problems.append(Problem(file, entry.id, code, what_else, do + _on_multipliers(what, code, languages, having)))
    return problems


def _on_multipliers(what: str, code: str, languages: dict[str, Language], having: list[str]) -> str:
    """What to do where a language's words that multiply are not known, so that its "16 millones" is read as 16."""
    if what != "figure" or languages[code].multipliers or not any(language.multipliers for language in languages.values()):
        return ""
    return f" languages.yml has no `multipliers` for {code!r}: where it writes a figure with a word (16 million), add that word there."


def unsourced_figures(base: FactBase, languages: dict[str, Language], names: Names) -> Iterator[Problem]:
    """The figures that most languages' answers hold and the source does not; those that few of them hold are told as disagreements."""
    english = languages[DEFAULT]
    held: dict[str, set[float]] = {}
    for page, source in base.sources.items():
        held[page] = set().union(*(figures_in(figure, english) for figure in source.figures))
        for figure in source.figures:
            if not figures_in(figure, english):
                yield Problem(SOURCES, page, "", f"`figures` holds {figure!r}, which is no figure", "Write it in digits: 2016, or 16 million.")
    for entry in base.entries.values():
        figures = _figures_of(entry, languages, names)
        page = (entry.source or "").split("/")[0]
        known = held[page] if page else set().union(*held.values())  # what is near to a gap may be told with it
        for value in sorted(set().union(*figures.values()) - known):
            having = [code for code, values in figures.items() if value in values]
            if len(having) > len(figures) / 2:
                what = f"the figure {figures[having[0]][value]!r} of the answer is not among those of " + (f"its source {page!r}" if page else "any source")
                do = f"Correct it, in every language; or, if the source says so, add it to `figures` of {page or 'that source'} in {SOURCES}."
                yield Problem(f"facts/{entry.topic}.yml", entry.id, "", what, do)


def _figures_of(entry: Entry, languages: dict[str, Language], names: Names) -> dict[str, dict[float, str]]:
    """Language -> the figures of an entry's answer in it."""
    return {code: figures_in(_without_months(answer, code, names), languages[code]) for code, answer in entry.answer.items()}


def _without_months(text: str, code: str, names: Names) -> str:
    for forms in names.values():
        for form in forms.get("all") or forms.get(code) or []:
            if any(character.isdigit() for character in form):
                text = text.replace(form, " ")
    return text
