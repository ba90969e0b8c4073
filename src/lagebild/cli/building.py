"""`lagebild build`, `remove` and `reread`: what changes a case."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from lagebild.articles.sources import Source, sources_in
from lagebild.case.building import Summary
from lagebild.case.building import build as build_case
from lagebild.case.case import Case
from lagebild.case.imported_rows import remove_dataset
from lagebild.cli.options import CaseFile, Json, Lang, Quiet
from lagebild.cli.progress import build_progress, count_progress
from lagebild.cluster.shards import shards_in
from lagebild.errors import UsageError
from lagebild.views.labels import labels_in
from lagebild.views.languages import names_only_remark
from lagebild.views.report.wording import number_words

UNKNOWN_NAMED = 8
"""Unknown types and countries named of each dataset; `--json` names all."""
REFUSALS_PRINTED = 20
"""Refused sources named on the terminal; `lagebild info --json` names all."""

DATASET_PREFIX = "dataset:"
"""Stands before the name of a dataset where an article could be named."""

EXIT_NOTHING_READ = 1
EXIT_INTERRUPTED = 130


def build(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="PATH…", help="Files or folders.")] = None,
    case: Annotated[Path, typer.Option("--case", help="The case file; made if it is not there.")] = ...,  # type: ignore[assignment]
    urls: Annotated[Path | None, typer.Option("--urls", help="A text file with one address a line to fetch.")] = None,
    readings: Annotated[
        Path | None, typer.Option("--readings", metavar="DIR", help="A folder of readings made elsewhere.")
    ] = None,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="Reading processes; default: cores.")] = None,
    lang: Lang = ...,  # type: ignore[assignment]
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Read articles into a case and merge; again, it reads only what is new.

    Reads text, HTML, PDF, WARC, RSS/Atom and JSON lines, alone or in folders; and events of others: GDELT 2.0, POLECAT,
    ICEWS and ACLED files, also zipped. `--readings` takes what a cluster has read (docs/cluster.md).

    **Examples**

    `lagebild build pages/ --case korea.case`

    `lagebild build feed.xml archive.warc.gz --urls addresses.txt --case korea.case --jobs 4`
    """
    if not paths and urls is None and readings is None:
        raise UsageError("nothing to read: name files or folders, a list of addresses with --urls, or --readings")
    shards = tuple(shards_in(readings)) if readings is not None else ()
    opened = Case.create(case)
    with build_progress(paths or [], quiet=quiet or as_json) as progress:
        summary = build_case(opened.path, _sources(paths or [], urls), jobs, progress, shards)
    if as_json:
        typer.echo(json.dumps(_summary_record(summary), ensure_ascii=False, indent=2))
    else:
        print_summary(summary, case, lang.value)
    if summary.interrupted:
        raise typer.Exit(EXIT_INTERRUPTED)
    if summary.nothing_readable:
        raise typer.Exit(EXIT_NOTHING_READ)


def remove(
    case: CaseFile,
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="Its id, the start of its id, or its address.")],
    undo: Annotated[bool, typer.Option("--undo", help="Let builds read a removed address again.")] = False,
) -> None:
    """Take an article out of a case, with all its versions; later builds leave it out too.

    `dataset:NAME` takes out the events of a dataset; its files may be read again.

    **Examples**

    `lagebild remove korea.case 3f2a9c`

    `lagebild remove korea.case https://paper.example/story --undo`

    `lagebild remove korea.case dataset:GDELT`
    """
    opened = Case.open(case)
    if article.startswith(DATASET_PREFIX):
        number = remove_dataset(opened.path, article.removeprefix(DATASET_PREFIX))
        _out().print(f"Removed {number:,} events.", markup=False)
        return
    if undo:
        if not opened.readmit(article):
            raise UsageError("this address was not removed; `lagebild info CASE` names those that were", place=article)
        _out().print(f"{article}: the next build reads it again.", markup=False)
        return
    removed = opened.remove(article)
    opened.merge()
    versions = f" ({len(removed.article_ids)} versions)" if len(removed.article_ids) > 1 else ""
    _out().print(f"Removed {removed.uri}{versions}.", markup=False)


def reread(
    case: CaseFile,
    everything: Annotated[bool, typer.Option("--all", help="Also what this version has already read.")] = False,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="Reading processes; default: cores.")] = None,
    quiet: Quiet = False,
) -> None:
    """Read the articles of a case again with this version's reader; reviews stay.

    **Example**

    `lagebild reread korea.case`
    """
    with count_progress("reading again", quiet=quiet) as progress:
        done = Case.open(case).reread(everything=everything, processes=jobs, progress=progress)
    out = _out()
    if not done.articles and not done.refused:
        out.print("Every article is already read by this version.")
        return
    out.print(f"Read {done.articles:,} articles again.")
    for place, reason in done.refused:
        out.print(f"  kept as it was {place}: {reason}", markup=False)


