"""What `lagebild info` prints."""

from __future__ import annotations

from lagebild.case.info import CaseInfo

REFUSALS_PRINTED = 10
"""Refused sources named; the JSON twin names all."""


def info_lines(facts: CaseInfo, slices: int) -> list[str]:
    """Return a case's facts as lines, the most asked first; `slices` is the number of evidence slices verified."""
    articles = facts.rows["articles"]
    older = facts.articles_stored - articles
    languages = ", ".join(f"{lang} {n:,}" for lang, n in facts.languages.items())
    period = f"{facts.earliest} to {facts.latest}" if facts.earliest else "none states a date"
    filled = ", ".join(f"{name} {n:,}" for name, n in facts.rows.items() if n and name != "articles")
    lines = [
        f"{facts.path}  {facts.size / 1e6:.1f} MB, schema {facts.schema_version}, made by {facts.created_by}",
        f"articles  {articles:,} ({languages or 'empty'})" + (f", {older:,} older versions" if older else ""),
        f"period    {period}" + (f", {facts.undated:,} articles without a date" if facts.undated else ""),
        f"tables    {filled or 'empty'}",
        f"evidence  {slices:,} slices verified",
        f"sources   {facts.sources:,} read, {len(facts.refused):,} refused",
    ]
    if facts.copies:
        lines.append(f"copies    {facts.copies:,} articles print the text of another")
    lines += [f"  refused {place}: {reason}" for place, reason in facts.refused[:REFUSALS_PRINTED]]
    if len(facts.refused) > REFUSALS_PRINTED:
        lines.append(f"  … and {len(facts.refused) - REFUSALS_PRINTED} more (--json names all)")
    lines += [f"removed   {uri}" for uri in facts.removed]
    if facts.outdated:
        lines.append(
            f"outdated  {facts.outdated:,} articles were read by an older reader: lagebild reread {facts.path}"
        )
    if facts.orphaned:
        lines.append(f"reviews   {facts.orphaned:,} have lost their row")
    if not facts.merged:
        lines.append(f"unmerged  a build was cut short: run lagebild build again with --case {facts.path}")
    return lines
