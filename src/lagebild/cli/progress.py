"""The progress line of long work: how much, how fast, how long it may still take."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from lagebild.case.building import Progress as BuildState


@contextmanager
def build_progress(*, quiet: bool) -> Iterator[Callable[[BuildState], None]]:
    """Give a callback that shows a build's state on the terminal; silent if `quiet` or if nobody watches."""
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
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("reading", total=None, facts="")

        def show(state: BuildState) -> None:
            elapsed = bar.tasks[0].elapsed or 0.0
            rate = state.words / elapsed if elapsed > 1 else 0.0
            facts = f"{state.articles:,} articles · {state.words:,} words · {rate:,.0f} words/s"
            if state.skipped:
                facts += f" · {state.skipped:,} known"
            if state.refused:
                facts += f" · {state.refused:,} refused"
            bar.update(task, description="merging" if state.merging else "reading", facts=facts)

        yield show


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