COMMANDS = (build, remove, reread)


def _sources(paths: list[Path], urls: Path | None) -> Iterator[Source]:
    if urls is None:
        return sources_in(paths)
    from lagebild.articles.addresses import fetched_sources  # the HTTP client is slow to import and rarely needed

    return chain(sources_in(paths), fetched_sources(urls))


def _out() -> Console:
    return Console(highlight=False, soft_wrap=True)


def print_summary(summary: Summary, case: Path, lang: str) -> None:
    """Print what a build did: counts, rate, the refused sources with their reasons, and what is not read in full."""
    t, out = labels_in(lang), _out()
    out.print(f"{case}: " + ", ".join(_facts(summary, t, lang)) + ".", markup=False)
    for one in [one for one in summary.imports.files if one.bad_lines][:REFUSALS_PRINTED]:
        number, first = number_words(one.bad_lines, lang), "; ".join(one.first_bad)
        out.print("  " + t["build_bad_lines_of"].format(place=one.place, n=number, first=first), markup=False)
    for line in _unknown(summary, t, lang):
        out.print("  " + line, markup=False)
    for place, reason in summary.refused[:REFUSALS_PRINTED]:
        out.print("  " + t["case_refused"].format(place=place, reason=reason), markup=False)
    if len(summary.refused) > REFUSALS_PRINTED:
        more = number_words(len(summary.refused) - REFUSALS_PRINTED, lang)
        out.print("  " + t["build_more_refused"].format(n=more, path=case), markup=False)
    if not (summary.read or summary.skipped or summary.refused or summary.imports.files):
        out.print(t["build_nothing_there"], markup=False)
    if remark := names_only_remark(summary.names_only, lang):
        out.print(remark, markup=False)
    if summary.interrupted:
        out.print(t["build_interrupted"])


def _facts(summary: Summary, t: dict[str, str], lang: str) -> Iterator[str]:
    rate = round(summary.words / summary.seconds) if summary.seconds else 0
    new, words = number_words(summary.new, lang), number_words(summary.words, lang)
    if summary.new or not summary.imports.files:
        yield t["build_new"].format(n=new, words=words, rate=number_words(rate, lang))
    if summary.imports.files:
        names = ", ".join(sorted({one.dataset for one in summary.imports.files}))
        yield t["build_imported"].format(n=number_words(summary.imports.new, lang), datasets=names)
    for n, key in (
        (summary.skipped, "build_skipped"),
        (summary.new_versions, "build_new_versions"),
        (summary.copies, "build_copies"),
        (summary.withdrawn, "build_withdrawn"),
        (summary.imports.known, "build_imported_known"),
        (summary.imports.bad_lines, "build_bad_lines"),
        (len(summary.refused), "build_refused"),
    ):
        if n:
            yield t[key].format(n=number_words(n, lang))


def _unknown(summary: Summary, t: dict[str, str], lang: str) -> Iterator[str]:
    """Yield for each dataset what it calls types and countries that are none, the most frequent first."""
    for dataset in sorted({one.dataset for one in summary.imports.files}):
        files = [one for one in summary.imports.files if one.dataset == dataset]
        for key, told in (
            ("build_unknown_types", [one.unknown_types for one in files]),
            ("build_unknown_countries", [one.unknown_countries for one in files]),
        ):
            counts: Counter[str] = sum(map(Counter, told), Counter())
            named = ", ".join(f"{one} ({number_words(n, lang)})" for one, n in counts.most_common(UNKNOWN_NAMED))
            more = ", …" if len(counts) > UNKNOWN_NAMED else ""
            if counts:
                yield t[key].format(dataset=dataset, n=number_words(counts.total(), lang), named=named + more)


def _summary_record(summary: Summary) -> dict[str, object]:
    return {
        "new": summary.new,
        "new_versions": summary.new_versions,
        "skipped": summary.skipped,
        "known": summary.known,
        "withdrawn": summary.withdrawn,
        "copies": summary.copies,
        "names_only": summary.names_only,
        "words": summary.words,
        "seconds": round(summary.seconds, 3),
        "interrupted": summary.interrupted,
        "imported": [asdict(one) for one in summary.imports.files],
        "refused": [{"source": place, "reason": reason} for place, reason in summary.refused],
    }
