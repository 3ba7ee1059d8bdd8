"""What a command prints: JSON for programs, lines for people, refusals on stderr."""

import json
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from akimat_desk.domain.errors import DeskError
from akimat_desk.services.errors import OutputUnwritable
from akimat_desk.text.catalogue import LANGUAGES, speak
from akimat_desk.text.refusals import refusal

if TYPE_CHECKING:
    from akimat_desk.services.desk import Desk


class Output:
    """One object, or one a line; nothing else on stdout where JSON was asked for."""

    def __init__(self, *, is_json: bool) -> None:
        self.is_json = is_json
        speak(_language())
        for stream in (sys.stdout, sys.stderr):
            # A terminal in another encoding must not stop a number from being printed.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]

    def line(self, value: Mapping[str, Any], sentence: str) -> None:
        """One object: as JSON, or as the sentence made of it."""
        self._write(_json(value) if self.is_json else sentence)

    def table(self, rows: Iterable[Mapping[str, Any]], columns: Mapping[str, str]) -> None:
        """One object a line, or a table with these columns (key -> head)."""
        if self.is_json:
            for row in rows:
                self._write(_json(row))
            return
        shown = [
            list(columns.values()),
            *([_cell(row.get(key)) for key in columns] for row in rows),
        ]
        widths = [max(len(line[place]) for line in shown) for place in range(len(columns))]
        for line in shown:
            self._write("  ".join(map(str.ljust, line, widths)).rstrip())

    def refusal(self, wrong: DeskError, facts: Mapping[str, Any] | None = None) -> None:
        """The code with its facts, and the sentence for a person on stderr."""
        told = {"error": wrong.code, **wrong.facts(), **(facts or {})}
        if self.is_json:
            self._write(_json(told))
        place = "" if not facts else " ".join(f"{key} {value}: " for key, value in facts.items())
        print(place + refusal(wrong.code, wrong.facts()), file=sys.stderr)

    def note(self, sentence: str) -> None:
        """For people only, beside the answer."""
        print(sentence, file=sys.stderr)

    def flush(self) -> None:
        sys.stdout.flush()

    def _write(self, text: str) -> None:
        sys.stdout.write(text + "\n")


def write_file(path: Path, data: bytes) -> None:
    """Raises OutputUnwritable."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as wrong:
        raise OutputUnwritable(str(path)) from wrong


def write_paper(desk: "Desk", path: Path, data: bytes) -> None:
    """A paper for somebody's hands: the access log notes it. Raises OutputUnwritable."""
    with desk.prints.going_out(data):
        write_file(path, data)


def _json(value: Mapping[str, Any]) -> str:
    """One line for every reader: what some of them take for a line's end is written out."""
    text = json.dumps(value, ensure_ascii=False)
    return text.translate(_LINE_ENDS)


_LINE_ENDS = {code: f"\\u{code:04x}" for code in (0x85, 0x2028, 0x2029)}


def _language() -> str:
    """What was named, else the system's own if it is ours, else the language of the state."""
    named = ("AKIMAT_DESK_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    told = (os.environ.get(variable, "")[:2] for variable in named)
    return next((language for language in told if language in LANGUAGES), "ky")


def _cell(value: Any) -> str:
    return "" if value is None else str(value)
