"""What was written of addresses is counted, offered and found again, and made anew by rebuild."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.working_desks import OFFICE, a_complaint, a_desk
from sqlalchemy import create_engine

from akimat_desk.domain.people import Address
from akimat_desk.storage import addresses
from akimat_desk.storage.addresses import AIMAK, STREET, VILLAGE
from akimat_desk.storage.metadata import metadata

READ = ("address_word", "address_of", "letter_line")


@pytest.fixture
def connection():
    """The tables alone, in memory: what is asked here is SQL and no journal."""
    engine = create_engine("sqlite://")
    names = (*READ, "listed_word")
    metadata.create_all(engine, [metadata.tables[name] for name in names])
    with engine.connect() as opened:
        yield opened
    engine.dispose()


def place(aimak: str = "", village: str = "", street: str = "", house: str = "") -> Address:
    return Address(soate=OFFICE, aimak=aimak, village=village, street=street, house=house)


def words(connection: Any) -> dict[tuple[str, ...], int]:
    rows = connection.exec_driver_sql("SELECT part, above, spelled, uses FROM address_word")
    return {tuple(row[:3]): row[3] for row in rows}


def test_a_part_is_offered_under_the_one_above_it(connection):
    for number, address in enumerate(
        (place("Гүлстан", "Көк-Бел", "Ленин"), place("Теке", "Жаңы-Ноокат", "Манас"))
    ):
        addresses.note(connection, bytes([number]), address, is_new=True)

    def offered(part: str, typed: str = "", **above: str) -> tuple[str, ...]:
        return addresses.offered(connection, part, typed, place(**above), 10)

    assert offered(VILLAGE) == ("Жаңы-Ноокат", "Көк-Бел")
    assert offered(VILLAGE, aimak="гулстан") == ("Көк-Бел",)
    assert offered(VILLAGE, aimak="Башка") == ()
    assert offered(STREET, "ле") == ("Ленин",)
    assert offered(STREET, village="Көк-Бел") == ("Ленин",)
    assert addresses.offered(connection, AIMAK, "", Address(soate="other"), 10) == ()


def test_letters_that_are_mixed_up_are_one_and_the_usual_spelling_stands_for_all(connection):
    for number, village in enumerate(("Көк-Бел", "Кок Бел", "Көк-Бел")):
        addresses.note(connection, bytes([number]), place(village=village), is_new=True)
    assert addresses.offered(connection, VILLAGE, "КОК", place(), 10) == ("Көк-Бел",)
    assert addresses.is_known(connection, VILLAGE, "көк бел", place())
    assert not addresses.is_known(connection, VILLAGE, "Көк", place())


def test_what_was_written_comes_before_what_is_only_listed(connection):
    addresses.add_listed(connection, [(OFFICE, "", "Абай", ""), (OFFICE, "", "Көк-Бел", "")])
    addresses.add_listed(connection, [(OFFICE, "", "Абай", "")])
    addresses.note(connection, b"1", place(village="Манас"), is_new=True)
    assert addresses.offered(connection, VILLAGE, "", place(), 10) == ("Манас", "Абай", "Көк-Бел")
    assert addresses.counts(connection, is_listed=True)[VILLAGE] == 2
    addresses.empty_list(connection)
    assert addresses.offered(connection, VILLAGE, "", place(), 10) == ("Манас",)


some = st.sampled_from(("", "Көк-Бел", "Кок-Бел", "Ленин", "Манас"))
moves = st.lists(st.tuples(st.integers(0, 3), st.builds(place, some, some, some, some)))


@given(moves)
def test_counts_follow_every_move(moved: list[tuple[int, Address]]):
    engine = create_engine("sqlite://")
    names = [metadata.tables[name] for name in READ]
    metadata.create_all(engine, names)
    with engine.connect() as moving:
        lives: dict[int, Address] = {}
        for who, address in moved:
            addresses.note(moving, bytes([who]), address, is_new=who not in lives)
            lives[who] = address
        kept = words(moving)
        for table in names:
            moving.execute(table.delete())
        for who, address in lives.items():
            addresses.note(moving, bytes([who]), address, is_new=True)
        assert kept == words(moving)
    engine.dispose()


def test_two_blanks_are_no_neighbours(connection):
    whole = place("Гүлстан", "Көк-Бел", "Ленин", "14")
    for number, address in enumerate((whole, whole, place(village="Көк-Бел"), place(house="14"))):
        addresses.note(connection, bytes([number]), address, is_new=True)
    assert addresses.same_house(connection, whole, 10) == (b"\x00", b"\x01")
    assert addresses.same_house(connection, place(village="Көк-Бел"), 10) == ()
    assert addresses.same_house(connection, place(house="14"), 10) == ()
    assert addresses.same_letter(connection, "Өкмөт", "", 10) == ()
    assert addresses.same_letter(connection, "", "", 10) == ()


def test_rebuilding_makes_the_same_and_a_correction_moves_the_count(tmp_path):
    def rows(desk: Any) -> list[list[Any]]:
        with desk.core.database.read() as reading:
            return [
                sorted(map(tuple, reading.exec_driver_sql(f"SELECT * FROM {name}")))
                for name in READ
            ]

    with a_desk(tmp_path) as desk:
        for number in range(4):
            letter = {"body": "Өкмөт", "number": f"12-{number}"}
            desk.registration.register(a_complaint(number, came_through=letter))
        moved = a_complaint(0)
        moved["applicant"]["person"]["address"] = {"soate": OFFICE, "village": "Теке"}
        desk.registration.register(moved)
        before = rows(desk)
        assert [len(one) for one in before] == [4, 4, 4]
        desk.integrity.rebuild()
        assert rows(desk) == before
        with desk.core.database.write() as writing:
            for name in READ:
                writing.exec_driver_sql(f"DELETE FROM {name}")
            addresses.fill(writing)
        assert rows(desk) == before
