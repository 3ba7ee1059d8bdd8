"""The workspace key, wrapped once for each secret that may open it."""

import hashlib
import hmac
import secrets
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal, Self, get_args

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from akimat_desk.trust.printed_keys import (
    KeyMistyped,
    Random,
    read_head_code,
    read_recovery_key,
)

WrapKind = Literal["password", "recovery", "code"]
KEY_BYTES = 32
_MARK: Final = b"akimat wrap 1"
_SALT_BYTES, _NONCE_BYTES, _TAG_BYTES, _CHECK_BYTES = 16, 12, 16, 8
_READ_SECRET: Final[Mapping[str, Callable[[str], str]]] = {
    # One machine writes a letter with its mark as one sign, another as two.
    "password": lambda secret: unicodedata.normalize("NFC", secret),
    "recovery": read_recovery_key,
    "code": read_head_code,
}


class WrapDamaged(Exception):
    """The wrap is not what was written: no secret will tell."""


@dataclass(frozen=True, slots=True)
class Cost:
    """How slow Argon2id is made; kept with each wrap, so that new wraps may cost more."""

    memory_kib: int = 64 * 1024
    time: int = 3
    lanes: int = 1

    def is_sane(self) -> bool:
        """Within what this program would ever write; a damaged number must not eat the memory."""
        within = self.memory_kib <= 4 * 1024 * 1024 and self.time <= 100 and self.lanes <= 64
        return within and self.time >= 1 and self.lanes >= 1 and self.memory_kib >= 8 * self.lanes


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrap:
    """`check` tells a damaged wrap from a wrong secret; it protects against accidents only.

    Whoever changes a wrap on purpose and mends the check gets the answer "wrong secret".
    """

    kind: WrapKind
    name: str
    cost: Cost
    salt: bytes
    nonce: bytes
    sealed: bytes
    check: bytes = b""

    def to_builtins(self) -> dict[str, str | int]:
        """Ready for JSON."""
        return {
            "kind": self.kind,
            "name": self.name,
            "memory_kib": self.cost.memory_kib,
            "time": self.cost.time,
            "lanes": self.cost.lanes,
            "salt": self.salt.hex(),
            "nonce": self.nonce.hex(),
            "sealed": self.sealed.hex(),
            "check": self.check.hex(),
        }

    @classmethod
    def from_builtins(cls, data: Mapping[str, object]) -> Self:
        """Raises WrapDamaged for anything that to_builtins did not write."""
        try:
            wrap = cls(
                kind=_kind(data["kind"]),
                name=_text(data["name"]),
                cost=Cost(_whole(data["memory_kib"]), _whole(data["time"]), _whole(data["lanes"])),
                salt=bytes.fromhex(_text(data["salt"])),
                nonce=bytes.fromhex(_text(data["nonce"])),
                sealed=bytes.fromhex(_text(data["sealed"])),
                check=bytes.fromhex(_text(data["check"])),
            )
        except (KeyError, TypeError, ValueError) as wrong:
            raise WrapDamaged from wrong
        _demand_whole(wrap)
        return wrap


def wrap_key(
    key: bytes,
    secret: str,
    *,
    kind: WrapKind,
    name: str,
    cost: Cost = Cost(),
    random: Random = secrets.token_bytes,
) -> Wrap:
    """Raises KeyMistyped when a recovery key or a code is none."""
    if len(key) != KEY_BYTES or not cost.is_sane():
        raise ValueError("a workspace key has 32 bytes, and its cost is bounded")
    plain = _READ_SECRET[kind](secret)
    salt, nonce = random(_SALT_BYTES), random(_NONCE_BYTES)
    box = AESGCM(_derived(plain, salt, cost))
    sealed = box.encrypt(nonce, key, _associated(kind, name))
    wrap = Wrap(kind=kind, name=name, cost=cost, salt=salt, nonce=nonce, sealed=sealed)
    return replace(wrap, check=_check(wrap))


def unwrap_key(wrap: Wrap, secret: str) -> bytes | None:
    """None when the secret is wrong; raises WrapDamaged when no secret could be right."""
    _demand_whole(wrap)
    try:
        plain = _READ_SECRET[wrap.kind](secret)
        box = AESGCM(_derived(plain, wrap.salt, wrap.cost))
        return box.decrypt(wrap.nonce, wrap.sealed, _associated(wrap.kind, wrap.name))
    except (KeyMistyped, InvalidTag):
        return None


def _derived(plain: str, salt: bytes, cost: Cost) -> bytes:
    return hash_secret_raw(
        plain.encode("utf-8", "surrogatepass"),
        salt,
        time_cost=cost.time,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
        version=19,
    )


def _associated(kind: str, name: str) -> bytes:
    return b"\0".join((_MARK, kind.encode(), name.encode("utf-8", "surrogatepass")))


def _check(wrap: Wrap) -> bytes:
    cost = f"{wrap.cost.memory_kib} {wrap.cost.time} {wrap.cost.lanes}".encode()
    parts = (_associated(wrap.kind, wrap.name), cost, wrap.salt, wrap.nonce, wrap.sealed)
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(4) + part)
    return digest.digest()[:_CHECK_BYTES]


def _demand_whole(wrap: Wrap) -> None:
    lengths = (len(wrap.salt), len(wrap.nonce), len(wrap.sealed))
    is_shaped = lengths == (_SALT_BYTES, _NONCE_BYTES, KEY_BYTES + _TAG_BYTES)
    if not (is_shaped and wrap.cost.is_sane() and hmac.compare_digest(wrap.check, _check(wrap))):
        raise WrapDamaged


def _kind(value: object) -> WrapKind:
    for kind in get_args(WrapKind):
        if value == kind:
            known: WrapKind = kind
            return known
    raise ValueError(value)


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    raise TypeError


def _whole(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise TypeError
