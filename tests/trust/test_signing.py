from hypothesis import given
from hypothesis import strategies as st

from akimat_desk.trust.signing import StationKey, head_message, is_signed, key_id

SEED = bytes(range(32))


def test_a_signature_is_that_of_rfc_8032() -> None:
    seed = bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
    key = StationKey.from_seed(seed)
    assert key.public.hex() == "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
    assert key.sign(b"\x72").hex() == (
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )


def test_a_key_keeps_its_seed_and_is_named_by_eight_bytes() -> None:
    key = StationKey.from_seed(SEED)
    assert key.seed == SEED
    assert key.public.hex() == "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8"
    assert key.key_id == key_id(key.public) == bytes.fromhex("56475aa75463474c")


def test_a_key_shown_in_a_log_does_not_tell_its_seed() -> None:
    shown = repr(StationKey.from_seed(SEED))
    assert shown == "StationKey(56475aa75463474c)"


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_a_signature_holds_for_its_message_alone(message: bytes, other: bytes) -> None:
    key = StationKey.from_seed(SEED)
    signature = key.sign(message)
    assert is_signed(key.public, message, signature)
    assert is_signed(key.public, other, signature) == (other == message)


def test_bytes_that_are_no_key_or_no_signature_sign_nothing() -> None:
    key = StationKey.from_seed(SEED)
    signature = key.sign(b"m")
    assert not is_signed(b"", b"m", signature)
    assert not is_signed(b"\xff" * 32, b"m", signature)
    assert not is_signed(key.public, b"m", b"")
    assert not is_signed(StationKey.from_seed(bytes(32)).public, b"m", signature)


def test_a_head_is_signed_over_these_bytes_for_ever() -> None:
    message = head_message(b"\x01" * 16, 7, bytes(32))
    expected = b"akimat head 1\x00\x10" + b"\x01" * 16 + b"\x00" * 7 + b"\x07" + bytes(32)
    assert message == expected
    assert StationKey.from_seed(SEED).sign(message).hex() == (
        "17938174fac9326cc7e8e9f3e8d153139d9f076b6228b1a637054969a4ea3058"
        "adea4a0645d7753b0d04c17797308c8f5ccd8afe57670ed203a3eb2571cda80b"
    )


HEADS = st.tuples(
    st.binary(max_size=20), st.integers(min_value=0, max_value=2**64 - 1), st.binary(max_size=40)
)


@given(HEADS, HEADS)
def test_two_heads_never_give_the_same_message(
    one: tuple[bytes, int, bytes], other: tuple[bytes, int, bytes]
) -> None:
    assert (head_message(*one) == head_message(*other)) == (one == other)
