"""The errors and the warning of the package: each says what went wrong, where, and if it can what to do about it."""

from __future__ import annotations


class LagebildError(Exception):
    """The base of all errors a person may see; `place` names the file, address, table or row."""

    def __init__(self, message: str, *, place: str | None = None) -> None:
        self.message = message
        self.place = place
        super().__init__(message if place is None else f"{place}: {message}")


class RefusedSource(LagebildError):
    """A file, address or record that cannot be read as an article; the batch goes on without it."""


class EvidenceError(LagebildError):
    """A row whose text is not the slice of the article it points to."""


class CaseError(LagebildError):
    """A case that cannot be opened, read or written."""


class CaseLocked(CaseError):
    """Another process held the case for longer than the time we wait."""


class CaseTooNew(CaseError):
    """A case written by a newer release than this one."""


class UsageError(LagebildError):
    """A command or call whose arguments cannot be followed."""


class ModelFileError(LagebildError):
    """The reader's model file is missing, broken or of another format."""


class UnreadLanguageWarning(UserWarning):
    """A text was given whose language the reader does not know: of most layers nothing is read."""
