"""What stands in the columns of an exported list: heads and cells in the language of the file."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from akimat_desk.domain.offices import Office
from akimat_desk.domain.registering import Catalogues
from akimat_desk.text.catalogue import Texts
from akimat_desk.text.stage_words import case_stages

Cell = str | int | date | None

COLUMNS = (
    "number",
    "registered_on",
    "applicant",
    "pin",
    "phone",
    "subject",
    "kind",
    "channel",
    "topic",
    "came_through",
    "stage",
    "due_on",
    "responsible",
    "ended_on",
    "answered",
    "labels",
)
USUAL = (
    "number",
    "registered_on",
    "applicant",
    "subject",
    "kind",
    "stage",
    "due_on",
    "responsible",
)
# How much room a column takes, in characters; on paper its share of the width.
WIDTHS: Mapping[str, int] = {
    "number": 16,
    "registered_on": 17,
    "applicant": 30,
    "pin": 16,
    "phone": 18,
    "subject": 44,
    "kind": 16,
    "channel": 14,
    "topic": 22,
    "came_through": 24,
    "stage": 18,
    "due_on": 11,
    "responsible": 20,
    "ended_on": 11,
    "answered": 13,
    "labels": 20,
}


def heads(columns: Sequence[str], t: Texts) -> tuple[str, ...]:
    words = {
        "number": t("Number"),
        "registered_on": t("Registered"),
        "applicant": t("Applicant"),
        "pin": t("PIN"),
        "phone": t("Phone"),
        "subject": t("About what"),
        "kind": t("Kind"),
        # Translators: head of a column: by post, in person …
        "channel": t("How it came"),
        "topic": t("Topic"),
        "came_through": t("Through which body"),
        "stage": t("State"),
        "due_on": t("Due"),
        "responsible": t("Executor"),
        # Translators: head of a column: the day a case ended
        "ended_on": t("Ended on"),
        # Translators: head of a column: in time or late
        "answered": t("How answered"),
        "labels": t("Labels"),
    }
    return tuple(words[column] for column in columns)


class Cells:
    """Reads rows of the list of cases for a file."""

    def __init__(self, office: Office, catalogues: Catalogues, t: Texts) -> None:
        self._staff = {one.id: one.short_name for one in office.staff()}
        self._stages = case_stages(t)
        self._answered = {"in_time": t("in time"), "late": t("late")}
        self._rows = {
            "kind": _names(catalogues.kinds, t.language),
            "channel": _names(catalogues.channels, t.language),
            "topic": _names(catalogues.topics, t.language),
        }

    def of(self, line: Any, labels: Sequence[str], columns: Sequence[str]) -> tuple[Cell, ...]:
        """A row of case_line in these columns; days stay days."""
        made: Mapping[str, Callable[[], Cell]] = {
            "due_on": lambda: line.next_on,
            "stage": lambda: self._stages.get(line.stage, line.stage),
            "responsible": lambda: self._staff.get(line.responsible, ""),
            "answered": lambda: self._answered.get(line.answered, ""),
            "labels": lambda: ", ".join(labels),
        }
        return tuple(
            made[column]() if column in made else self._plain(line, column) for column in columns
        )

    def _plain(self, line: Any, column: str) -> Cell:
        value: str | date | None = getattr(line, column)
        if value is None or isinstance(value, date):
            return value
        known = self._rows.get(column)
        return _on_one_line(value) if known is None else known.get(value, value)


def _names(catalogue: Any, language: str) -> dict[str, str]:
    return {row.id: row.name[language] for row in catalogue.rows}


def _on_one_line(text: str) -> str:
    """A cell holds no line's end and nothing that cannot be printed."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
