"""Addresses the office has written before or holds a list of, and letters by their number."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, select

from akimat_desk.domain.case_events import CaseRegistered
from akimat_desk.domain.collation import folded
from akimat_desk.domain.facts import stored_name
from akimat_desk.domain.people import Address, PersonRecord
from akimat_desk.journal import codec
from akimat_desk.storage import journal, tables
from akimat_desk.storage.database import driver
from akimat_desk.storage.gathered import Gathered

AIMAK, VILLAGE, STREET = PARTS = ("aimak", "village", "street")
_SOURCES = ("address_word", "listed_word")
_KEYS = "soate=? AND part=? AND above=?"
_COUNTED = (
    "INSERT INTO address_word (soate, part, above, folded, spelled, uses) VALUES (?,?,?,?,?,?)"
    " ON CONFLICT DO UPDATE SET uses=uses+excluded.uses"
)
_LISTED = "INSERT OR IGNORE INTO listed_word VALUES (?,?,?,?,?,0)"
_UNUSED = f"DELETE FROM address_word WHERE {_KEYS} AND folded=? AND spelled=? AND uses<=0"  # noqa: S608
_HELD = "SELECT soate, aimak, village, street FROM address_of WHERE stream=?"
_LIVES = "INSERT OR REPLACE INTO address_of VALUES (?,?,?,?,?,?)"
_GONE = "DELETE FROM address_of WHERE stream=?"
_LETTER = "INSERT OR REPLACE INTO letter_line (stream, body_folded, number_folded) VALUES (?,?,?)"
_NO_LETTER = "DELETE FROM letter_line WHERE stream=?"
_LAST = "\uffff"
_SHORT = 2


def note(connection: Connection, stream: bytes, address: Address, *, is_new: bool) -> None:
    """`gather` for one stream alone."""
    gathered = Gathered(connection)
    gather(gathered, stream, address, is_new=is_new)
    gathered.write()


def gather(gathered: Gathered, stream: bytes, address: Address, *, is_new: bool) -> None:
    """The applicant of this stream lives there now; what they left is counted off."""
    before = None if is_new else gathered.ask(_HELD, stream)
    now = (address.soate, address.aimak, address.village, address.street)
    if before != now:
        for told, by in ((before, -1), (now, 1)):
            for word in () if told is None else words_of(*told):
                gathered.count(_COUNTED, _UNUSED, word, by)
    if any(now[1:]):
        gathered.put(_LIVES, (stream, *now, house_key(address)))
    elif before is not None:
        gathered.drop(_GONE, stream)


def words_of(soate: str, aimak: str, village: str, street: str) -> Iterator[tuple[str, ...]]:
    """What an address teaches: each part under the one above it, and under any."""
    for part, spelled, above in (
        (AIMAK, aimak, ""),
        (VILLAGE, village, folded(aimak)),
        (STREET, street, folded(village)),
    ):
        if key := folded(spelled):
            for under in sorted({"", above}):
                yield soate, part, under, key, spelled


def house_key(address: Address) -> str:
    """Empty unless the house is told, with a street or a village: two blanks are no neighbours."""
    house = folded(address.house)
    if not house or not folded(address.village + address.street):
        return ""
    parts = (address.soate, address.aimak, address.village, address.street)
    return "\n".join((*map(folded, parts), house))


def gather_letter(gathered: Gathered, stream: bytes, event: CaseRegistered) -> None:
    """Only letters that bear a number; it never changes."""
    through = event.came_through
    if through is not None and (number := folded(through.number)):
        gathered.put(_LETTER, (stream, folded(through.body), number))


def forget_letter(gathered: Gathered, stream: bytes) -> None:
    gathered.drop(_NO_LETTER, stream)


def fill(connection: Connection) -> None:
    """Everything that the journal tells already."""
    gathered = Gathered(connection)
    people = select(tables.stream.c.stream).where(tables.stream.c.kind == codec.PERSON)
    for (stream,) in connection.execute(people).all():
        record: PersonRecord | None = journal.load(connection, stream).state
        if record is not None:
            gather(gathered, stream, record.applicant.address, is_new=True)
    entry, name = tables.entry.c, stored_name(CaseRegistered)
    registered = select(entry.stream, entry.schema, entry.body).where(
        entry.type == name, entry.body.is_not(None)
    )
    for stream, schema, body in connection.execute(registered).all():
        event = codec.find(name, schema, body)
        if isinstance(event, CaseRegistered):
            gather_letter(gathered, stream, event)
    gathered.write()


def offered(
    connection: Connection, part: str, typed: str, above: Address, limit: int
) -> tuple[str, ...]:
    """Spellings of one part that begin as typed, under the part above it, the most used first.

    Of several spellings that fold alike the most used one stands for all.
    """
    begin = folded(typed)
    within = ""
    given: tuple[str, ...] = (above.soate, part, _above(part, above))
    if begin:
        within, given = " AND folded>=? AND folded<?", (*given, begin, begin + _LAST)
    # Few letters fit nearly everything: then the most used are met soon in the order of use.
    is_short = len(begin) <= _SHORT
    found: dict[str, tuple[int, str]] = {}
    for table in _SOURCES:
        by = f" INDEXED BY {table}_by_use" if is_short else ""
        rows = driver(connection).execute(
            f"SELECT folded, spelled, uses FROM {table}{by} WHERE {_KEYS}{within}"  # noqa: S608
            " ORDER BY uses DESC, folded, spelled LIMIT ?",
            (*given, limit),
        )
        for key, spelled, uses in rows:
            found.setdefault(key, (uses, spelled))
    best = sorted(found.items(), key=lambda one: (-one[1][0], one[0]))[:limit]
    return tuple(spelled for _, (_, spelled) in best)


def is_known(connection: Connection, part: str, words: str, above: Address) -> bool:
    """Whether this part was written before, or stands in the list, under the part above it."""
    given = (above.soate, part, _above(part, above), folded(words))
    return any(
        driver(connection)
        .execute(f"SELECT 1 FROM {table} WHERE {_KEYS} AND folded=? LIMIT 1", given)  # noqa: S608
        .fetchone()
        for table in _SOURCES
    )


def _above(part: str, address: Address) -> str:
    """One that was left out does not narrow."""
    return {VILLAGE: folded(address.aimak), STREET: folded(address.village)}.get(part, "")


def same_house(connection: Connection, address: Address, limit: int) -> tuple[bytes, ...]:
    """Streams of the applicants of one house."""
    key = house_key(address)
    if not key:
        return ()
    return _streams(
        connection, "SELECT stream FROM address_of WHERE house_key=? LIMIT ?", (key, limit)
    )


def same_letter(connection: Connection, body: str, number: str, limit: int) -> tuple[bytes, ...]:
    """Streams of the cases that came with this letter; an empty number is like no other."""
    given = (folded(number), folded(body), limit)
    if not all(given):
        return ()
    return _streams(
        connection,
        "SELECT stream FROM letter_line WHERE number_folded=? AND body_folded=? LIMIT ?",
        given,
    )


def _streams(connection: Connection, query: str, given: tuple[Any, ...]) -> tuple[bytes, ...]:
    return tuple(bytes(row[0]) for row in driver(connection).execute(query, given))


def add_listed(connection: Connection, rows: Iterable[tuple[str, str, str, str]]) -> None:
    """(soate, aimak, village, street) of a list; what is there already stays once."""
    words = [word for row in rows for word in words_of(*row)]
    driver(connection).executemany(_LISTED, words)


def empty_list(connection: Connection) -> None:
    driver(connection).execute("DELETE FROM listed_word")


def counts(connection: Connection, *, is_listed: bool) -> dict[str, int]:
    """How many spellings of each part the list holds, or were written here."""
    table = "listed_word" if is_listed else "address_word"
    # Under any: each part stands there once, and once more under the one above it.
    rows = driver(connection).execute(
        f"SELECT part, count(*) FROM {table} WHERE above='' GROUP BY part"  # noqa: S608
    )
    return dict.fromkeys(PARTS, 0) | {str(part): int(count) for part, count in rows}
