"""Calls of the command line within this process, by a parser that is made once."""

import contextlib
import io
import os
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from cli.program_runs import Run, surroundings

from akimat_desk.cli import program
from akimat_desk.cli.output import Output
from akimat_desk.text import catalogue


@cache
def _parser() -> Any:
    """Most of the time of a short command goes into making it."""
    return program._parser()


def quick(folder: Path, argv: Sequence[str], given: bytes = b"", **more: str) -> Run:
    """What the program does with these words; whatever it raises is a bug of it. `more` is set in
    its environment."""
    with _streams(given) as shown, _environment(more):
        code = _run(["--data", str(folder), *argv])
    out, err = shown
    return Run(code, out.getvalue().decode(), err.getvalue().decode())


def _run(argv: list[str]) -> int:
    try:
        told = _parser().parse_args(argv)
    except SystemExit as usage:
        return int(usage.code or 0)
    if told.command is None:
        raise AssertionError("a command opens no window")
    return program._answer(told, Output(is_json=bool(told.json)))


@contextlib.contextmanager
def _streams(given: bytes) -> Iterator[tuple[io.BytesIO, io.BytesIO]]:
    kept = sys.stdin, sys.stdout, sys.stderr
    shown = io.BytesIO(), io.BytesIO()
    sys.stdin = io.TextIOWrapper(io.BytesIO(given), encoding="utf-8")
    sys.stdout, sys.stderr = (
        io.TextIOWrapper(one, encoding="utf-8", write_through=True) for one in shown
    )
    try:
        yield shown
    finally:
        sys.stdout.flush()
        sys.stdout.detach()
        sys.stderr.detach()
        sys.stdin, sys.stdout, sys.stderr = kept


@contextlib.contextmanager
def _environment(more: dict[str, str]) -> Iterator[None]:
    kept, language = dict(os.environ), catalogue._Window.texts
    wanted = surroundings(**more)
    os.environ.clear()
    os.environ.update(wanted)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(kept)
        catalogue._Window.texts = language
