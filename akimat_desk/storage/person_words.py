"""The full text of applicants' names: any word of a name finds it, and the trade name too."""

from sqlalchemy import Connection

from akimat_desk.domain.collation import folded
from akimat_desk.domain.people import PersonRecord
from akimat_desk.storage import journal, tables
from akimat_desk.storage.gathered import Gathered

_FORGET = "DELETE FROM person_words WHERE rowid=?"
_NOTE = "INSERT INTO person_words (rowid, words) VALUES (?,?)"


def words(record: PersonRecord) -> str:
    """What a record is found by, folded."""
    applicant = record.applicant
    trade = "" if applicant.person is None else applicant.person.trade_name
    return folded(f"{applicant.name} {trade}")


def gather(gathered: Gathered, row: int, record: PersonRecord) -> None:
    """`row` is the record's id in person_line."""
    gathered.put(_NOTE, (row, words(record)))


def forget(gathered: Gathered, row: int) -> None:
    """Where the row goes or its words change."""
    gathered.drop(_FORGET, row)


def phrase(typed: str) -> str:
    """What was typed as a query: each word begins a word; empty where it is too short to tell."""
    tokens = folded(typed).split()
    is_enough = any(len(token) > 2 for token in tokens)
    # What was typed is always a quoted token, never query syntax (tech.md 4).
    return " ".join(f'"{token}"*' for token in tokens) if is_enough else ""


def add_to_tables(connection: Connection) -> None:
    """The step that makes the index, with what was registered before it was there."""
    connection.exec_driver_sql(tables.PERSON_TEXT)
    gathered = Gathered(connection)
    for row, stream in connection.exec_driver_sql("SELECT id, stream FROM person_line").all():
        gather(gathered, row, journal.load(connection, stream).state)
    gathered.write()
