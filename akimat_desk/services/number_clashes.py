"""One number on several papers of the office: shown with both, never decided by the program."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec

from akimat_desk.domain.applications import demand_filled
from akimat_desk.domain.cases import Case
from akimat_desk.domain.clash_events import NumberClashSettled
from akimat_desk.domain.errors import CaseReadOnly, FieldWrong, NothingDisputed
from akimat_desk.domain.number_clashes import is_settled, settlements
from akimat_desk.domain.numbering import number_key
from akimat_desk.services.core import Core
from akimat_desk.services.finding import codes
from akimat_desk.storage import bulk, number_clashes, queries
from akimat_desk.storage.database import Connection

MOST = 200
LONGEST = 2000


class Bearer(msgspec.Struct, frozen=True, kw_only=True):
    """One of the cases that bear a number; `id` is the case's, `code` that of its receipt."""

    id: str
    number: str
    code: str
    registered_on: date
    stage: str
    applicant: str
    subject: str


class NumberClash(msgspec.Struct, frozen=True, kw_only=True):
    """`is_same_paper`: all bear one receipt code, so that one paper was entered more than once.
    `reasons` are what was done about it, the last one last."""

    number: str
    bearers: tuple[Bearer, ...]
    is_settled: bool
    is_same_paper: bool
    reasons: tuple[str, ...] = ()


class NumberClashes:
    """Found whenever asked for: by the numbers of the cases that are here."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def all(self, limit: int = MOST) -> list[NumberClash]:
        """Those nobody has dealt with first, then by number."""
        with self._core.read() as (connection, _):
            keys = number_clashes.several(connection, limit)
            found = [_clash(connection, self._bearers(connection, key)) for key in keys]
        return sorted(found, key=lambda one: (one.is_settled, one.number))

    def count_open(self) -> int:
        """How many numbers nobody has dealt with, up to MOST; one look at the index where every
        number names one paper."""
        with self._core.read() as (connection, _):
            keys = number_clashes.several(connection, MOST)
            return sum(
                not is_settled(_cases(connection, _streams(connection, key))) for key in keys
            )

    def of(self, case_id: str) -> tuple[Bearer, ...]:
        """Itself among the others that bear its number; empty where it is alone."""
        with self._core.read() as (connection, lens):
            return same_number(connection, case_id, lens.office_id)

    def settle(self, number: str, reason: str) -> NumberClash:
        """What was done about it goes on record in each of the cases. Raises FieldWrong,
        NothingDisputed where no two bear the number, NotAllowed, CaseReadOnly."""
        demand_filled("reason", reason)
        if len(reason) > LONGEST:
            raise FieldWrong("reason", "too_long", LONGEST)
        with self._core.write("settle") as writing:
            found = self._bearers(writing.connection, number_key(number))
            if len(found) < 2:
                raise NothingDisputed(number)
            ids = [one.id for one in found]
            streams = [uuid.UUID(one).bytes for one in ids]
            for stream, folded in dict(bulk.folds(writing.connection, streams)).items():
                if folded.unknown:
                    raise CaseReadOnly(number)
                own = str(uuid.UUID(bytes=stream))
                others = tuple(sorted(one for one in ids if one != own))
                told = NumberClashSettled(others=others, reason=reason.strip())
                writing.append(stream, folded, told)
            return _clash(writing.connection, found)

    def _bearers(self, connection: Connection, key: str) -> tuple[Bearer, ...]:
        return bearers_of(connection, key, self._core.identity.office)


def bearers_of(connection: Connection, key: str, office_id: str) -> tuple[Bearer, ...]:
    """All cases with this own number, the first registered one first."""
    rows: Sequence[Any] = number_clashes.bearers(connection, key)
    return tuple(
        Bearer(
            id=str(uuid.UUID(bytes=row.stream)),
            number=row.number,
            code=next(iter(codes(connection, row, office_id)), ""),
            registered_on=row.registered_on,
            stage=row.stage,
            applicant=row.applicant,
            subject=row.subject,
        )
        for row in rows
    )


def same_number(connection: Connection, case_id: str, office_id: str) -> tuple[Bearer, ...]:
    """The cases that bear the number of this one, itself among them; empty where it is alone."""
    row = queries.find_line(connection, uuid.UUID(case_id).bytes)
    if row is None or row.number_key not in number_clashes.among(connection, [row.number_key]):
        return ()
    return bearers_of(connection, row.number_key, office_id)


def _clash(connection: Connection, found: tuple[Bearer, ...]) -> NumberClash:
    cases = _cases(connection, [uuid.UUID(one.id).bytes for one in found])
    told = (event.reason for case in cases.values() for event in settlements(case))
    return NumberClash(
        number=found[0].number,
        bearers=found,
        is_settled=is_settled(cases),
        is_same_paper=len({one.code for one in found}) == 1,
        reasons=tuple(dict.fromkeys(told)),
    )


def _streams(connection: Connection, key: str) -> list[bytes]:
    return [row.stream for row in number_clashes.bearers(connection, key)]


def _cases(connection: Connection, streams: Sequence[bytes]) -> dict[str, Case]:
    folds = bulk.folds(connection, streams)
    return {str(uuid.UUID(bytes=stream)): folded.state for stream, folded in folds}
