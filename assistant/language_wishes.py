"""What a ranked part says of the reply's language: that it is wished for, refused, or only named beside what is asked."""

from __future__ import annotations

from assistant.courtesy import LANGUAGE_ABILITY, LANGUAGE_REFUSED, LANGUAGE_WISH
from assistant.understanding import GAP, OUT_OF_SCOPE, REPEAT, SMALLTALK, TALK, Part, Scored, family

AGAIN = (REPEAT, "follow_up/more")  # "say that in Dutch": from the next answer on
ON_LANGUAGE = (LANGUAGE_WISH, LANGUAGE_REFUSED, LANGUAGE_ABILITY)
ALSO = 0.2  # probability from which a question that names a language wishes for it: ten times that of "was the seminar in Korean?"
OF_A_LANGUAGE = 0.1  # probability of gaps and out of scope together from which a claim that names a language is asked about it: "was the seminar in English?"
HEARD = 0.002  # probability from which a question is heard in a message that looks like a wish; "can we do this in Dutch" without its Dutch is none ...
OF_ITS_OWN = 0.5  # ... unless that rest has so much support


def on_language(ranking: list[Scored]) -> tuple[list[Scored], str | None]:
    """A ranking in which all that is said of the reply's language counts as one label, the wish; and the likeliest of those labels."""
    said = [scored for scored in ranking if scored.label in ON_LANGUAGE]
    if not said:
        return ranking, None
    rest = [scored for scored in ranking if scored.label not in ON_LANGUAGE]
    all_of_them = Scored(LANGUAGE_WISH, round(min(1.0, sum(scored.probability for scored in said)), 4))
    return sorted([all_of_them, *rest], key=lambda scored: -scored.probability), said[0].label


def is_on_language(part: Part) -> bool:
    """Whether a part most likely says something of the reply's language, and nothing else."""
    return part.ranking[0].label == LANGUAGE_WISH


def wishes(part: Part) -> bool:
    """Whether a part wishes for a language, and says nothing else; "is that for Korean firms only?" may sound of asking whether one speaks it."""
    return part.on_language == LANGUAGE_WISH and is_on_language(part)


def refuses(part: Part) -> bool:
    """Whether a part refuses a language, and says nothing else."""
    return part.on_language == LANGUAGE_REFUSED and is_on_language(part)


def also_wishes(part: Part, asks_in_one: bool) -> bool:
    """Whether what tells something is asked in a language: "explain NxtPort in French".

    Beside a gap or what is out of scope the language is what is asked about: "do they speak French there?", "what is hello in Korean?"

    Args:
        part: what the message asks.
        asks_in_one: it names a language as one does who asks for something in it.
    """
    if asks_in_one and family(part.ranking[0].label) not in TALK and _not_of_the_material(part) < OF_A_LANGUAGE:
        return True
    wish = next((probability for label, probability in part.ranking if label == LANGUAGE_WISH), 0.0)
    if part.ranking[0].label == REPEAT:  # "once more in German"
        return True
    return part.on_language == LANGUAGE_WISH and wish >= ALSO and family(part.ranking[0].label) not in (GAP, OUT_OF_SCOPE, SMALLTALK)


def _not_of_the_material(part: Part) -> float:
    """How likely a part asks for what the material does not tell, such as the language that the seminar was held in."""
    return sum(probability for label, probability in part.ranking if family(label) in (GAP, OUT_OF_SCOPE))


def is_heard(rest: Part, whole: Part) -> bool:
    """Whether what is left of a message that looks like a wish for a language is a question that is heard in the whole too, or surely one."""
    label = rest.ranking[0].label
    if not is_on_language(whole):
        return True
    return label not in AGAIN and (rest.support >= OF_ITS_OWN or any(other == label and probability >= HEARD for other, probability in whole.ranking))
