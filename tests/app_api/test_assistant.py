"""`lagebild mcp` as an assistant's client meets it: a session over standard input and output."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import anyio
from jsonschema import Draft202012Validator
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client
from typer.testing import CliRunner

from lagebild.app.answers.views import VIEWS
from lagebild.app.assistant import QUOTED, tool_of
from lagebild.case.case import Case
from lagebild.cli.app import app
from lagebild.errors import CaseError
from told_article import TEXT

COMMAND = ["-c", "from lagebild.cli.app import main; main()", "mcp"]


def test_a_session_lists_tools_and_answers_with_rows_and_evidence(told_case: Case) -> None:
    async def session() -> None:
        command = StdioServerParameters(
            command=sys.executable, args=[*COMMAND, str(told_case.path), "--lang", "de"], env={"OMP_NUM_THREADS": "1"}
        )
        async with stdio_client(command) as streams, ClientSession(*streams) as client:
            hello = await client.initialize()
            assert hello.server_info.name == "lagebild" and QUOTED in (hello.instructions or "")
            tools = {tool.name: tool for tool in (await client.list_tools()).tools}
            assert set(tools) == set(VIEWS)
            assert all(tool.annotations and tool.annotations.read_only_hint for tool in tools.values())
            answer = await client.call_tool("timeline", {"realis": ["real"], "until": "2025-06-03", "limit": 5})
            told = json.loads(answer.content[0].text)
            assert not answer.is_error and told["quoted_material"] == QUOTED
            place = told["rows"][0]["evidence"][0]
            assert TEXT[place["start"] : place["end"]] == place["text"]
            dyad = await client.call_tool("dyad", {"a": "Norwegen", "b": "Finnland", "part": None})
            assert json.loads(dyad.content[0].text)["about"]["now"]["sign"] == "+"
            for name, arguments, said in (
                ("dyad", {"a": "Norwegen"}, "b is missing"),
                ("timeline", {"limit": "x" * 10}, "limit is a whole number"),
                ("drop_table", {}, "no such tool"),
            ):
                wrong = await client.call_tool(name, arguments)
                assert wrong.is_error and said in wrong.content[0].text

    anyio.run(session)


def test_each_tool_has_a_schema_and_says_that_articles_are_quoted() -> None:
    for what in VIEWS:
        tool = tool_of(what)
        Draft202012Validator.check_schema(tool["inputSchema"])
        assert QUOTED in tool["description"]
    assert tool_of("dyad")["inputSchema"]["required"] == ["a", "b"]


def test_without_a_case_it_says_so_and_writes_nothing_to_the_output(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["mcp", str(tmp_path / "none.case")])
    assert isinstance(done.exception, CaseError) and done.stdout == ""
