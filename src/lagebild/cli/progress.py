"""The progress line of long work: how much, how fast, how long it may still take."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from lagebild.articles.sources import sources_in
from lagebild.case.building import Progress as BuildState


@contextmanager
def build_progress(paths: Sequence[Path], *, quiet: bool) -> Iterator[Callable[[BuildState], None]]:
    """Give a callback that shows a build's state on the terminal; silent if `quiet` or if nobody watches.

    The remaining time is told from the number of files below `paths`, which are counted while the build runs.
    """
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield lambda _: None
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        TextColumn("{task.fields[facts]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("reading", total=None, facts="")
        counting = Thread(target=lambda: bar.update(task, total=_sources_to_read(paths)), daemon=True)
        counting.start()

        def show(state: BuildState) -> None:
            elapsed = bar.tasks[0].elapsed or 0.0
            rate = state.words / elapsed if elapsed > 1 else 0.0
            facts = f"{state.articles:,} articles · {state.words:,} words · {rate:,.0f} words/s"
            if state.records:
                facts += f" · {state.records:,} records of datasets"
            if state.skipped:
                facts += f" · {state.skipped:,} known"
            if state.refused:
                facts += f" · {state.refused:,} refused"
            description = "merging" if state.merging else "reading"
            bar.update(task, completed=state.sources + state.skipped, description=description, facts=facts)

        yield show


def _sources_to_read(paths: Sequence[Path]) -> int | None:
    """Return the number of files below `paths`; None for a single one, whose share done is not known."""
    number = sum(1 for _ in sources_in(paths))
    return number if number > 1 else None


@contextmanager
def count_progress(what: str, *, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """Give a callback for (done, total) that shows a bar with the remaining time; silent as `build_progress`."""
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield lambda done, total: None
        return
    with Progress(*Progress.get_default_columns(), console=console, transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
