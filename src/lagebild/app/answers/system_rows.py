"""The rows of the views of the system: records of `lagebild show` by their parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lagebild.app.answers.question import Question
from lagebild.app.answers.rows import Rows, RowsOf
from lagebild.app.answers.sentences import with_sentences
from lagebild.errors import UsageError
from lagebild.system.state_system import StateSystem, state_system_of
from lagebild.views.naming import actor_named
from lagebild.views.terminal.system_views import SYSTEM_VIEWS, Asked
from lagebild.views.triads import triads_record


def system(what: str, parts: Mapping[str, bool], names: Sequence[str] = ()) -> RowsOf:
    """Return a function for the rows of a view of the system: `parts` are keys of its record that hold rows.

    The value says whether the newest row of a part is its last; answers begin with the newest. The first part that
    the record has is told where none is asked for.
    """

    def rows_of(question: Question) -> Rows:
        return _part(question, _record(question, what, _actors(question, names)), parts)

    return rows_of


def situation_rows(question: Question) -> Rows:
    """Return the clauses of the first page, each with the question it answers."""
    page = _record(question, "situation", ())
    clauses = [{"question": part["heading"], **clause} for part in page for clause in part["clauses"]]
    return Rows(with_sentences(question.case, _page(question, clauses)), len(clauses))


def triad_rows(question: Question) -> Rows:
    """Return three actors through time; where none is named all triads, or the network by month."""
    actors = _actors(question, ("a", "b", "c"))
    if actors:
        return _part(question, _record(question, "triad", actors), _TRIAD)
    found: StateSystem = question.computed.once(("system", question.filters), lambda: state_system_of(question.facts))
    months = list(
        reversed(
            question.computed.once(("networks", question.filters), lambda: found.networks(found.first, found.last))
        )
    )
    wanted = question.text("part") or "triads"
    counts = {"triads": found.n_triads, "network": len(months)}
    if wanted not in counts:
        raise UsageError(f"without actors this view has the parts {', '.join(counts)}", place=wanted)
    triads = _page(question, found.changing(question.offset + question.limit)) if wanted == "triads" else ()
    networks = _page(question, months) if wanted == "network" else ()
    record: Any = triads_record(triads, networks, question.names)
    rows = with_sentences(question.case, record[wanted])
    return Rows(rows, counts[wanted], {"names": record["names"]}, counts)


_TRIAD = {"months": True, "turns": True, "sides": False, "moves": False, "openings": False}
"""The parts of a triad, and whether the newest row of each is its last."""

_LONG = frozenset({"sentences"})
"""What a record holds only for its rows: they have their sentences with them."""


def _record(question: Question, what: str, actors: tuple[str, ...]) -> Any:
    """Return the record of a view, the same as `lagebild show CASE VIEW --json`; that of the whole case is kept."""
    view = SYSTEM_VIEWS[what]
    answer = view.answer if actors or view.whole is None else view.whole

    def computed() -> Any:
        return answer(Asked(question.case, question.facts, question.names, actors, question.lang)).record

    return computed() if actors else question.computed.once(("record", what, question.filters, question.lang), computed)


def _part(question: Question, record: dict[str, Any], parts: Mapping[str, bool]) -> Rows:
    present = {name: record[name] for name in parts if name in record}
    wanted = question.text("part") or next(iter(present))
    if wanted not in present:
        raise UsageError(f"this view has the parts {', '.join(present)}", place=wanted)
    every = list(present[wanted])
    if parts[wanted]:
        every.reverse()
    rows = with_sentences(question.case, _page(question, every))
    about = {key: value for key, value in record.items() if key not in parts and key not in _LONG}
    if present.get("months"):
        about["now"] = with_sentences(question.case, [present["months"][-1]])[0]
    if "names" in about:
        told = set(_texts_in((rows, about.get("now"))))
        about["names"] = {actor: name for actor, name in about["names"].items() if actor in told}
    return Rows(rows, len(every), about, {name: len(found) for name, found in present.items()})


def _page(question: Question, rows: Sequence[Any]) -> Sequence[Any]:
    return rows[question.offset : question.offset + question.limit]


def _actors(question: Question, names: Sequence[str]) -> tuple[str, ...]:
    told = [question.text(name) for name in names if question.text(name).strip()]
    if 0 < len(told) < len(names):
        raise UsageError(f"tell {', '.join(names[:-1])} and {names[-1]}, or none of them", place=names[len(told)])
    return tuple(actor_named(question.case, name, question.lang) for name in told)


def _texts_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts_in(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts_in(inner)
