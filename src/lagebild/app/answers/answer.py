"""Answering: a view, what is told with the question, and the record that leaves."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from lagebild.app.answers.parameters import Parameter, read_arguments
from lagebild.app.answers.question import ComputedOnce, paging, question_of
from lagebild.app.answers.views import VIEWS
from lagebild.views.queryable import QueryableCase
from lagebild.views.terminal.printing import plain_of

Record = dict[str, Any]

_UNSEEN = {
    code: f"\\u{code:04x}"
    for code in (*range(0x7F, 0xA0), *range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x61C)
}
"""Characters that JSON need not escape and that steer a terminal or the direction of writing; escaped they are data."""


def parameters_of(what: str, rows: int) -> tuple[Parameter, ...]:
    """Return what may be told with a question for a view; `rows` are told where no limit is."""
    return (*VIEWS[what].parameters, *paging(rows))


def answer_of(
    computed: ComputedOnce,
    case: QueryableCase,
    what: str,
    given: Mapping[str, Sequence[object]],
    lang: str,
    rows: int,
) -> Record:
    """Return the answer of a view for JSON: `rows` with their `evidence`, `total`, and the `next` offset, if any.

    `total` is None where rows are not counted, `about` is what is told of all rows together, `parts` how many rows each
    part of the view has. `given` are the values of parameters, as text or as they are in JSON.

    Raises:
        UsageError: a parameter is unknown, missing or wrong, or names nothing in the case.
    """
    question = question_of(computed, case, read_arguments(parameters_of(what, rows), given), lang, rows)
    found = VIEWS[what].rows_of(question)
    end = question.offset + len(found.rows)
    return {
        "view": what,
        **({"about": found.about} if found.about else {}),
        **({"parts": found.parts} if found.parts else {}),
        "total": found.total,
        "offset": question.offset,
        "limit": question.limit,
        "next": end if found.rows and (found.has_more or end < (found.total or 0)) else None,
        "rows": found.rows,
    }


def json_of(record: object) -> str:
    """Return a record as JSON that is safe to look at: dates in ISO form, no character that steers what shows it."""
    return json.dumps(record, ensure_ascii=False, default=plain_of, allow_nan=False).translate(_UNSEEN)
