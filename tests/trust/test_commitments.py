from hypothesis import given
from hypothesis import strategies as st

from akimat_desk.trust.commitments import (
    body_commitment,
    chain_link,
    chain_start,
    content_digest,
)

ORIGIN = b"\x01" * 16


def test_a_commitment_is_the_hmac_of_rfc_4231() -> None:
    assert body_commitment(b"\x0b" * 20, b"Hi There").hex() == (
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    )


def test_a_digest_is_sha_256() -> None:
    assert content_digest(b"abc").hex() == (
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )


def test_a_chain_starts_and_goes_on_with_these_bytes_for_ever() -> None:
    start = chain_start(ORIGIN)
    assert start.hex() == "76217a8704182d6b381d1e24d801e884cd767535c9f9f77dc564cba297b2069c"
    assert chain_link(start, content_digest(b"x")).hex() == (
        "030c305a1bcbdcda4a80aabdb4ba160492378415359148d1d5aeda0386d70e8f"
    )


@given(st.binary(min_size=16, max_size=16))
def test_the_same_entries_of_another_origin_make_another_chain(origin: bytes) -> None:
    content = content_digest(b"x")
    theirs = chain_link(chain_start(origin), content)
    assert (theirs == chain_link(chain_start(ORIGIN), content)) == (origin == ORIGIN)


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))
def test_a_body_under_another_salt_is_another_commitment(one: bytes, other: bytes) -> None:
    is_same = body_commitment(one, b"body") == body_commitment(other, b"body")
    assert is_same == (one == other)
