"""The wire: what goes in comes out, however it is cut, and nothing unreadable comes through."""

from types import SimpleNamespace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from akimat_desk.exchange import messages
from akimat_desk.exchange.messages import (
    END,
    Frames,
    MessageUnreadable,
    Place,
    Receipt,
    SyncRequest,
    framed,
    pack,
    unpack,
)

REQUEST = SyncRequest(
    station="s", office="o", origin=b"1" * 16, mark="1", nonce=b"n" * 16,
    have={b"1" * 16: Place(7, b"c" * 32)},
)  # fmt: skip


def test_a_message_survives_the_wire() -> None:
    assert unpack(pack(REQUEST), SyncRequest) == REQUEST


@given(st.lists(st.binary(min_size=1, max_size=40), max_size=6), st.integers(1, 9), st.binary())
def test_frames_come_out_whole_however_the_stream_is_cut(parts, step, tail) -> None:
    stream = b"".join(map(framed, parts)) + END + tail
    frames, found = Frames(), []
    for start in range(0, len(stream), step):
        found += frames.feed(stream[start : start + step])
    assert found == parts
    assert frames.is_ended


@given(st.lists(st.binary(min_size=1, max_size=20), min_size=1, max_size=4), st.data())
def test_a_stream_that_breaks_off_gives_only_what_was_complete(parts, data) -> None:
    stream = b"".join(map(framed, parts)) + END
    cut = data.draw(st.integers(0, len(stream) - 1))
    frames = Frames()
    found = list(frames.feed(stream[:cut]))
    assert found == parts[: len(found)]
    assert not frames.is_ended


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not compressed",
        messages.zstd.compress(b"\xc1"),
        messages.zstd.compress(msgspec.msgpack.encode({"station": 1})),
        pack(REQUEST)[:-3],
        messages.zstd.compress(bytes(messages.MAX_MESSAGE + 1)),
    ],
    ids=["empty", "plain", "no msgpack", "wrong type", "cut", "bomb"],
)
def test_unreadable_bytes_are_refused_without_growing(data) -> None:
    with pytest.raises(MessageUnreadable):
        unpack(data, SyncRequest)


def test_a_frame_that_claims_too_much_is_refused_before_it_is_read() -> None:
    with pytest.raises(MessageUnreadable):
        list(Frames().feed((messages.MAX_MESSAGE + 1).to_bytes(4)))


@given(st.binary(max_size=300))
def test_random_bytes_never_raise_anything_else(data) -> None:
    outcome = SimpleNamespace(is_refused=False)
    try:
        unpack(data, messages.Batch)
    except MessageUnreadable:
        outcome.is_refused = True
    assert outcome.is_refused


def test_a_signature_of_one_kind_does_not_pass_for_another() -> None:
    receipt = Receipt("s", b"o" * 16, 1, b"c" * 32, 5, b"e" * 16, b"sig")
    assert receipt.signed_part() == msgspec.structs.replace(receipt, signature=b"").signed_part()
    directory = messages.Directory("s", 1, (), 5)
    assert directory.signed_part() != receipt.signed_part()
