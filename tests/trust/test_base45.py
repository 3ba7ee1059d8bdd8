import pytest
from hypothesis import given
from hypothesis import strategies as st

from akimat_desk.trust import base45

RFC_9285 = [(b"AB", "BB8"), (b"Hello!!", "%69 VD92EX0"), (b"base-45", "UJCLQE7W581")]


@pytest.mark.parametrize(("plain", "text"), [*RFC_9285, (b"ietf!", "QED8WEX0"), (b"", "")])
def test_the_examples_of_rfc_9285_hold(plain: bytes, text: str) -> None:
    assert base45.encoded(plain) == text
    assert base45.decoded(text) == plain


@given(st.binary(max_size=80))
def test_bytes_come_back(data: bytes) -> None:
    assert base45.decoded(base45.encoded(data)) == data


@given(st.text(alphabet=base45.ALPHABET, max_size=12))
def test_no_two_texts_mean_the_same_bytes(text: str) -> None:
    try:
        data = base45.decoded(text)
    except base45.NotBase45:
        return
    assert base45.encoded(data) == text


@pytest.mark.parametrize("text", ["A", "BB8A", ":::", "::", "GGW", "bb8", "ЖЖ8"])
def test_what_no_bytes_give_is_refused(text: str) -> None:
    with pytest.raises(base45.NotBase45):
        base45.decoded(text)
