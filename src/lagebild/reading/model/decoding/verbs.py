"""What the verbs of a sentence say that a model overlooks: two negations make a possibility; the present passive.

`Er ist nicht abgeneigt, Truppen zu schicken` negates no sending, and `Der Hafen wird beschossen` is no forecast.
"""

from __future__ import annotations

import re

from lagebild.reading.marks import Realis
from lagebild.spans import Span

_OPEN_DE = (
    r"\bnicht\s+(?:länger\s+|mehr\s+|völlig\s+|ganz\s+|grundsätzlich\s+)?"
    r"(?:abgeneigt|ausgeschlossen|auszuschließen|ausschließen|ausschließt|ausschloss|abwegig|undenkbar|unmöglich)\b"
    r"|\bschl(?:oss|ossen|ieße|ießt|ießen)\b[^.;:,]{0,120}\bnicht\s+aus\b"
)
_OPEN_EN = (
    r"\b(?:not|never|n[’']t)\s+(?:be\s+|been\s+|entirely\s+)?"
    r"(?:rul(?:e|ed|ing)\s+out|exclud(?:e|ed|ing)|opposed|averse|impossible|unthinkable|out\s+of\s+the\s+question)\b"
)
_OPEN = re.compile(rf"{_OPEN_DE}|{_OPEN_EN}", re.I)
_NEGATION = re.compile(r"\b(?:nicht|kein\w*|nie|niemals|not|never|no|neither)\b|n[’']t\b", re.I)

_PARTICIPLE = r"(?:\w*ge\w{2,}t|\w{2,}iert|(?:be|ver|er|ent|zer|miss)\w{2,}t)"
_PASSIVE_BEFORE = re.compile(rf"\b(?:wird|werden)\b[^,;:]*?\b{_PARTICIPLE}(?=\s*(?:[,.;:!?“”\"–)]|$|und\b|oder\b))")
_PASSIVE_BEHIND = re.compile(rf"\b{_PARTICIPLE}\s(?:wird|werden)\b")
_AUXILIARY = re.compile(r"\b(?:wird|werden|werde)\b")
_PASSIVE_EN = re.compile(r"\b(?:is|are)\s+(?:now\s+|currently\s+|still\s+)?being\s+\w+")
_AHEAD = re.compile(
    r"\b(?:könnten?|dürften?|möchten?|sollt?en?|soll|will|wollen|würden?|müssten?|künftig|bald|demnächst|voraussichtlich|"
    r"wahrscheinlich|womöglich|morgen|nächste\w*|kommende\w*|erwart\w*|droh\w*|ab\s+\d{4}|bis\s+\d{4}|"
    r"will|would|could|may|might|should|shall|going\s+to|expect\w*|likely|soon|tomorrow|next|by\s+\d{4})\b",
    re.I,
)


def realis_told(text: str, sentence: Span, trigger: Span, realis: Realis) -> Realis:
    """Return the realis of an event; what nobody is averse to or rules out is possible, not negated.

    The refusal itself (`schloss nicht aus` as trigger) stays negated, and so does what a further negation stands for.
    """
    if realis is not Realis.NEG:
        return realis
    left_open = [Span(*m.span()) for m in _OPEN.finditer(text, sentence.start, sentence.end)]
    if not left_open or any(_is_word_of(text, span, trigger) for span in left_open):
        return realis
    others = (m for m in _NEGATION.finditer(text, sentence.start, sentence.end))
    alone = all(any(span.start <= m.start() < span.end for span in left_open) for m in others)
    return Realis.HYPO if alone else realis


def _is_word_of(text: str, left_open: Span, trigger: Span) -> bool:
    """Return whether a trigger is the verb or adjective of words that leave something open, not what stands in them."""
    if not left_open.overlaps(trigger):
        return False
    words = trigger.cut(text).lower()
    return trigger.start == left_open.start or trigger.end == left_open.end or "rul" in words or "exclud" in words


def tells_the_present(text: str, span: Span) -> bool:
    """Return whether what looks like a forecast is only told in the present passive: no verb of it lies ahead."""
    words = span.cut(text)
    if _AHEAD.search(words):
        return False
    if _PASSIVE_EN.search(words):
        return not re.search(r"[’']ll\b", words)
    passives = len(_PASSIVE_BEFORE.findall(words)) + len(_PASSIVE_BEHIND.findall(words))
    return passives > 0 and passives == len(_AUXILIARY.findall(words))
