"""Closes bytes for the owner of one Ed25519 key, or under a key that several hold."""

import hashlib
import os
from collections.abc import Callable

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from akimat_desk.trust.signing import StationKey
from akimat_desk.trust.wraps import Cost

KEY_BYTES = 32
SALT_BYTES = 16
_NONCE_BYTES = 12
_FIELD = 2**255 - 19
_Random = Callable[[int], bytes]


class BoxClosed(Exception):
    """This key does not open it: it was closed for somebody else, or altered on the way."""


def close(key: bytes, data: bytes, purpose: bytes, random: _Random = os.urandom) -> bytes:
    """Under a shared key; `purpose` has to be the same when it is opened."""
    nonce = random(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, data, purpose)


def opened(key: bytes, box: bytes, purpose: bytes) -> bytes:
    """Raises BoxClosed."""
    try:
        return AESGCM(key).decrypt(box[:_NONCE_BYTES], box[_NONCE_BYTES:], purpose)
    except (InvalidTag, ValueError):
        raise BoxClosed from None


def close_for(public: bytes, data: bytes, purpose: bytes, random: _Random = os.urandom) -> bytes:
    """For the owner of an Ed25519 key, from nobody in particular; raises BoxClosed for no key.

    A fresh key pair each time; so what was closed stays closed though this desk is stolen.
    """
    sender = X25519PrivateKey.from_private_bytes(random(KEY_BYTES))
    ours = sender.public_key().public_bytes_raw()
    theirs = _exchange_public(public)
    try:
        secret = sender.exchange(X25519PublicKey.from_public_bytes(theirs))
    except ValueError:
        raise BoxClosed from None
    return ours + close(_derived(secret, ours + theirs), data, purpose, random)


def opened_by(owner: StationKey, box: bytes, purpose: bytes) -> bytes:
    """Raises BoxClosed."""
    ours, theirs = _exchange_private(owner), box[:KEY_BYTES]
    try:
        secret = ours.exchange(X25519PublicKey.from_public_bytes(theirs))
    except ValueError:
        raise BoxClosed from None
    both = theirs + ours.public_key().public_bytes_raw()
    return opened(_derived(secret, both), box[KEY_BYTES:], purpose)


def key_of_code(code: str, salt: bytes, cost: Cost = Cost()) -> bytes:
    """Slow on purpose: a code that is read out has about fifty bits."""
    return hash_secret_raw(
        code.encode(),
        salt,
        time_cost=cost.time,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
        version=19,
    )


def _derived(secret: bytes, both: bytes) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=both, info=b"akimat box 1").derive(secret)


def _exchange_public(public: bytes) -> bytes:
    """The same point on the curve of X25519, so that one published key serves for both uses."""
    height = int.from_bytes(public, "little") & (2**255 - 1)
    if len(public) != KEY_BYTES or height in (1, 0):
        raise BoxClosed
    place = (1 + height) * pow(1 - height, -1, _FIELD) % _FIELD
    return place.to_bytes(KEY_BYTES, "little")


def _exchange_private(owner: StationKey) -> X25519PrivateKey:
    return X25519PrivateKey.from_private_bytes(hashlib.sha512(owner.seed).digest()[:KEY_BYTES])
