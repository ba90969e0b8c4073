"""Names of files and addresses as a person may read them: nothing that steers a terminal, nothing invisible."""

from __future__ import annotations


def legible(name: str) -> str:
    r"""Return `name` with everything that is not printable (Unicode) as an escape; printable names stay as they are.

    `\x1b` stands for a control character, `\xff` also for a byte of a file name that is not UTF-8, `\u202e` for what
    changes the direction of writing, `\ud800` for half a character. The result can always be written as UTF-8.
    """
    return name if name.isprintable() else "".join(c if c.isprintable() else _escape_of(c) for c in name)


def _escape_of(character: str) -> str:
    # Python keeps a byte it cannot decode as the surrogate 0xdc00 + byte (PEP 383).
    byte = ord(character) - 0xDC00
    return f"\\x{byte:02x}" if 0x80 <= byte <= 0xFF else character.encode("unicode_escape").decode("ascii")
