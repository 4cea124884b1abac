"""The command `pump-navigator`: reads the arguments, and leaves the work to one module for each call."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from pump_navigator.clinic import VARIABLE
from pump_navigator.content.errors import ContentError
from pump_navigator.errors import UserError

_DESCRIPTION = """\
A guide in conversation on the way to an insulin pump, a CGM sensor or a cortisol pump.
It is not a clinician. In an emergency, call 911."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs one command. Ends the process with status 0 only if it did what was asked."""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        if getattr(options, "clinic", None):
            os.environ[VARIABLE] = options.clinic  # also for the server's workers
        sys.exit(_run(options))
    except (UserError, ContentError) as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
    except KeyboardInterrupt:
        print(file=sys.stderr)
        sys.exit(130)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="pump-navigator", description=_DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")

    of_a_clinic = argparse.ArgumentParser(add_help=False)
    of_a_clinic.add_argument("--clinic", metavar="FILE", help=f"the clinic's own settings (default: ${VARIABLE})")

    chat = commands.add_parser(
        "chat",
        parents=[of_a_clinic],
        help="talk in the terminal",
        description="Talk in the terminal, and go on where you were. /help lists what you can type.",
    )
    chat.add_argument("--new", action="store_true", help="begin anew; what was kept of the last talk is deleted")

    ask = commands.add_parser(
        "ask",
        parents=[of_a_clinic],
        help="one question, one answer",
        description="Answer one question, or each line of standard input.",
    )
    ask.add_argument("question", nargs="?", help="the question; without it, lines are read from standard input")
    ask.add_argument("--json", action="store_true", help="print one JSON object for each answer")
    ask.add_argument("--conversation", action="store_true", help="all lines are turns of one conversation")

    train = commands.add_parser("train", help="train the model", description="Train the model on data/ and guides/.")
    train.add_argument("--if-needed", action="store_true", help="only if there is none for the present data")

    check = commands.add_parser(
        "check",
        parents=[of_a_clinic],
        help="validate the content and the data",
        description="Validate guides/, data/ and domain.yml.",
    )
    check.add_argument("--strict", action="store_true", help="facts past their review date are errors")

    serve = commands.add_parser(
        "serve",
        parents=[of_a_clinic],
        help="run the web server",
        description="Run the web server with the widget.",
    )
    serve.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: %(default)s)")
    serve.add_argument("--port", type=int, default=8080, help="the port to listen on (default: %(default)s)")

    evaluate = commands.add_parser(
        "evaluate",
        help="score a file of questions",
        description="Score a file of questions: one JSON object a line with text, topic and acceptable.",
    )
    evaluate.add_argument("file", type=Path, help="the questions, as JSON lines")
    return parser


def _run(options: argparse.Namespace) -> int:
    # Imported only where needed, so that `check` and `--help` answer at once.
    match options.command:
        case "chat":
            from pump_navigator import shell

            return shell.chat(new=options.new)
        case "ask":
            from pump_navigator import ask

            return ask.run(options.question, as_json=options.json, one_conversation=options.conversation)
        case "train":
            from pump_navigator import training

            return training.run(only_if_needed=options.if_needed)
        case "check":
            from pump_navigator.content import check

            return check.run(strict=options.strict)
        case "serve":
            from pump_navigator import server

            return server.run(options.host, options.port)
        case _:
            from pump_navigator import evaluation

            return evaluation.run(options.file)
