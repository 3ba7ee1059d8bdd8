"""Which case is meant by a number as somebody typed it; where several papers bear it, by which."""

import uuid
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from akimat_desk.domain.dossiers import own_incoming
from akimat_desk.domain.number_clashes import number_and_code
from akimat_desk.domain.numbering import NumberUnknown, NumberUnreadable, is_checked
from akimat_desk.services.errors import NumberAmbiguous, NumberShared
from akimat_desk.storage import journal, number_clashes, queries
from akimat_desk.storage.database import Connection


def named(connection: Connection, typed: str, office_id: str) -> Sequence[Any]:
    """By number, by number and receipt code, or by the case's id: that alone is left where one
    receipt was entered twice."""
    rows: Sequence[Any] = queries.find_by_number(connection, typed)
    if rows:
        return rows
    parts = number_and_code(typed)
    if parts is not None:
        number, code = parts
        found = queries.find_by_number(connection, number)
        return _standing([row for row in found if code in codes(connection, row, office_id)])
    with suppress(ValueError):
        row = queries.find_line(connection, uuid.UUID(typed.strip()).bytes)
        return [] if row is None else [row]
    return []


def codes(connection: Connection, row: Any, office_id: str) -> tuple[str, ...]:
    """Those of the receipts given for a case: our own first, the first office's after it."""
    if row.incoming_key is None:
        return (row.receipt_code,)
    accepted = own_incoming(journal.load(connection, bytes(row.stream)).state, office_id)
    own = "" if accepted is None else accepted.receipt_code
    return tuple(dict.fromkeys(code for code in (own, row.receipt_code) if code))


def which(
    connection: Connection, number: str, rows: Sequence[Any], office_id: str
) -> NumberAmbiguous | NumberShared:
    """A number of several papers of this office, or one by which different cases can be meant."""
    if len({row.number_key for row in rows}) > 1:
        return NumberAmbiguous(number, tuple(sorted({row.number for row in rows})))
    told = sorted(
        (next(iter(codes(connection, row, office_id)), ""), str(uuid.UUID(bytes=row.stream)))
        for row in rows
    )
    return NumberShared(
        rows[0].number, tuple(code for code, _ in told), tuple(case for _, case in told)
    )


def unknown(typed: str) -> NumberUnknown | NumberUnreadable:
    """Why nothing was found: there is no such case, or it is no number at all."""
    parts = number_and_code(typed)
    numbers = (typed,) if parts is None else (typed, parts[0])
    if any(is_checked(number) for number in numbers):
        return NumberUnknown(typed)
    return NumberUnreadable("check_digit")


def _standing(rows: Sequence[Any]) -> Sequence[Any]:
    """Of one paper that was entered twice the entry that was not annulled is meant."""
    kept = [row for row in rows if row.stage != "annulled"]
    return kept if len(kept) == 1 else rows


def codes_of_shared(
    connection: Connection, rows: Sequence[Any], office_id: str
) -> Mapping[int, str]:
    """By the row's id, for those of the list whose number others bear too: the receipt's code."""
    shared = number_clashes.among(connection, [row.number_key for row in rows])
    return {
        row.id: next(iter(codes(connection, row, office_id)), "")
        for row in rows
        if row.number_key in shared
    }
