"""Do the rules, the intents and the actions fit together? `data/stories/rules.yml`, `domain.yml` and `actions/`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.decision import INTENTS
from assistant.errors import DataError, Problem
from assistant.responses import FILE
from assistant.understanding import SMALLTALK
from assistant.yaml_files import read_table

RULES = "data/stories/rules.yml"
REPLY = "action_reply"  # the action that answers from the fact base


def intents_of(domain: dict[str, Any]) -> set[str]:
    """The intents that `domain` (the content of `domain.yml`) lists."""
    listed = domain.get("intents")
    return {str(name if not isinstance(name, dict) else next(iter(name), "")) for name in (listed if isinstance(listed, list) else [])}


def rule_problems(folder: Path, domain: dict[str, Any]) -> Iterator[Problem]:
    """What is wrong with the rules below `folder`, and with the intents and actions that `domain` (the content of `domain.yml`) lists."""
    intents = intents_of(domain)
    actions = domain.get("actions") or []
    if not isinstance(actions, list):
        yield Problem(FILE, "actions", "", f"`actions` is no list but {actions!r:.60}", "Write them as a list, each with a dash.")
        return
    code = "".join(path.read_text("utf-8") for path in sorted((folder / "actions").glob("*.py")))
    for action in actions:
        if code and f'"{action}"' not in code and f"'{action}'" not in code:
            yield Problem(FILE, "actions", "", f"no action in actions/ has the name {action!r}", "Correct it, or write the action (`name` returns its name).")
    ruled: set[str] = set()
    for path in sorted({folder / RULES, *(folder / "data" / "stories").glob("*.yml")}):
        yield from _problems_of_file(path, folder, intents, actions, set(domain.get("responses") or {}), ruled)
    for intent in sorted(intents - ruled):
        yield Problem(FILE, intent, "", "no rule says what to do on this intent", f"Add a rule to {RULES}; or correct one there that misspells `intent`.")


def _problems_of_file(path: Path, folder: Path, intents: set[str], actions: list[str], responses: set[str], ruled: set[str]) -> Iterator[Problem]:
    """What is wrong with one file of rules; the intents that it has a rule for are added to `ruled`."""
    file = str(path.relative_to(folder))
    try:
        content = read_table(path, folder)
    except DataError as error:
        yield from error.problems
        return
    rules = content.get("rules")
    if not isinstance(rules, list) or not rules:
        yield Problem(file, "rules", "", f"`rules` is no list of rules but {rules!r}", "Write them as a list: `- rule: ...` with its `steps`.")
        return
    for number, rule in enumerate(rules, 1):
        name = str(rule.get("rule") or f"rule {number}") if isinstance(rule, dict) else f"rule {number}"
        steps = rule.get("steps") if isinstance(rule, dict) else None
        if not isinstance(steps, list) or not all(isinstance(step, dict) for step in steps):
            yield Problem(file, name, "", f"its `steps` are {steps!r}", "List them: `- intent: ...`, then `- action: ...`.")
            continue
        if not any("action" in step for step in steps):
            yield Problem(file, name, "", "it has no action", "Add `- action: ...` to its `steps`.")
        own = [step["intent"] for step in steps if "intent" in step and step["intent"] not in INTENTS.values()]
        for step in steps:
            intent, action = step.get("intent"), step.get("action")
            if intent:
                ruled.add(intent)
                if intent not in intents:
                    yield Problem(file, name, "", f"the intent {intent!r} is not in domain.yml", "Correct it, or add it to `intents` in domain.yml.")
            if action and not action.startswith("utter_") and action not in actions:
                yield Problem(file, name, "", f"the action {action!r} is not in domain.yml", "Correct it, or add it to `actions` in domain.yml.")
            if action and action.startswith("utter_") and action not in responses:
                yield Problem(file, name, "", f"the sentence {action!r} is not in domain.yml", "Correct it, or add it to `responses` in domain.yml.")
            elif action and action.startswith("utter_"):
                do = f"Make it small talk (examples of `{SMALLTALK}/{action.removeprefix('utter_')}`), which needs no rule; or write an action that says it."
                yield Problem(file, name, "", f"the sentence {action!r} by itself is no reply: it lacks the `custom` that clients rely on", do)
            if action == REPLY and own:
                do = "Name an action of its own; or make it small talk (`smalltalk/<name>`), which needs none."
                yield Problem(file, name, "", f"{REPLY} knows nothing of the intent {own[0]!r}", do)
