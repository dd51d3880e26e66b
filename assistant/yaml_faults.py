"""What is wrong with a YAML file that cannot be read, told by the line that a person typed and not in the parser's words."""

from __future__ import annotations

import re

import yaml

SHOWN = 70  # characters of a line that a message shows
LOOKED_BACK = 8  # lines above the parser's own that a quote left open may stand on: the parser tells the line after it

_STRING = r'"(?:[^"\\]|\\.)*"'
_OPEN = re.compile(rf'^(?:[^"#]|{_STRING})*"(?:[^"\\]|\\.)*$')  # a line whose last double quote opens and is not closed
_OPEN_SINGLE = re.compile(r"^\s*(?:- )?[^\s:\"'][^:]*:\s+'[^']*$")
_ENDS_EARLY = re.compile(rf"(?:^|[:\[,-] ?)\s*(?P<text>{_STRING}|'(?:[^']|'')*')\s*[^\s,\]}}#:]")  # words after the quote that ends a text
_VALUE = re.compile(r"^\s*(?:- )?[^\s:\"'][^:]*:\s+(?P<value>.+)$")


class Slip(yaml.MarkedYAMLError):
    """What this project's own reader refuses, in words that need no translation.

    Args:
        what: what is wrong.
        do: what to do.
        node: where it stands.
    """

    def __init__(self, what: str, do: str, node: yaml.Node) -> None:
        super().__init__(problem=what, problem_mark=node.start_mark)
        self.do = do


def fault_of(error: yaml.MarkedYAMLError, text: str) -> tuple[int, str, str]:
    """What a parser's error comes down to.

    Args:
        error: what the parser says.
        text: the file.

    Returns:
        The number of the line that is to be changed, what is wrong with it, and what to do.
    """
    lines = text.splitlines() or [""]
    mark = error.problem_mark or error.context_mark
    at = min(mark.line if mark else 0, len(lines) - 1)
    while at and not lines[at].strip():
        at -= 1
    number, what, do = _fault(error, lines, at)
    entry = _entry_of(lines, number)
    above = next((line for line in reversed(lines[:number]) if line.strip()), None)
    told = f"{what}: {_shown(lines[number], mark.column if mark and mark.line == number else 0)}"
    if above is not None:
        told += f" (the line above it: {_shown(above)})"
    return number + 1, told + (f", in {entry!r}" if entry else ""), do


def _fault(error: yaml.MarkedYAMLError, lines: list[str], at: int) -> tuple[int, str, str]:
    """As `fault_of`; lines are counted from 0, and the line itself is not shown."""
    problem, line, mark = error.problem or "", lines[at], error.problem_mark
    if isinstance(error, Slip):
        return at, problem, error.do
    if "tab" in problem or "\t" in line[: len(line) - len(line.lstrip())]:
        return at, "a tab stands where spaces are wanted", "Replace the tab by spaces, as many as the lines beside it begin with."
    started = error.context_mark.line if error.context_mark else at
    if "quoted scalar" in (error.context or "") and "end of stream" in problem:
        return started, "a quote is opened and never closed", "Put the closing quote at the end of the text."
    broken = [number for number in range(at, max(-1, at - LOOKED_BACK), -1) if not lines[number].lstrip().startswith(("#", "- "))]
    early = next((number for number in broken[:2] if _ENDS_EARLY.search(lines[number])), None)
    opened = next((number for number in broken if _OPEN.match(lines[number]) or _OPEN_SINGLE.match(lines[number])), None)
    if opened is not None and (early is None or opened <= early):
        return opened, "a quote is opened and not closed on its line", "Put the closing quote at the end of the text."
    if early is not None:
        what = "the text ends at its second quote, and words follow"
        return early, what, 'Write a quote within the text as \\"; put a text with an apostrophe between double quotes.'
    if "escape character" in problem:
        return at, "a backslash stands in a quoted text", "Write it twice: \\\\."
    if any(words in problem for words in _SIGNS):
        sign = line[mark.column : mark.column + 1] if mark and at == mark.line else ""
        if sign and sign in ",]}":
            return at, f"a {sign} stands where a text is wanted", "Take it out if it is one too many; put a text that begins with it between quotes."
        if sign:
            return at, f"a text without quotes begins with {sign!r}", _IN_QUOTES
    if "expected ','" in problem or "node content" in problem:
        return min(started, at), "a list or table in brackets is not closed", "Put the closing ] or } at its end, and a comma between its parts."
    if "expected ':'" in problem:
        return started, "a key lacks its colon", "Write `key:`; or put the line in quotes behind the key that it belongs to."
    return _misplaced(problem, lines, at)


def _misplaced(problem: str, lines: list[str], at: int) -> tuple[int, str, str]:
    """A colon too many, a colon too few, or a line that is indented like none of its neighbours."""
    value = _VALUE.match(lines[at])
    above = next((number for number in range(at - 1, -1, -1) if lines[number].strip() and not lines[number].lstrip().startswith("#")), None)
    if "mapping values" in problem:
        if value and re.search(r":(\s|$)", value["value"]) and not value["value"].startswith(('"', "'")):
            return at, "a text without quotes holds a colon", _IN_QUOTES
        if above is not None and not re.search(r":(\s|$)", lines[above]):
            return above, "a key lacks its colon", "Write `key:`, with a space after the colon if something follows."
    if "'-'" in problem:
        return at, "a line within a list does not begin with '- '", "Begin it with '- ', as far in as the others; or move it out of the list."
    spaces = len(lines[at]) - len(lines[at].lstrip(" "))
    return at, f"the line does not fit in ({_counted(spaces)} before it)", "Begin it with as many spaces as the lines that it stands beside."


def _counted(spaces: int) -> str:
    return "1 space" if spaces == 1 else f"{spaces or 'no'} spaces"


def _entry_of(lines: list[str], number: int) -> str:
    """The key, or the intent, that a line belongs to: the nearest one above that begins at the margin; "" for a line that does so itself."""
    if not lines[number][:1].isspace():
        return ""
    for line in reversed(lines[:number]):
        if line[:1].strip() and not line.startswith("#"):
            return line.removeprefix("- intent:").strip().partition(":")[0]
    return ""


def _shown(line: str, column: int = 0) -> str:
    """A line as it stands in the file, tabs made visible; of a long one the part around a column."""
    text = line.strip().replace("\t", "→") if not line.startswith("\t") else line.rstrip().replace("\t", "→")
    start = max(0, column - (len(line) - len(line.lstrip())) - SHOWN // 2)
    part = text[start : start + SHOWN]
    return f"`{'…' if start else ''}{part}{'…' if start + SHOWN < len(text) else ''}`"


# What the parser says of a text that begins with a sign of YAML's own.
_SIGNS = ("cannot start", "undefined alias", "constructor", "node content", "sequence entries", "mapping keys", "comment or line break")
_IN_QUOTES = "Put the whole text between double quotes."
