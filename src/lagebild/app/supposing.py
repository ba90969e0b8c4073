"""What a what-if supposes, as options of an address, so that a link shows a colleague the same; and without one of it.

The words of a supposition stand one after the other, `SEPARATOR` between them: `sign=state-A~state-B~-`; an option may
stand there more than once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from urllib.parse import unquote

from lagebild.app.address import LONGEST_VALUE, SEPARATOR
from lagebild.views.assumptions import PARTS_OF_SIGN, PARTS_OF_STOP, Supposed

OPTIONS: Mapping[str, tuple[str, int]] = {
    "articles": ("drop_article", 1),
    "events": ("drop_event", 1),
    "holders": ("drop_holder", 1),
    "signs": ("sign", PARTS_OF_SIGN),
    "stops": ("stop", PARTS_OF_STOP),
    "conditionals": ("if", 1),
}
"""The option of an address for each kind of supposition, and how many words say one."""


def supposed_in(options: Mapping[str, str]) -> Supposed:
    """Return what an address supposes; what has too few words is kept, to be refused with a reason."""
    return Supposed(**{kind: tuple(_read(options.get(key, ""), n)) for kind, (key, n) in OPTIONS.items()})  # type: ignore[arg-type]


def options_of(supposed: Supposed) -> dict[str, str]:
    """Return the options of an address that suppose this; those of what is not supposed are empty."""
    return {
        key: SEPARATOR.join(_escaped(word) for one in getattr(supposed, kind) for word in _words(one))
        for kind, (key, _) in OPTIONS.items()
    }


def is_too_much(supposed: Supposed) -> bool:
    """Return whether an address cannot hold it."""
    return any(len(value) > LONGEST_VALUE for value in options_of(supposed).values())


def together(some: Supposed, more: Supposed) -> Supposed:
    """Return both, everything once."""
    found = {
        one.name: tuple(dict.fromkeys((*getattr(some, one.name), *getattr(more, one.name)))) for one in fields(Supposed)
    }
    return Supposed(**found)


def singles(supposed: Supposed) -> Iterator[tuple[Supposed, Supposed]]:
    """Yield each thing that is supposed alone, and all others without it."""
    for one in fields(Supposed):
        found = getattr(supposed, one.name)
        for at, single in enumerate(found):
            alone = replace(Supposed(), **{one.name: (single,)})
            yield alone, replace(supposed, **{one.name: (*found[:at], *found[at + 1 :])})


def _read(value: str, n: int) -> Iterator[str | tuple[str, ...]]:
    words = [unquote(word) for word in value.split(SEPARATOR)] if value else []
    if n == 1:
        yield from (word for word in words if word)
        return
    for at in range(0, len(words), n):
        yield tuple(words[at : at + n])


def _words(one: str | tuple[str, ...]) -> tuple[str, ...]:
    return (one,) if isinstance(one, str) else one


def _escaped(word: str) -> str:
    return word.replace("%", "%25").replace(SEPARATOR, "%7E")
