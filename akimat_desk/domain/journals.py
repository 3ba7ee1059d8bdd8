"""Journals of the office: what kinds there are, what each can show, which columns were chosen."""

from collections.abc import Mapping
from typing import Literal

import msgspec

from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.readings import Bilingual, Reading

Source = Literal["cases", "letters", "controls", "acts", "post", "inspections", "barriers"]
Status = Literal["confirmed", "to_confirm"]

_WHO = ("applicant", "address", "phone", "pin")
_COURSE = ("responsible", "resolution", "due_on", "control_on", "stage", "ended_on", "outcome")
_BY_HAND = ("signature", "remark")
_OF_CASES = (
    *("place", "number", "received_on", "registered_on", *_WHO, "came_through", "subject"),
    *("kind", "channel", "topic", "sheets", *_COURSE, "answered", "answer", "file_index"),
    *_BY_HAND,
)
SHOWN: Mapping[Source, tuple[str, ...]] = {
    "cases": _OF_CASES,
    "letters": _OF_CASES,
    "controls": (
        *("place", "number", "registered_on", "set_on", "body", "letter", "dated_on"),
        *("applicant", "subject", "responsible", "due_first_on", "prolonged_by", "due_on"),
        *("report_to", "state", "ended_on", "report", "reported_on"),
        *("lifted_on", "lifted_by", "lifted_ground", "also", *_BY_HAND),
    ),
    "acts": (
        *("place", "number", "issued_on", "title", "addressee", "subject", "signatory"),
        *("case_number", "stage", "replaces", *_BY_HAND),
    ),
    "post": (
        *("place", "delivered_on", "addressee", "title", "number", "issued_on", "proof"),
        *("case_number", *_BY_HAND),
    ),
    "inspections": (
        *("place", "number", "registered_on", "entrepreneur", "inn", "address", "body"),
        *("inspectors", "ground", "plan", "registry_number", "subject", "starts_on", "ends_on"),
        *("started_on", "finished_on", "act", "findings", "objection", "informed_on", "state"),
        *_BY_HAND,
    ),
    "barriers": (
        *("place", "topic", "body", "count", "in_time", "late", "open", "solved", "not_solved"),
        *("median_days", "coordinator", *_BY_HAND),
    ),
}
"""What each source of rows can show: the ids of columns."""
KINDS = (
    *("registration", "letters", "control", "outgoing", "acts", "post"),
    *("inspections", "barriers"),
)
SETTING = "journal_columns."
SETTINGS = tuple(f"{SETTING}{kind}" for kind in KINDS)


class JournalColumn(Reading, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`share` is its room in characters. Column sets of the state's own forms are not known, so
    each stays `to_confirm`; `check` marks Kyrgyz words a native speaker has still to look at."""

    id: str
    title: Bilingual
    share: int
    status: Status = "to_confirm"
    check: bool = False


class JournalKind(Reading, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One journal as it is shipped; `usual` are the columns without another choice."""

    id: str
    release: int
    title: Bilingual
    rows: Source
    columns: tuple[JournalColumn, ...]
    usual: tuple[str, ...]
    status: Status = "to_confirm"
    note: Bilingual = Bilingual(ky="")

    def chosen(self, ids: tuple[str, ...]) -> tuple[JournalColumn, ...]:
        """In the order they were named. Raises FieldWrong for none, an unknown one or a twin."""
        known = {column.id: column for column in self.columns}
        if not ids or len(set(ids)) < len(ids) or not set(ids) <= known.keys():
            raise FieldWrong("columns", "unknown")
        return tuple(known[one] for one in ids)


def parse_kind(data: object) -> JournalKind:
    """Raises FieldWrong where the file shows what the program does not know."""
    try:
        kind = msgspec.convert(data, JournalKind)
    except msgspec.ValidationError as wrong:
        raise FieldWrong("journal", "wrong_type") from wrong
    shown = [column.id for column in kind.columns]
    is_known = kind.id in KINDS and set(shown) <= set(SHOWN[kind.rows])
    if not is_known or len(set(shown)) < len(shown):
        raise FieldWrong("journal", "unknown")
    kind.chosen(kind.usual)
    return kind


def parse_columns(key: str, value: object) -> tuple[str, ...]:
    """A setting as it is told, ids with commas between. Raises FieldWrong for an id that no
    journal shows."""
    ids = tuple(one.strip() for one in str(value).split(",") if one.strip())
    known = {one for shown in SHOWN.values() for one in shown}
    if not set(ids) <= known or len(set(ids)) < len(ids):
        raise FieldWrong(key, "unknown")
    return ids


def gaps(given: list[int]) -> list[tuple[int, int]]:
    """Which numbers, first and last, are missing between ascending ones that begin at 1."""
    found, before = [], 0
    for number in given:
        if number > before + 1:
            found.append((before + 1, number - 1))
        before = max(before, number)
    return found
