"""Files that are carried: closed for whom they are, whole or told apart, named without a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akimat_desk.exchange import bundles
from akimat_desk.exchange.bundles import BATCH, COURIER, FileFaulty
from akimat_desk.exchange.messages import MessageUnreadable
from akimat_desk.trust import boxes
from akimat_desk.trust.signing import StationKey

SHARE = b"12345678"
CENTRE, OTHER = StationKey.from_seed(b"c" * 32), StationKey.from_seed(b"o" * 32)


@given(st.binary(max_size=300), st.integers(0, 400))
def test_a_file_that_was_cut_anywhere_is_told_as_half_copied(body: bytes, cut: int) -> None:
    data = bundles.wrapped(BATCH, SHARE, body)
    assert bundles.unwrapped(data, BATCH, SHARE) == body
    if cut < len(data):
        with pytest.raises(FileFaulty, match="half_copied"):
            bundles.unwrapped(data[:cut], BATCH, SHARE)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7 a paper", "not_ours"),
        (bundles.wrapped(BATCH, SHARE, b"body") + b"more", "too_long"),
        (bundles.wrapped(COURIER, SHARE, b"body"), "other_kind"),
        (bundles.wrapped(BATCH, b"87654321", b"body"), "of_another"),
    ],
)
def test_what_cannot_be_used_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(FileFaulty) as wrong:
        bundles.unwrapped(data, BATCH, SHARE)
    assert wrong.value.reason == reason


@given(st.binary(max_size=200))
def test_a_box_opens_for_its_owner_alone(data: bytes) -> None:
    box = boxes.close_for(CENTRE.public, data, b"purpose")
    assert boxes.opened_by(CENTRE, box, b"purpose") == data
    for owner, purpose in ((OTHER, b"purpose"), (CENTRE, b"another")):
        with pytest.raises(boxes.BoxClosed):
            boxes.opened_by(owner, box, purpose)


@given(st.binary(max_size=40), st.integers(0, 10_000), st.integers(1, 255))
def test_a_box_with_any_byte_changed_does_not_open(data: bytes, at: int, by: int) -> None:
    key = b"k" * 32
    box = bytearray(boxes.close(key, data, b"purpose"))
    box[at % len(box)] ^= by
    with pytest.raises(boxes.BoxClosed):
        boxes.opened(key, bytes(box), b"purpose")


@given(st.binary(max_size=80))
def test_bytes_that_are_no_key_and_no_box_are_refused_and_never_crash(data: bytes) -> None:
    with pytest.raises(boxes.BoxClosed):
        boxes.opened_by(CENTRE, data, b"purpose")
    with pytest.raises(boxes.BoxClosed):
        boxes.opened(b"k" * 32, data, b"purpose")


@pytest.mark.parametrize("public", [b"", b"\0" * 32, b"\1" + b"\0" * 31, b"short"])
def test_nothing_is_closed_for_what_is_no_key(public: bytes) -> None:
    with pytest.raises(boxes.BoxClosed):
        boxes.close_for(public, b"data", b"purpose")


@given(st.lists(st.binary(min_size=1, max_size=50), min_size=1, max_size=5), st.data())
def test_a_bundle_without_its_end_is_not_whole(messages: list[bytes], data: st.DataObject) -> None:
    packed = bundles.packed(tuple(messages))
    assert bundles.unpacked(packed) == messages
    cut = data.draw(st.integers(0, len(packed) - 1))
    with pytest.raises(MessageUnreadable):
        bundles.unpacked(packed[:cut])


def test_the_code_of_the_centre_is_forgiving_of_how_it_is_typed() -> None:
    typed = bundles.centre_code("41706242000000-district-1", "abcd-efgh-2345")
    assert typed == bundles.centre_code("41706242000000-district-1", " ABCDEFGH2345 ")
    assert typed != bundles.centre_code("41706246000000-district-1", "ABCD-EFGH-2345")
