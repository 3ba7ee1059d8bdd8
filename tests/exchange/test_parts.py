"""A row of messages in one stream: whole pieces come out of whatever came, and nothing else."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from akimat_desk.exchange import messages, parts
from akimat_desk.exchange.messages import MessageUnreadable
from akimat_desk.exchange.parts import Begun, Packer, Part, Taking, Unpacker, known_message

ROWS = st.lists(st.binary(min_size=1, max_size=60), min_size=1, max_size=5)


def stream(told: list[bytes]) -> bytes:
    packer = Packer()
    return b"".join(piece for one in told for piece in packer.packed(one)) + packer.end()


@given(ROWS, st.integers(1, 9))
def test_messages_come_out_whole_however_the_stream_is_broken_up(told, step) -> None:
    data, unpacker, found = stream(told), Unpacker(), []
    for start in range(0, len(data), step):
        found += unpacker.feed(data[start : start + step])
    assert found == told
    assert unpacker.is_ended


@given(ROWS, st.data())
def test_a_stream_that_is_cut_gives_what_was_whole_and_names_the_rest(told, data) -> None:
    packer = Packer()
    pieces = [piece for one in told for piece in packer.packed(one)]
    arrived = data.draw(st.integers(0, len(pieces)))
    unpacker = Unpacker()
    assert list(unpacker.feed(b"".join(pieces[:arrived]))) == told[:arrived]
    assert not unpacker.is_ended


def test_a_long_message_is_of_use_before_it_is_whole() -> None:
    told = bytes(range(256)) * 1000
    pieces = list(Packer().packed(told))
    assert len(pieces) > 5
    unpacker = Unpacker()
    assert list(unpacker.feed(b"".join(pieces[:3]))) == []
    assert len(unpacker.under_way) > len(told) // 3
    assert told.startswith(unpacker.under_way)


@given(st.data())
def test_whatever_is_cut_how_often_the_parts_are_put_together_again(data) -> None:
    """The giver as a centre does it: from the part on that was not taken, but for what is known."""
    given_parts = [bytes([n]) * 90_000 for n in range(1, 4)]
    taken: list[bytes] = []
    held = b""
    for _ in range(20):
        left = given_parts[len(taken) :]
        begun = Begun.of(held)
        known = begun.length if left and begun.is_of(left[0]) else 0
        assert known == len(held)
        rest = [left[0][known:], *left[1:]] if left else []
        packer = Packer()
        row = [b"answer", known_message(known), *rest]
        pieces = [piece for one in row for piece in packer.packed(one)]
        arrived = data.draw(st.integers(0, len(pieces)))
        taking = Taking(held)
        taken += [one for piece in pieces[:arrived] for one in taking.feed(piece)][1:]
        held = taking.held
        if arrived == len(pieces):
            break
    assert taken == given_parts[: len(taken)]


def test_what_is_held_is_shown_by_its_digest_and_never_taken_for_another() -> None:
    begun = Begun.of(b"abc")
    assert Begun.read(begun.told()) == begun
    assert begun.is_of(b"abcd")
    assert not begun.is_of(b"abc")
    assert not begun.is_of(b"abxd")
    assert not Begun.of(b"").is_of(b"abcd")


@pytest.mark.parametrize("told", ["", "x", "5", "5 xyz", "-1 00", "9" * 5000, "1 " + "0" * 5000])
def test_an_odd_header_names_nothing_that_could_be_left_out(told) -> None:
    begun = Begun.read(told)
    assert begun is None or not begun.is_of(b"abcd")


def test_what_is_no_stream_is_unreadable_and_nothing_grows() -> None:
    with pytest.raises(MessageUnreadable):
        list(Unpacker().feed(b"no stream at all"))
    claims = (messages.MAX_MESSAGE + 1).to_bytes(4) + bytes(messages.MAX_MESSAGE)
    with pytest.raises(MessageUnreadable):
        list(Unpacker().feed(messages.zstd.compress(claims)))
    far = {messages.zstd.CompressionParameter.window_log: 27}
    with pytest.raises(MessageUnreadable):
        list(Unpacker().feed(messages.zstd.compress(bytes(2**21), options=far)))


def test_a_part_is_an_answer_that_says_nothing_but_its_page() -> None:
    first = messages.SyncAnswer(
        epoch=b"e" * 16, lease=b"l" * 16, server_time=5, must_open="cloned", call=b"c"
    )
    part = Part((), 7, b"f", (), more=True)
    answer = parts.as_answer(first, part)
    assert (answer.epoch, answer.cursor, answer.feed, answer.more) == (b"e" * 16, 7, b"f", True)
    assert (answer.lease, answer.call, answer.must_open, answer.have) == (b"", b"", "", {})
    assert msgspec.msgpack.decode(messages.plain(part), type=Part) == part


@given(st.binary(max_size=300), ROWS, st.integers(1, 9))
def test_a_stream_looks_back_on_what_the_other_end_has(known, told, step) -> None:
    packer, unpacker, found = Packer(known), Unpacker(known), []
    data = b"".join(piece for one in told for piece in packer.packed(one)) + packer.end()
    for start in range(0, len(data), step):
        found += unpacker.feed(data[start : start + step])
    assert found == told


def test_what_was_cut_teaches_the_stream_that_goes_on() -> None:
    words = b"".join(n.to_bytes(4) + bytes([n % 251]) * 7 for n in range(4000, 8000))
    anew = b"".join(Packer().packed(words))
    primed = b"".join(Packer(words[:30_000]).packed(words))
    assert len(primed) < len(anew) * 0.8
    taking = Taking(words[:30_000], primed=30_000)
    packer = Packer(words[:30_000])
    row = [b"answer", known_message(30_000), words[30_000:]]
    pieces = [piece for one in row for piece in packer.packed(one)]
    assert [one for piece in pieces for one in taking.feed(piece)] == [b"answer", words]
