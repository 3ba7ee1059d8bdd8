from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from akimat_desk.trust.receipts import (
    ReceiptSeal,
    SealImpossible,
    SealUnreadable,
    is_genuine,
    number_from_ascii,
    number_in_ascii,
    read_seal,
    seal_receipt,
)
from akimat_desk.trust.signing import StationKey

STATION = StationKey.from_seed(bytes(range(32)))
# What a QR code packs most tightly (ISO 18004), without the space.
SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$%*+-./:"
OTHER = StationKey.from_seed(bytes(32))
ALPHABET = "АБВГДЕЁЖЗИЙКЛМНҢОӨПРСТУҮФХЦЧШЩЪЫЬЭЮЯ"

# Printed for ever: if this line changes, receipts in people's hands become unreadable.
SEAL = (
    "AD1:KZDVVJ2UMNDUYBNUWLRSPOUNTQT2IEEGIYTCO7W3S6CUCV5IRTYSS473KCYWL4YGEXRUC6YEFJWZICLXWIC4PT"
    "FXCZKKQVEULA2O3DG3KEMF7TSRNUDI:41706242000000-DISTRICT-1:.K1-00042/26-7:20261123:20261211:APPEAL:7K2M9XPA"
)
SEAL_WITHOUT_DATE = (
    "AD1:KZDVVJ2UMNDUY25URFKTMGYU2CVDYX6MVKNS4AOQEASSGTMTF3E2GFGTMESAY65RIUIYWTVQ4ZFTCPKB2RSK5Q"
    "V5V5U5O4JF2PZVRQTPQAKIZ2UZ2AAY:41706242000000-DISTRICT-1:.K1-00042/26-7:20261123:-:APPEAL:7K2M9XPA"
)


def the_facts(**other: Any) -> ReceiptSeal:
    told: dict[str, Any] = {
        "office": "41706242000000-district-1",
        "number": "К1-00042/26-7",
        "registered_on": date(2026, 11, 23),
        "due_on": date(2026, 12, 11),
        "rule": "appeal",
        "code": "7K2M9XPA",
    }
    return ReceiptSeal(**(told | other))


@pytest.mark.parametrize(
    ("due_on", "seal"), [(date(2026, 12, 11), SEAL), (None, SEAL_WITHOUT_DATE)]
)
def test_version_one_is_written_and_read_so_for_ever(due_on: date | None, seal: str) -> None:
    facts = the_facts(due_on=due_on)
    assert seal_receipt(facts, STATION) == seal
    sealed = read_seal(seal)
    assert sealed.facts == facts
    assert sealed.key_id == STATION.key_id
    assert is_genuine(sealed, STATION.public)


def test_a_seal_holds_only_what_a_qr_code_packs_most_tightly() -> None:
    assert set(SEAL) <= set(SIGNS)


def test_a_receipt_of_another_station_is_not_genuine() -> None:
    assert not is_genuine(read_seal(SEAL), OTHER.public)
    assert not is_genuine(read_seal(SEAL), b"")


@pytest.mark.parametrize("scanned", [SEAL.lower(), f"  {SEAL}\r\n", f"\t{SEAL.lower()} "])
def test_what_a_scanner_does_to_case_and_edges_is_forgiven(scanned: str) -> None:
    assert is_genuine(read_seal(scanned), STATION.public)


def is_accepted(text: str) -> bool:
    try:
        return is_genuine(read_seal(text), STATION.public)
    except SealUnreadable:
        return False


@pytest.mark.parametrize("seal", [SEAL, SEAL_WITHOUT_DATE])
def test_a_change_of_any_single_character_is_found(seal: str) -> None:
    neighbours = SIGNS + SIGNS[:1]
    for place, character in enumerate(seal):
        following = neighbours[neighbours.index(character) + 1]
        for wrong in {following, " ", "0", ":", "_", "К", "\n"} - {character}:
            assert not is_accepted(seal[:place] + wrong + seal[place + 1 :]), (place, wrong)


def test_a_lost_or_doubled_character_is_found() -> None:
    for place, character in enumerate(SEAL):
        assert not is_accepted(SEAL[:place] + SEAL[place + 1 :]), place
        assert not is_accepted(SEAL[:place] + character + SEAL[place:]), place


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not_a_seal"),
        ("https://example.org", "not_a_seal"),
        (f"К{SEAL}", "not_a_seal"),
        (SEAL.replace("AD1:", "AD2:"), "other_version"),
        ("AD1:", "damaged"),
        (SEAL[:113], "damaged"),
        (SEAL.replace(":20261123:", ":20261323:"), "damaged"),
        (SEAL.replace(":20261123:", ":2026112:"), "damaged"),
        (SEAL.replace(".K1", ".+1"), "damaged"),
        (SEAL + ":X", "damaged"),
        (SEAL[:4] + ":::" + SEAL[7:], "damaged"),
    ],
)
def test_an_unreadable_seal_says_why(text: str, reason: str) -> None:
    with pytest.raises(SealUnreadable) as caught:
        read_seal(text)
    assert caught.value.reason == reason


NUMBERS = st.text(alphabet=ALPHABET + "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-/.", min_size=1)
DAYS = st.dates(min_value=date(1000, 1, 1))
NAMES = st.from_regex(r"[a-z0-9.-]+", fullmatch=True)


@settings(deadline=None)
@given(
    st.builds(
        ReceiptSeal,
        office=NAMES,
        number=NUMBERS,
        registered_on=DAYS,
        due_on=st.none() | DAYS,
        rule=NAMES,
        code=st.from_regex(r"[A-Z0-9-]+", fullmatch=True),
    )
)
def test_every_receipt_comes_back_genuine(facts: ReceiptSeal) -> None:
    sealed = read_seal(seal_receipt(facts, STATION).lower())
    assert sealed.facts == facts
    assert is_genuine(sealed, STATION.public)


def test_the_letters_of_numbers_are_written_so_for_ever() -> None:
    assert number_in_ascii(ALPHABET) == (
        ".A.B.V.G.D.E.0.J.Z.I.Y.K.L.M.N.1.O.2.P.R.S.T.U.3.F.H.X.C.W.4.5.6.7.8.Q.9"
    )
    assert number_in_ascii("К1А7X-00042/26.7") == ".K1.A7X-00042/26..7"


@given(NUMBERS, NUMBERS)
def test_no_two_numbers_are_written_alike(one: str, other: str) -> None:
    assert number_from_ascii(number_in_ascii(one)) == one
    assert (number_in_ascii(one) == number_in_ascii(other)) == (one == other)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("office", "41706242000000 district"),
        ("office", ""),
        ("office", "41706242000000-DISTRICT-1"),
        ("number", "к1-00042"),
        ("number", "№ 1"),
        ("rule", "appeal:10"),
        ("code", "7k2m"),
        ("code", ""),
    ],
)
def test_a_fact_that_could_not_be_read_back_is_never_printed(field: str, value: str) -> None:
    with pytest.raises(SealImpossible) as caught:
        seal_receipt(the_facts(**{field: value}), STATION)
    assert caught.value.field == field
