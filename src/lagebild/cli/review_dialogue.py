"""The dialogue of `lagebild review`: one item after the other, a key for every decision, stored at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from rich.console import Console
from rich.text import Text

from lagebild.case.case import Case
from lagebild.case.reviewed_rows import EDITABLE
from lagebild.errors import UsageError
from lagebild.views.labels import labels_in
from lagebild.views.review_queue import Evidence, Item, evidence_of
from lagebild.views.terminal.printing import NAMED

DECISIONS = {"a": "accept", "r": "reject", "e": "edit", "s": "same", "d": "different"}
ROW_KEYS, PAIR_KEYS, OTHER_KEYS = "are", "sd", "ukq"


@dataclass(slots=True)
class Dialogue:
    """A walk through a queue; `key` gives the next key pressed, `ask` a line typed. Raises what they raise."""

    case: Case
    items: Sequence[Item]
    lang: str
    by: str | None
    console: Console
    key: Callable[[], str]
    ask: Callable[[str], str]
    made: list[tuple[int, str]] = field(default_factory=list)
    """Place in the queue and id of every decision that was not undone again."""

    def run(self) -> int:
        """Go through the queue until its end or `q`; return how many decisions stand."""
        at = 0
        while at < len(self.items):
            item = self.items[at]
            shown = [evidence_of(self.case, item.table, row, self.lang) for row in _rows_of(item)]
            if any(evidence is None for evidence in shown):
                at += 1
                continue
            self._show(at, item, [evidence for evidence in shown if evidence])
            step = self._decide(at, item)
            if step is None:
                break
            at = step
        return len(self.made)

    def _decide(self, at: int, item: Item) -> int | None:
        """Return the place in the queue to go on at, None to stop."""
        allowed = (PAIR_KEYS if item.other_row_id else ROW_KEYS) + OTHER_KEYS
        while True:
            pressed = self.key().lower()
            if pressed not in allowed or not pressed:
                self._say("review_keys_here", ", ".join(allowed))
            elif pressed == "q":
                return None
            elif pressed == "k":
                return at + 1
            elif pressed == "u":
                if self.made:
                    return self._undo()
                self._say("review_nothing_to_undo")
            elif self._store(at, item, DECISIONS[pressed]):
                return at + 1

    def _store(self, at: int, item: Item, decision: str) -> bool:
        value = self.ask(self._edit_prompt(item.table)) if decision == "edit" else None
        try:
            review = self.case.review(
                item.table, item.row_id, decision, other_row_id=item.other_row_id, value=value, by=self.by
            )
        except UsageError as error:
            self.console.print(str(error), style="red", markup=False)
            return False
        self.made.append((at, review))
        self._say(f"review_done_{decision}")
        return True

    def _undo(self) -> int:
        at, review = self.made.pop()
        self.case.review("reviews", review, "undo", by=self.by)
        self._say("review_done_undo")
        return at

    def _show(self, at: int, item: Item, shown: Sequence[Evidence]) -> None:
        words = labels_in(self.lang)
        self.console.rule(f"{at + 1}/{len(self.items)}", align="left")
        what = words["review_speakers"] if item.speakers else words[f"review_of_{item.table}"]
        asked = words["review_pair"] if item.other_row_id else words["review_row"]
        self.console.print(f"{what}: {asked}", style="bold", markup=False)
        for evidence in shown:
            self.console.print(_sentence(evidence))
            source = " · ".join(part for part in (evidence.outlet, evidence.published, evidence.article) if part)
            self.console.print(_plain(source), style="dim", markup=False)
            facts = (
                f"{words.get(name, name)}: {_named(words, name, value)}"
                for name, value in evidence.facts.items()
                if value not in (None, [])
            )
            self.console.print(_plain("; ".join(facts)), markup=False)
        self._say("review_keys_pair" if item.other_row_id else "review_keys_row")

    def _edit_prompt(self, table: str) -> str:
        return f"{labels_in(self.lang)['review_edit']} ({', '.join(EDITABLE[table])}): "

    def _say(self, label: str, *words: str) -> None:
        self.console.print(labels_in(self.lang)[label].format(*words), style="cyan", markup=False)


def _rows_of(item: Item) -> list[str]:
    return [item.row_id, item.other_row_id] if item.other_row_id else [item.row_id]


def _named(words: dict[str, str], column: str, value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return words.get(f"{column}_{value}", str(value)) + (f" ({value})" if column in NAMED else "")


def _sentence(evidence: Evidence) -> Text:
    text = Text(_plain(evidence.sentence))
    text.stylize("bold reverse", evidence.start, evidence.end)
    return text


def _plain(text: str) -> str:
    """Return a text in which no control character reaches the terminal; every character keeps its place."""
    return "".join(c if c.isprintable() else " " for c in text)
