"""Text from articles made safe to look at: nothing in it may reorder or hide what stands beside it."""

from __future__ import annotations

_DIRECTIONS = (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C)
_PLACEHOLDERS = {code: f"[U+{code:04X}]" for code in _DIRECTIONS}


def legible(text: str) -> str:
    """Return `text` with every direction control shown as a visible placeholder such as `[U+202E]`."""
    return text.translate(_PLACEHOLDERS)
