"""Dependence as people read it: claims of ties side by side, and levers with what is not known of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from textwrap import shorten

from lagebild.system.dependence import Lever, Tie, Word
from lagebild.system.facts import Evidence, Facts
from lagebild.views.evidence import Told
from lagebild.views.labels import labels_in
from lagebild.views.report.wording import MATERIAL_UNITS, bounds_words, interval_words, number_words
from lagebild.views.system_table import SystemTable

THIN_SIGN = "°"
"""Stands behind what fewer than three independent articles tell."""
NOT_TOLD = "?"
ABOUT = "~"
"""The operator of what is only told roughly."""
MOST_WORDS = 8
"""Claims of a tie that hovering tells, the newest; the table has all."""
TITLE_LENGTH = 48  # characters of an article's title that names its author's word


def places_of(ties: Sequence[Tie]) -> list[Evidence]:
    """Return where the sentence of each claim of the ties stands."""
    return [word.evidence[0] for tie in ties for word in tie.words]


def dependence_table(
    ties: Sequence[Tie], facts: Facts, names: Mapping[str, str], told: Mapping[Evidence, Told], lang: str
) -> SystemTable:
    """Return every claim of the ties with its sentence, those of one tie below each other, the newest first.

    `told` is where the places of `places_of` stand.
    """
    say = TieWording(facts, names, lang)
    t = say.labels
    lines = [
        ((*say.told_line(tie, time, word), _sentence(word, told)), (word.row_id,))
        for tie in ties
        for time, words in (("now", tie.now), ("earlier", tie.earlier), ("undated", tie.undated))
        for word in words
    ]
    columns = (
        *(
            "dependent",
            "depends_on",
            "good",
            "amount",
            "told",
            "told_when",
            "for_when",
            "standing",
            "holder",
            "n_articles",
        ),
        "sentence",
    )
    return SystemTable(
        t["dependence_heading"],
        t["dependence_how"],
        tuple(t[column] for column in columns),
        tuple(line for line, _ in lines),
        tuple(ids for _, ids in lines),
    )


def lever_table(levers: Sequence[Lever], facts: Facts, names: Mapping[str, str], lang: str) -> SystemTable:
    """Return who could hurt whom by stopping what; what the case does not tell is said to be not told."""
    say = TieWording(facts, names, lang)
    t = say.labels
    columns = (
        *("giver", "receiver", "good", "amount", "standing", "receiver_share", "giver_share", "gap", "stronger"),
        *("other_givers", "returned", "n_articles"),
    )
    return SystemTable(
        t["levers_heading"],
        t["levers_how"],
        tuple(t[column] for column in columns),
        tuple(say.lever_line(lever) for lever in levers),
        tuple(tuple(word.row_id for word in lever.tie.words) for lever in levers),
    )


def dependence_record(
    ties: Sequence[Tie], levers: Sequence[Lever], names: Mapping[str, str], told: Mapping[Evidence, Told]
) -> dict[str, object]:
    """Return ties and levers with everything known of them, for JSON; actors by id, sentences by the id of a claim."""
    actors = {actor for tie in ties for actor in (tie.giver, tie.receiver)}
    actors |= {word.holder for tie in ties for word in tie.words if word.holder is not None}
    actors |= {actor for lever in levers for actor in lever.others}
    return {
        "names": {actor: names.get(actor, actor) for actor in sorted(actors)},
        "ties": [{**asdict(tie), "thin": tie.thin} for tie in ties],
        "levers": [_lever_record(lever) for lever in levers],
        "sentences": {word.row_id: _sentence(word, told) for tie in ties for word in tie.words},
    }


def _sentence(word: Word, told: Mapping[Evidence, Told]) -> str:
    place = told.get(word.evidence[0])
    return "" if place is None else " ".join(place.sentence.split())


def _lever_record(lever: Lever) -> dict[str, object]:
    def share(tie: Tie | None) -> dict[str, object] | None:
        return None if tie is None else {"low": tie.low, "high": tie.high, "thin": tie.thin}

    tie = lever.tie
    own = {name: getattr(tie, name) for name in ("giver", "receiver", "good", "is_share", "standing", "thin")}
    return {
        **own,
        "others": lever.others,
        "returned": lever.returned,
        "receiver_share": share(lever.receiver_share),
        "giver_share": share(lever.giver_share),
        "gap": {"low": lever.low, "high": lever.high},
        "stronger": lever.stronger,
        "unknown": lever.unknown,
        "evidence": [word.row_id for word in tie.words],
    }


def amount_of_tie(tie: Tie, lang: str) -> str:
    """Return the range of a tie now, nothing if no amount is told; about, if a claim says so."""
    claims = [word for word in tie.now or tie.undated if word.unit == tie.unit and word.standing is tie.standing]
    is_about = None not in (tie.low, tie.high) and any(word.operator == ABOUT for word in claims)
    return _amount(ABOUT if is_about else None, tie.low, tie.high, tie.unit, lang)


def earlier_amount(tie: Tie, lang: str) -> str:
    """Return the range of a tie before now, nothing if none is told."""
    return _amount(None, tie.earlier_low, tie.earlier_high, tie.unit, lang)


def _amount(operator: str | None, low: float | None, high: float | None, unit: str | None, lang: str) -> str:
    if low is None and high is None:
        return ""
    sign = operator or (">=" if high is None else "<=" if low is None else "=")
    if unit == "percent":
        return bounds_words(sign, low, high, None, lang) + ("%" if lang == "en" else "\N{NO-BREAK SPACE}%")
    return bounds_words(sign, low, high, unit if unit in MATERIAL_UNITS or (unit or "").isupper() else None, lang)


class TieWording:
    """Words for ties and levers in one language; `names` are those of actors by id."""

    def __init__(self, facts: Facts, names: Mapping[str, str], lang: str) -> None:
        self.labels = labels_in(lang)
        self._facts = facts
        self.lang = lang
        self._names = names

    def told_line(self, tie: Tie, told: str, word: Word) -> tuple[str, ...]:
        """Return the cells of a claim of a tie."""
        t = self.labels
        return (
            self.name(tie.receiver),
            self.name(tie.giver),
            self.good(tie) + ("" if tie.is_share or not word.called else f" ({word.called})"),
            _amount(word.operator, word.low, word.high, word.unit, self.lang),
            t[f"told_{told}"],
            interval_words(word.told_earliest, word.told_latest, self.lang),
            self._of_when(word),
            "" if tie.is_share else t[f"standing_{word.standing}"],
            self._holder(word),
            self._articles(tie),
        )

    def lever_line(self, lever: Lever) -> tuple[str, ...]:
        """Return the cells of a lever."""
        t, tie = self.labels, lever.tie
        gap = _amount(None, lever.low, lever.high, None, self.lang)
        return (
            self.name(tie.giver),
            self.name(tie.receiver),
            self.good(tie),
            amount_of_tie(tie, self.lang) or NOT_TOLD,
            "" if tie.is_share else self.standing(tie),
            self._share(lever.receiver_share),
            self._share(lever.giver_share),
            t["points"].format(n=gap) if gap else NOT_TOLD,
            self.name(lever.stronger) if lever.stronger is not None else NOT_TOLD,
            ", ".join(map(self.name, lever.others)) or NOT_TOLD,
            ", ".join(t.get(f"good_{good}", good) for good in lever.returned) or NOT_TOLD,
            self._articles(tie),
        )

    def good(self, tie: Tie) -> str:
        """Return what a tie is of: the name of its good, or that it is a share of trade."""
        good = self.labels.get(f"good_{tie.good}", tie.good)
        return self.labels["share_of"].format(good=good) if tie.is_share else good

    def goods(self, ties: Sequence[Tie]) -> str:
        """Return the goods of some ties, the surest and most told first."""
        return ", ".join(self.good(tie) for tie in ties)

    def standing(self, tie: Tie) -> str:
        """Return how far a tie is a fact: `delivered`."""
        return self.labels[f"standing_{tie.standing}"]

    def claims(self, tie: Tie) -> tuple[str, ...]:
        """Return a line a claim for hovering, the newest first: what, how much, of when and who says so."""
        lines = (self.told_line(tie, "now", word) for word in tie.words[:MOST_WORDS])
        return tuple(" · ".join(filter(None, (line[2], line[3], *line[5:9]))) for line in lines)

    def name(self, actor_id: str) -> str:
        """Return what an actor is called."""
        return self._names.get(actor_id, actor_id)

    def _share(self, tie: Tie | None) -> str:
        return NOT_TOLD if tie is None else amount_of_tie(tie, self.lang)

    def _articles(self, tie: Tie) -> str:
        return number_words(tie.n_articles, self.lang) + (THIN_SIGN if tie.thin else "")

    def _of_when(self, word: Word) -> str:
        """Return the days a claim speaks of, nothing where they are those of its article."""
        if (word.earliest, word.latest) == (word.told_earliest, word.told_latest):
            return ""
        return interval_words(word.earliest, word.latest, self.lang)

    def _holder(self, word: Word) -> str:
        """Return whose word it is: an actor, words for one, or the author of an article by its outlet or title."""
        if word.holder is not None:
            return self.name(word.holder)
        if word.speaker is not None:
            return word.speaker or self.labels["by_somebody"]
        article = self._facts.articles.get(word.article_id)
        named = (article.outlet or article.title) if article is not None else None
        author = self.labels["by_the_author"]
        return f"{author} ({shorten(named, TITLE_LENGTH, placeholder='…')})" if named else author
