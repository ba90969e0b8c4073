"""The `lagebild` command: its subcommands, and how errors become one clear line."""

from __future__ import annotations

import sys
from typing import Annotated

import typer
from rich.console import Console
from typer.exceptions import TyperException

import lagebild.cli.assisting as assisting
import lagebild.cli.building as building
import lagebild.cli.demonstrating as demonstrating
import lagebild.cli.looking as looking
import lagebild.cli.passing_on as passing_on
import lagebild.cli.reviewing as reviewing
import lagebild.cli.scoring as scoring
import lagebild.cli.serving as serving
import lagebild.cli.supposing as supposing
from lagebild.cli.building import EXIT_INTERRUPTED
from lagebild.cli.repeating import RepeatingCommand
from lagebild.errors import LagebildError, UsageError
from lagebild.version import __version__

EXIT_ERROR = 1
EXIT_USAGE = 2

app = typer.Typer(
    name="lagebild",
    help="Reads news articles and builds the system of states they describe, with the evidence for every row.",
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

for commands in (demonstrating, building, looking, serving, supposing, reviewing, passing_on, assisting, scoring):
    for command in commands.COMMANDS:
        app.command(cls=RepeatingCommand)(command)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"lagebild {__version__}")
        raise typer.Exit


@app.callback()
def lagebild(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Reads news articles and builds the system of states they describe, with the evidence for every row."""


def _wrong_usage(error: TyperException) -> str:
    """Return what is wrong with the options and arguments given, and where to read which there are."""
    told = error.format_message() if isinstance(error, typer.BadParameter) else str(error)
    told = " ".join(told.removesuffix(".").replace("Value error, ", "").split())
    context = getattr(error, "ctx", None)
    return f"{told}. `{context.command_path if context else 'lagebild'} -h` shows what it takes."


def main() -> None:
    """Run the command line; every error a person may see ends in one line and an exit code."""
    try:
        sys.exit(app(sys.argv[1:] or ["--help"], standalone_mode=False) or 0)
    except TyperException as error:
        Console(stderr=True, highlight=False, soft_wrap=True).print(f"lagebild: {_wrong_usage(error)}", markup=False)
        sys.exit(EXIT_USAGE)
    except LagebildError as error:
        Console(stderr=True, highlight=False, soft_wrap=True).print(f"lagebild: {error}", markup=False)
        sys.exit(EXIT_USAGE if isinstance(error, UsageError) else EXIT_ERROR)
    except (KeyboardInterrupt, typer.Abort):
        Console(stderr=True).print("lagebild: interrupted; what was written stays, run the command again to go on")
        sys.exit(EXIT_INTERRUPTED)
    except BrokenPipeError:
        # The reader of our output went away, as `| head` does.
        sys.stderr.close()
        sys.exit(0)
