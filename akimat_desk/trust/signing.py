"""A station's Ed25519 key, its signatures, and the message that a chain's head is signed over."""

import hashlib
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

SEED_BYTES = 32
KEY_ID_BYTES = 8
SIGNATURE_BYTES = 64
_HEAD = b"akimat head 1"


class StationKey:
    """The private half stays in this object; only `public` and `key_id` ever travel."""

    __slots__ = ("_private", "public")

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private
        self.public: bytes = private.public_key().public_bytes_raw()

    @classmethod
    def from_seed(cls, seed: bytes) -> Self:
        return cls(Ed25519PrivateKey.from_private_bytes(seed))

    @property
    def seed(self) -> bytes:
        return self._private.private_bytes_raw()

    @property
    def key_id(self) -> bytes:
        return key_id(self.public)

    def sign(self, message: bytes) -> bytes:
        return self._private.sign(message)

    # A key may stand in a log or a traceback: it names itself by what is public.
    def __repr__(self) -> str:
        return f"StationKey({self.key_id.hex()})"


def key_id(public: bytes) -> bytes:
    """The first 8 bytes of SHA-256 of the public key."""
    return hashlib.sha256(public).digest()[:KEY_ID_BYTES]


def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """False for a wrong signature and for bytes that are no key at all; never raises."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def head_message(origin: bytes, seq: int, chain: bytes) -> bytes:
    """What is signed over a head; lengths are written, so no two heads give the same bytes."""
    return b"".join((_HEAD, len(origin).to_bytes(2), origin, seq.to_bytes(8), chain))
