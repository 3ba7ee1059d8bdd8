"""One change to any row of the journal, its lists or the log, made with the key: `verify` names
the table, or the place in the journal; without a change it is clean."""

import random
from typing import Any

import pytest
from services.scan_samples import a_png
from services.working_desks import a_complaint, new_desk

from akimat_desk.domain.access_notes import CASE
from akimat_desk.domain.act_wishes import ActTold
from akimat_desk.domain.errors import IntegrityBroken
from akimat_desk.storage.errors import EntryAltered, FileAltered, FileGone, ReadingAltered

# By table, what of it tells nothing that could be proven: local numbers, empty columns.
LEFT_OUT = {
    "origin": {"is_own"},
    "reference_object": {"kind", "signature"},
    "access_origin": {"beside", "hlc"},
    "case_line": {"id"},
    "person_line": {"id"},
}
IN_PLACE = ("entry", "access_entry", "origin", "access_origin", "salt")
"""Changed here, the journal itself is wrong, and that is what is said first."""
AN_INSPECTION = {
    "entrepreneur": "ЖИ Асанов К.", "body": "Салык кызматы", "subject": "касса",
    "inspectors": [{"name": "Токтогулов А."}], "ground": "№ 14", "plan": "2026",
    "starts_on": "2026-11-30", "ends_on": "2026-12-04",
}  # fmt: skip
LISTS = (
    *("stream", "series", "case_line", "case_label", "act_line", "person_line", "person_join"),
    *("address_word", "address_of", "letter_line", "body_line", "access_line", "record_line"),
    "reference_object",
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    opened = new_desk(tmp_path_factory.mktemp("desk"))
    done = opened.registration.register_group(a_complaint(place) for place in range(4))
    body = {"body": "Президенттин Администрациясы", "number": "12-148/3", "dated_on": "2026-11-16"}
    opened.registration.register(a_complaint(7, came_through=body))
    cases = [opened.cases.find(one.number) for one in done]
    opened.cases.do(cases[0], "assign", {"executor": "mamyt"})
    opened.cases.do(cases[1], "label", {"label": "жайыт"})
    opened.cases.do(cases[0], "note", {"text": "эскертүү"})
    opened.office.hold_post("head", "asanova", order="№ 1")
    order = {"subject": "Жол", "preamble": "Текшерүү боюнча.", "points": ["Ачылсын."]}
    opened.act_desk.issue(ActTold(template="order", told=order))
    opened.inspections.register(AN_INSPECTION)
    opened.attachments.attach(cases[2], a_png(), "a.png")
    people = [row.id for row in opened.people.page("").rows]
    opened.people.join(people[0], people[1], "бир эле киши")
    opened.access_log.opened(CASE, cases[0])
    opened.access_log.printed("paper", "00" * 32)
    assert opened.integrity.verify()
    yield opened
    opened.close()


def rows_of(connection, table):
    found = connection.exec_driver_sql(f"SELECT * FROM {table}")
    return list(found.keys()), [tuple(row) for row in found]


def put(connection, table, columns, rows):
    connection.exec_driver_sql(f"DELETE FROM {table}")
    places = ",".join("?" * len(columns))
    statement = f"INSERT INTO {table} ({','.join(columns)}) VALUES ({places})"
    if rows:
        connection.exec_driver_sql(statement, rows)


def other(value: Any, chance: random.Random) -> Any:
    match value:
        case bytes():
            place = chance.randrange(len(value)) if value else 0
            return value[:place] + bytes([value[place] ^ 1]) + value[place + 1 :] if value else b"1"
        case int():
            return 1 - value if value in (0, 1) else value + chance.choice((-1, 1))
        case None:
            return "2030-01-01"
        case _:
            return chance.choice((f"{value}x", "x" if value != "x" else "y"))


def changed(rows, columns, kind, chance):
    """The rows with one of them edited in this column, taken away, or put in once more."""
    rows, place = list(rows), chance.randrange(len(rows))
    if kind == "remove":
        rows.pop(place)
    elif kind == "insert":
        extra = list(rows[place])
        key = next(at for at, one in enumerate(extra) if isinstance(one, bytes | str) and one)
        extra[key] = other(extra[key], chance)
        if "id" in columns:
            extra[columns.index("id")] = 9999
        rows.append(tuple(extra))
    else:
        edited = list(rows[place])
        at = columns.index(kind)
        edited[at] = other(edited[at], chance)
        rows[place] = tuple(edited)
    return rows


def kinds_of(table, columns, chance):
    """Taken away, put in, and a few columns: others with each release of the tables."""
    open_to = [one for one in columns if one not in LEFT_OUT.get(table, ())]
    few = open_to if len(open_to) <= 6 else chance.sample(open_to, 6)
    return ("remove", "insert", *few)


@pytest.mark.parametrize("table", [*IN_PLACE, *LISTS])
def test_one_change_anywhere_is_found_and_its_place_is_named(desk, table):
    chance = random.Random(f"{table} 1")
    with desk.core.database.read() as connection:
        columns, rows = rows_of(connection, table)
    assert rows, "the desk of this test has to fill every table"
    for kind in kinds_of(table, columns, chance):
        if table == "reference_object" and kind == "remove":
            continue  # the program brings it along: nothing is lost
        after = changed(rows, columns, kind, chance)
        with desk.core.database.write() as connection:
            put(connection, table, columns, after)
        try:
            with pytest.raises(IntegrityBroken) as found:
                desk.integrity.verify()
            assert _is_named(found.value, table), (table, kind, str(found.value))
        finally:
            with desk.core.database.write() as connection:
                put(connection, table, columns, rows)
    assert desk.integrity.verify()


def _is_named(wrong, table):
    assert wrong.exit_code == 4
    if table in IN_PLACE:
        return isinstance(wrong, EntryAltered | ReadingAltered)
    # A list that hangs on another is told by that one's name.
    related = {
        "case_line": ("case_line", "case_label", "case_words", "case_numbers"),
        "person_line": ("person_line", "person_words", "person_join"),
        "person_join": ("person_join", "person_line"),
    }
    return isinstance(wrong, ReadingAltered) and wrong.reading in related.get(table, (table,))


def test_a_damage_says_the_number_of_its_case(desk):
    with desk.core.database.read() as connection:
        columns, rows = rows_of(connection, "entry")
        numbers = dict(
            connection.exec_driver_sql("SELECT stream, number FROM case_line").fetchall()
        )
    place = next(at for at, row in enumerate(rows) if row[columns.index("type")] == "NoteAdded")
    edited = list(rows[place])
    edited[columns.index("body")] = b"\x80"
    with desk.core.database.write() as connection:
        put(connection, "entry", columns, [*rows[:place], tuple(edited), *rows[place + 1 :]])
    try:
        with pytest.raises(EntryAltered) as found:
            desk.integrity.verify()
        assert found.value.facts() == {
            "origin": edited[columns.index("origin")].hex(),
            "seq": edited[columns.index("seq")],
            "reason": "body",
            "number": numbers[edited[columns.index("stream")]],
        }
    finally:
        with desk.core.database.write() as connection:
            put(connection, "entry", columns, rows)


def test_a_file_that_was_changed_or_taken_away_is_found_with_its_case(desk):
    (digest,) = [one for one in desk.core.files.digests() if desk.core.files.size(one) < 2000]
    path = desk.core.files._path(digest)
    sealed = path.read_bytes()
    number = desk.lists.page(desk.cases.filter_of(), with_bars=False).rows
    for damage in (b"", sealed[:-1] + bytes([sealed[-1] ^ 1])):
        path.write_bytes(damage)
        with pytest.raises(FileAltered) as altered:
            desk.integrity.verify()
    path.unlink()
    with pytest.raises(FileGone) as gone:
        desk.integrity.verify()
    path.write_bytes(sealed)
    assert altered.value.number == gone.value.number in [row.number for row in number]
    assert gone.value.facts() == {"digest": digest.hex(), "number": gone.value.number}
    assert desk.integrity.verify()
