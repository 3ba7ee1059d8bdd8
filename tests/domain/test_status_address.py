"""The public address of a centre: which are believed, and what a receipt's code holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akimat_desk.documents.qr import ALPHANUMERIC
from akimat_desk.domain import status_address as public
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.trust.receipts import SealUnreadable, read_seal

GOOD = (
    "https://kabar.example",
    "https://kabar.example/",
    "https://10.1.2.3:8443",
    "http://127.0.0.1:8080",
    "http://localhost",
)
WRONG = (
    "http://kabar.example",
    "kabar.example",
    "https://kabar.example/abaly",
    "https://kabar.example?x=1",
    "https://кабар.example",
    "https://user@kabar.example",
    "https://",
    "https://-a",
    "https://" + "a" * 60,
    "https://a b",
    7,
    None,
)


@pytest.mark.parametrize("address", [*GOOD, ""])
def test_a_bare_https_address_is_taken_and_nothing_takes_it_away(address) -> None:
    public.demand_readable(address)


@pytest.mark.parametrize("address", WRONG)
def test_what_a_phone_could_not_open_safely_is_refused(address) -> None:
    with pytest.raises(FieldWrong):
        public.demand_readable(address)


@given(st.sampled_from(GOOD))
def test_a_code_with_an_address_stays_small_and_keeps_the_seal(address) -> None:
    told = public.seal_address(address, "AD1:ABC")
    assert set(told) <= ALPHANUMERIC
    assert told.endswith("/R/AD1:ABC")
    assert told.count("//") == 1


def test_without_an_address_or_with_an_old_one_the_code_is_the_seal() -> None:
    for address in (None, "https://kabar.example/abaly"):
        assert public.seal_address(address, "AD1:ABC") == "AD1:ABC"


@given(st.text(max_size=20))
def test_an_address_in_front_makes_no_seal_of_what_is_none(text) -> None:
    for told in (text, f"https://kabar.example/R/{text}"):
        with pytest.raises(SealUnreadable):
            read_seal(told)
