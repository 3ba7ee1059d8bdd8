"""Cases that the matter at the counter may repeat, or be once more; a person decides."""

import uuid
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import msgspec

from akimat_desk.domain.applications import Application
from akimat_desk.domain.collation import folded
from akimat_desk.domain.offices import Office
from akimat_desk.domain.people import Applicant
from akimat_desk.domain.repeats import PROBABLE, is_like_applicant, likeness
from akimat_desk.storage import addresses, likenesses, queries
from akimat_desk.storage.database import Connection
from akimat_desk.storage.queries import CaseFilter

SAME_LETTER, SAME_APPLICANT, LIKE_NAME, SAME_HOUSE = (
    "same_letter",
    "same_applicant",
    "like_name",
    "same_house",
)
_MOST = 10
_LOOKED_AT = 60
# A letter is known by its number alone; otherwise the subject weighs most.
_WEIGHT = {SAME_LETTER: 300.0, SAME_APPLICANT: 40.0, LIKE_NAME: 20.0, SAME_HOUSE: 0.0}
_BEGINNING = 4
_Rows = Iterable[Any]


class Earlier(msgspec.Struct, frozen=True, kw_only=True):
    """A case that came before. `likeness` of the subjects goes from 0 to 100.

    `why` it is looked at: same_letter, same_applicant, like_name, same_house.
    """

    id: str
    number: str
    subject: str
    registered_on: date
    stage: str
    likeness: float = 0.0
    why: str = SAME_APPLICANT
    applicant: str = ""
    responsible: str = ""

    @property
    def is_probable(self) -> bool:
        """Likely enough to be asked about before it is registered."""
        return self.why == SAME_LETTER or self.likeness >= PROBABLE


def likely_repeats(
    connection: Connection, office: Office, told: Application, applicant: Applicant, person: str
) -> tuple[Earlier, ...]:
    """The likest first. `person` is the office's record of the applicant, "" where it has none."""
    names = {one.id: one.short_name for one in office.staff()}
    found: dict[str, Earlier] = {}
    for why, row in _looked_at(connection, told, applicant, person):
        one = _earlier(why, row, told.subject, names)
        found.setdefault(one.id, one)
    # Somebody else's case is worth a look only for its subject, or where nobody is known yet.
    kept = [
        one
        for one in found.values()
        if one.is_probable or one.why == SAME_APPLICANT or (one.why == LIKE_NAME and not person)
    ]
    return tuple(sorted(kept, key=lambda one: -(one.likeness + _WEIGHT[one.why]))[:_MOST])


def _looked_at(
    connection: Connection, told: Application, applicant: Applicant, person: str
) -> Iterator[tuple[str, Any]]:
    through = told.came_through
    if through is not None:
        streams = addresses.same_letter(connection, through.body, through.number, _MOST)
        yield from _each(SAME_LETTER, likenesses.lines_of(connection, streams))
    if person:
        own = queries.newest_cases(connection, CaseFilter(person=person), None, _MOST)
        yield from _each(SAME_APPLICANT, own)
    yield from _each(LIKE_NAME, _like_named(connection, applicant))
    housed = addresses.same_house(connection, applicant.address, _MOST)
    ids = [str(uuid.UUID(bytes=stream)) for stream in housed]
    yield from _each(SAME_HOUSE, likenesses.cases_of(connection, ids, _LOOKED_AT))


def _each(why: str, rows: _Rows) -> Iterator[tuple[str, Any]]:
    for row in rows:
        yield why, row


def _like_named(connection: Connection, applicant: Applicant) -> Iterator[Any]:
    """By how surname and given name begin: endings are what people slip on."""
    beginnings = [word[:_BEGINNING] for word in folded(applicant.name).split()[:2]]
    if len(beginnings) < 2:
        return
    for row in likenesses.by_beginnings(connection, beginnings, _LOOKED_AT):
        if is_like_applicant(applicant.name, applicant.pin, row.applicant, row.pin):
            yield row


def _earlier(why: str, row: Any, subject: str, names: dict[str, str]) -> Earlier:
    return Earlier(
        id=str(uuid.UUID(bytes=row.stream)),
        number=row.number,
        subject=row.subject,
        registered_on=row.registered_on,
        stage=row.stage,
        likeness=likeness(subject, row.subject),
        why=why,
        applicant=row.applicant,
        responsible=names.get(row.responsible, ""),
    )
