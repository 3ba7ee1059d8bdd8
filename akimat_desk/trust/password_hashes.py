"""Passwords that open no key and are only compared: Argon2id, with a salt of each one's own."""

from typing import Final

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST: Final = 12
LONGEST: Final = 200
_HASHER: Final = PasswordHasher(
    time_cost=3, memory_cost=32 * 1024, parallelism=1, hash_len=32, salt_len=16, type=Type.ID
)


def password_hash(password: str) -> str:
    return _HASHER.hash(password)


def is_password(known: str, password: str) -> bool:
    """Of a hash that is none, too: then the answer is no."""
    try:
        return _HASHER.verify(known, password)
    except (VerificationError, InvalidHashError):
        return False
