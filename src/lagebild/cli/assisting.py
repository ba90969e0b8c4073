"""`lagebild mcp`: a case for assistants that speak the Model Context Protocol."""

from __future__ import annotations

from lagebild.case.case import Case
from lagebild.cli.options import CaseFile, Lang


def mcp(case: CaseFile, lang: Lang = ...) -> None:  # type: ignore[assignment]
    """Let an assistant ask a case: a read-only Model Context Protocol server over standard input and output.

    **Example**, as a client's configuration has it

    `{"mcpServers": {"korea": {"command": "lagebild", "args": ["mcp", "/path/to/korea.case"]}}}`
    """
    from lagebild.app.assistant import serve_assistant

    serve_assistant(Case.open(case).path, lang.value)


COMMANDS = (mcp,)
