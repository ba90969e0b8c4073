"""Numbers, days and what marks say, as people write them in the language of the page."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from lagebild.views.exchanges import LedgerRow
from lagebild.views.report.article_texts import EventRow, OutlookRow, QuantityRow, RelationRow
from lagebild.views.report.content import ArticleRow, DatingRow

Labels = dict[str, str]

_MONTHS = {
    "de": (
        *("Januar", "Februar", "März", "April", "Mai", "Juni"),
        *("Juli", "August", "September", "Oktober", "November", "Dezember"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
_MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


MATERIAL_UNITS = frozenset({"tonne", "kilotonne", "kilogram", "gram", "barrel", "litre", "cubic-metre", "container"})
"""Units of goods that are not counted by the piece."""


def number_words(value: float, lang: str) -> str:
    """Return a number with the grouping of the language, without needless decimals."""
    text = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}".rstrip("0")
    return text.translate(str.maketrans(",.", ".,")) if lang == "de" else text


def percent_words(share: float, lang: str) -> str:
    """Return a share as whole per cent: `83 %` or `83%`; only what is certain is 100 %."""
    if share < 1:
        share = min(share, 0.99)
    return f"{share * 100:.0f}\N{NO-BREAK SPACE}%" if lang == "de" else f"{share:.0%}"


def month_name(month: int, lang: str) -> str:
    """Return what a month, 1 to 12, is called."""
    return _MONTHS[lang][month - 1]


def day_words(day: date, lang: str) -> str:
    """Return a day as people write it: `3.9.2025` or `3 Sep 2025`."""
    if lang == "de":
        return f"{day.day}.{day.month}.{day.year}"
    return f"{day.day} {_MONTHS_EN[day.month - 1]} {day.year}"


def date_words(row: ArticleRow, t: Labels, lang: str) -> str:
    """Return when an article appeared: a day, an interval, or that nothing says so; inferred dates say they are."""
    if row.earliest is None and row.latest is None:
        return t["undated"]
    if row.earliest is not None and row.earliest == row.latest:
        words = day_words(row.earliest, lang)
    else:
        ends = (day_words(d, lang) if d else "…" for d in (row.earliest, row.latest))
        words = f"{t['between']} {' – '.join(ends)}"
    if row.basis in ("text", "inferred"):
        words += f" ({t['basis_' + row.basis]}"
        words += f", {row.confidence:.0%})" if row.basis == "inferred" and row.confidence is not None else ")"
    return words


def interval_words(earliest: date | None, latest: date | None, lang: str) -> str:
    """Return an interval of days, whole months and years by their names, `…` for an open end, nothing if both are."""
    if earliest is None and latest is None:
        return ""
    if earliest is not None and latest is not None:
        if earliest == latest:
            return day_words(earliest, lang)
        if (earliest.month, earliest.day, latest.month, latest.day) == (1, 1, 12, 31):
            return f"{earliest.year}" if earliest.year == latest.year else f"{earliest.year}–{latest.year}"
        if earliest.day == 1 and latest.day == monthrange(latest.year, latest.month)[1]:
            ends = (f"{month_name(day.month, lang)} {day.year}" for day in (earliest, latest))
            return " – ".join(dict.fromkeys(ends))
    return " – ".join(day_words(d, lang) if d else "…" for d in (earliest, latest))


def range_words(row: QuantityRow, lang: str) -> str:
    """Return a quantity's bounds and what is counted: `≥ 10.000 Soldaten`."""
    return bounds_words(row.operator, row.low, row.high, row.noun, lang)


def amount_words(row: LedgerRow, lang: str) -> str:
    """Return the amount of an exchange, a sum of money with its currency; the good beside it says what is counted."""
    if row.low is None and row.high is None:
        return ""
    operator = row.operator or (">=" if row.high is None else "<=" if row.low is None else "=")
    unit = row.unit if row.unit and (row.unit.isupper() or row.unit in MATERIAL_UNITS) else None
    return bounds_words(operator, row.low, row.high, unit, lang)


def bounds_words(operator: str, low: float | None, high: float | None, unit: str | None, lang: str) -> str:
    """Return bounds with their operator and unit: `≥ 10.000 Soldaten`, `80–90 %`."""
    sign = {">=": "≥", "<=": "≤", "=": "", "~": "≈"}.get(operator, operator)
    bounds = [b for b in (low, high) if b is not None]
    if len(bounds) == 2 and bounds[0] == bounds[1]:
        bounds = bounds[:1]
    figures = "–".join(number_words(b, lang) for b in bounds)
    return " ".join(part for part in (sign, figures, unit or "") if part)


def measure_words(row: QuantityRow, t: Labels) -> str:
    """Return what a quantity measures, in the language of the page."""
    return t.get(f"measure_{row.measure}", row.measure or "")


def dating_words(step: DatingRow, labels_by_id: dict[str, str], t: Labels, lang: str) -> str:
    """Return one step of a dating chain: its rule, its evidence here and elsewhere, and the days left after it."""
    words = t.get(f"rule_{step.rule}", step.rule)
    if step.text:
        words += f": {t['quoted'].format(step.text)}"
    if step.other_article_id:
        words += f" ← {labels_by_id.get(step.other_article_id, step.other_article_id)}"
        if step.other_text:
            words += f": {t['quoted'].format(step.other_text)}"
    days = interval_words(step.earliest, step.latest, lang)
    return f"{words} ⇒ {days}" if days else words


def event_words(row: EventRow, t: Labels) -> str:
    """Return who does what to whom: `Norwegen → Finnland: Hilfe (geplant), laut Kari Lund`."""
    sides = " → ".join(", ".join(side) for side in (row.sources, row.targets) if side)
    if row.targets and not row.sources:
        sides = f"… → {sides}"
    deed = t[f"type_{row.type}"]
    words = f"{sides}: {deed}" if sides else deed
    if row.realis != "real":
        words += f" ({t[f'realis_{row.realis}']})"
    if row.is_quoted:
        words += _source_words(row.speaker, t) if row.speaker else f", {t['said_by_someone']}"
    return words


def relation_words(row: RelationRow, t: Labels) -> str:
    """Return what a relation is said to be: `Norwegen – Finnland: sehr eng (politisch), bessert sich, laut …`."""
    words = f"{row.actor_a or '…'} – {row.actor_b or '…'}: {t[f'relation_{row.value}']}"
    words += f" ({t[f'dimension_{row.dimension}']})"
    if row.change:
        words += f", {t[f'change_{row.change}']}"
    return words + (_source_words(row.holder, t) if row.holder else "")


def outlook_words(row: OutlookRow, t: Labels) -> str:
    """Return what kind of outlook it is and whose: `Erwartung, laut Kari Lund`."""
    return t[f"kind_{row.kind}"] + _source_words(row.holder or t["author"], t)


def _source_words(speaker: str, t: Labels) -> str:
    return f", {t['said_by']} {speaker}"
