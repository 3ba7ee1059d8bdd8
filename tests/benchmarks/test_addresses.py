"""Offers of an address, and the strip's questions, while somebody types."""

from typing import Any

import pytest
from benchmarks.test_registration import bare
from benchmarks.timing import taken
from services.working_desks import OFFICE, a_complaint, new_desk

from akimat_desk.domain.people import Address
from akimat_desk.storage import addresses
from akimat_desk.storage.workspace import DATABASE

LIVING, LISTED, CASES = 100_000, 20_000, 4_000
_BARE = (
    "SELECT folded, spelled, uses FROM address_word WHERE soate=? AND part=? AND above=?"
    " AND folded>=? AND folded<? ORDER BY uses DESC, folded, spelled LIMIT 100"
)


def living(number: int) -> Address:
    return Address(
        soate=OFFICE,
        aimak=f"Аймак {number % 20}",
        village=f"Айыл {number % 200}",
        street=f"Көчө {number % 9000}",
        house=str(number % 120),
    )


def told(number: int) -> dict[str, Any]:
    changed = a_complaint(number, subject=f"Жайыт жолун бөгөө, {number % 97}-тилке")
    letters = "абвгдежзик"
    tail = "".join(letters[int(digit)] for digit in str(number % 500))
    changed["applicant"]["person"]["surname"] = f"Өмүрбек{tail}"
    return changed


@pytest.mark.benchmark
def test_an_address_is_offered_while_one_types(tmp_path):
    desk = new_desk(tmp_path / "desk", training=True, password="")
    with desk.core.database.write() as connection:
        for number in range(LIVING):
            stream = number.to_bytes(16, "big")
            addresses.note(connection, stream, living(number), is_new=True)
        addresses.add_listed(
            connection,
            ((OFFICE, f"Аймак {n % 20}", f"Айыл {n % 200}", f"Көчө {n}") for n in range(LISTED)),
        )
    raw = bare(tmp_path / "desk" / DATABASE, desk.core.database.key)
    wide, narrow = Address(soate=OFFICE), Address(soate=OFFICE, village="Айыл 7")
    asked = [
        *(("village", "айыл 17"[:end], wide) for end in range(8)),
        *(("street", "көчө 177"[:end], wide) for end in range(9)),
        *(("street", "көчө 177"[:end], narrow) for end in range(9)),
    ] * 5

    def offer(one: Any) -> Any:
        return desk.addresses.offered(*one)

    def bare_offer(one: Any) -> Any:
        part, typed, above = one
        under = "айыл 7" if part == "street" and above is narrow else ""
        given = (OFFICE, part, under, typed.replace("ө", "о"), f"{typed.replace('ө', 'о')}\uffff")
        return raw.execute(_BARE, given).fetchall()

    assert len(offer(("street", "", wide)).words) == 100
    ours, least = taken(offer, asked).p95, taken(bare_offer, asked).p95
    print(
        f"an offer of {LIVING} addresses and a list of {LISTED}, p95: {ours:.1f} ms,"
        f" bare SQL of one of the two {least:.1f} ms, ratio {ours / least:.1f}"
    )
    desk.close()


@pytest.mark.benchmark
def test_the_strip_answers_at_a_pause_in_typing(tmp_path):
    desk = new_desk(tmp_path / "desk", training=True, password="")
    for first in range(0, CASES, 500):
        desk.registration.register_group(told(number) for number in range(first, first + 500))
    letter = {"body": "Өкмөт", "number": "12-148/3"}
    asked = [{**told(number), "came_through": letter} for number in range(0, CASES, 40)]
    assert desk.registration.preview(asked[0]).earlier
    print(
        f"what the strip says beside {CASES} cases, p95:"
        f" {taken(desk.registration.preview, asked).p95:.1f} ms"
    )
    desk.close()
