"""Lists the office chooses from: kinds, channels, topics, services, documents and so on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, Literal, TypeVar

import msgspec

from akimat_desk.domain.errors import RuleBroken, UnknownRow
from akimat_desk.domain.identifiers import Finding, letter_findings
from akimat_desk.domain.readings import Bilingual, Reading, Release
from akimat_desk.domain.territories import OfficeKind

Status = Literal["confirmed", "to_confirm"]
Fee = Literal["free", "paid", "unknown"]


@dataclass(eq=False)
class CatalogueWrong(RuleBroken):
    """`reason`: unknown, shape, twice, unnamed, group, gone; `row` is the one to blame."""

    catalogue: str
    reason: str
    row: str = ""


class Group(Reading, frozen=True, kw_only=True):
    id: str
    name: Bilingual


class Row(Reading, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`status` tells how certain the row is, `source` where it was seen.

    `check` marks Kyrgyz words that a native speaker has still to look at.
    """

    id: str
    name: Bilingual
    status: Status
    source: str
    group: str = ""
    check: bool = False


class Kind(Row, frozen=True, kw_only=True):
    """A kind of case. `rule` is the statutory term's rule id; "" where none is established.

    `is_letter`: an official paper of another body, with its own number and date; its answer is
    due by the control date written on it, if there is one.
    """

    journal: str
    rule: str = ""
    rule_to_confirm: bool = False
    is_letter: bool = False
    wants_topic: bool = True
    wants_service: bool = False


class Outcome(Row, frozen=True, kw_only=True):
    """How a case ends. `answers` is False where nothing was answered in substance."""

    answers: bool = True
    goes_to_other_body: bool = False


class PauseGround(Row, frozen=True, kw_only=True):
    """`holder` tells whose days the pause is: the applicant's, another body's or the office's."""

    holder: Literal["applicant", "body", "office"]


class Document(Row, frozen=True, kw_only=True):
    """`held_in` names the state register that holds the same facts, None where none is known."""

    ground: Bilingual | None = None
    held_in: Bilingual | None = None


class Service(Row, frozen=True, kw_only=True):
    """`rule` is "" where no term of its own is established: the term of its kind then counts.

    `offices` are the kinds of office that give it, `documents` ids of the documents catalogue.
    `intake_closed_on`: from this day on none is taken in.
    """

    offices: tuple[OfficeKind, ...]
    documents: tuple[str, ...] = ()
    rule: str = ""
    ground: Bilingual | None = None
    result: Bilingual | None = None
    fee: Fee = "unknown"
    intake_closed_on: date | None = None


R = TypeVar("R", bound=Row)
_MAY_LOSE = ("bodies",)


class Catalogue(Reading, Generic[R], frozen=True, kw_only=True):
    """Of two releases the one with the higher number holds."""

    id: str
    release: Release
    rows: tuple[R, ...]
    groups: tuple[Group, ...] = ()

    def find(self, row_id: str) -> R | None:
        return next((row for row in self.rows if row.id == row_id), None)

    def row(self, row_id: str) -> R:
        """Raises UnknownRow."""
        found = self.find(row_id)
        if found is None:
            raise UnknownRow(self.id, row_id)
        return found


ROW_TYPES: Mapping[str, type[Row]] = {
    "kinds": Kind,
    "channels": Row,
    "topics": Row,
    "categories": Row,
    "outcomes": Outcome,
    "pause_grounds": PauseGround,
    "document_kinds": Row,
    "services": Service,
    "documents": Document,
    "bodies": Row,
}


def parse_catalogue(data: Mapping[str, object]) -> Catalogue[Row]:
    """Rows come in the type that ROW_TYPES names for the catalogue; raises CatalogueWrong."""
    named = str(data.get("id", ""))
    if named not in ROW_TYPES:
        raise CatalogueWrong(named, "unknown")
    return parse_rows(data, ROW_TYPES[named])


def parse_rows(data: Mapping[str, object], row_type: type[R]) -> Catalogue[R]:
    """The same with the type of the rows given, for example Kind; raises CatalogueWrong."""
    try:
        read: Catalogue[R] = msgspec.convert(data, Catalogue[row_type])  # type: ignore[valid-type]
    except msgspec.ValidationError as wrong:
        raise CatalogueWrong(str(data.get("id", "")), "shape") from wrong
    _demand_sound(read)
    return read


def gone(before: Catalogue[R], after: Catalogue[R]) -> tuple[str, ...]:
    """Rows that entries may name and that a later release no longer has.

    Of bodies the entries name the words alone: one that was closed may leave the directory.
    """
    if before.id in _MAY_LOSE:
        return ()
    return tuple(row.id for row in before.rows if after.find(row.id) is None)


def kind_findings(kinds: Catalogue[Kind]) -> tuple[tuple[str, Finding], ...]:
    """Journal letters that can be taken for digits, each with the kind it stands at."""
    return tuple((row.id, found) for row in kinds.rows for found in letter_findings(row.journal))


def _demand_sound(catalogue: Catalogue[R]) -> None:
    groups = {group.id for group in catalogue.groups} | {""}
    seen: set[str] = set()
    for row in catalogue.rows:
        if row.id in seen:
            raise CatalogueWrong(catalogue.id, "twice", row.id)
        if not (row.name.ky and row.name.ru):
            raise CatalogueWrong(catalogue.id, "unnamed", row.id)
        if row.group not in groups:
            raise CatalogueWrong(catalogue.id, "group", row.id)
        seen.add(row.id)
