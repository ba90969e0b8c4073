"""Options of several words that may be given more than once: `--sign A B + --sign A C -`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from typer.core import TyperCommand

BETWEEN = "\x1f"
"""Joins the words of one option while the command line is read; no shell passes it on."""


class RepeatingCommand(TyperCommand):
    """A command whose lists with several words in their metavar take so many words each time, told as one string."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments, the words of each option of several joined."""
        words = {
            name: len(option.metavar.split())
            for option in self.params
            if getattr(option, "multiple", False) and option.metavar
            for name in option.opts
        }
        several = {name: number for name, number in words.items() if number > 1}
        return super().parse_args(ctx, list(joined(args, several)))


def joined(arguments: Sequence[str], words: Mapping[str, int]) -> Iterator[str]:
    """Yield the arguments with the words after each option of several joined by `BETWEEN`; nothing after `--` is one.

    What stands behind `--option=` is its first word. An option with too few words behind it gets what there is.
    """
    at = 0
    while at < len(arguments):
        option, equals, first = arguments[at].partition("=")
        at += 1
        if arguments[at - 1] == "--":
            yield from arguments[at - 1 :]
            return
        if option not in words:
            yield arguments[at - 1]
            continue
        own = [first] if equals else []
        own += arguments[at : at + words[option] - len(own)]
        at += len(own) - bool(equals)
        yield from (option, BETWEEN.join(own)) if own else (option,)


def words_of(told: Sequence[str] | None) -> tuple[tuple[str, ...], ...]:
    """Return the words of each time an option was given."""
    return tuple(tuple(one.split(BETWEEN)) for one in told or ())
