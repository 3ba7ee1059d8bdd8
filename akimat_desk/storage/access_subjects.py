"""What the access log names by an id, as people know it: numbers of papers, names of applicants."""

import uuid
from collections.abc import Iterable

from sqlalchemy import Connection

from akimat_desk.domain.access_notes import ACT, CASE, INSPECTION, PERSON, RECEPTION
from akimat_desk.storage.database import driver

_ASKED = {
    CASE: "SELECT number FROM case_line WHERE stream=?",
    PERSON: "SELECT name FROM person_line WHERE stream=?",
    ACT: "SELECT number FROM act_line WHERE stream=?",
    RECEPTION: "SELECT number FROM record_line WHERE stream=?",
    INSPECTION: "SELECT number FROM record_line WHERE stream=?",
}


def names(
    connection: Connection, subjects: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], str]:
    """By (kind, id); what is not here any more has no name."""
    found = {}
    for kind, subject in subjects:
        asked = _ASKED.get(kind)
        row = None if asked is None else _row(connection, asked, subject)
        if row is not None:
            found[kind, subject] = row
    return found


def _row(connection: Connection, asked: str, subject: str) -> str | None:
    try:
        stream = uuid.UUID(subject).bytes
    except ValueError:
        return None
    row = driver(connection).execute(asked, (stream,)).fetchone()
    return None if row is None else str(row[0])
