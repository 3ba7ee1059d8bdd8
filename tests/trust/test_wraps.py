import dataclasses
import json
import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from akimat_desk.trust import wraps
from akimat_desk.trust.printed_keys import KeyMistyped
from akimat_desk.trust.wraps import Cost, Wrap, WrapDamaged, WrapKind, unwrap_key, wrap_key

KEY = bytes(range(32))
QUICK = Cost(memory_kib=64, time=1)
RECOVERY = "ECA98-76MKH-ECA9X-TPMKH-E20YX-TPM54-320YX-87652"
CODE = "ECA9-876M-KHEC"
PASSWORD = "Сырсөз-2026"


def a_wrap_with(wrap: Wrap, field: str, value: bytes) -> Wrap:
    changes: dict[str, Any] = {field: value}
    return dataclasses.replace(wrap, **changes)


def drawn(count: int) -> bytes:
    return bytes((place * 37 + 11) % 256 for place in range(count))


def a_wrap(secret: str = PASSWORD, kind: WrapKind = "password", name: str = "asan") -> Wrap:
    return wrap_key(KEY, secret, kind=kind, name=name, cost=QUICK, random=drawn)


def test_a_password_opens_its_wrap_and_no_other_does() -> None:
    wrap = a_wrap()
    assert unwrap_key(wrap, PASSWORD) == KEY
    assert unwrap_key(wrap, PASSWORD.lower()) is None
    assert unwrap_key(wrap, "") is None


UNDER_PASSWORD = (
    "7f6036748308748e95b017377d3254b0955a99d0f9b46c1f"
    "7a11ae985e70c1dcb7454c5a41addf579713f795c16a576d"
)
UNDER_RECOVERY = (
    "8f9376ea0cd68617c08a647be7d419b1e6003e69958260ea"
    "8b810cf5f7411a1d750807213b463dca7af14007175264da"
)
UNDER_CODE = (
    "a8ff4ebb3ea4c3e1e4b86c4efd7d51b710328ef312e11e56"
    "1767002be425268375ac0567d470bf9f5c67130395c7e593"
)
WRITTEN: list[tuple[WrapKind, str, str, str, str]] = [
    ("password", "asan", PASSWORD, UNDER_PASSWORD, "fd89b9ec46c97055"),
    ("recovery", "recovery", RECOVERY, UNDER_RECOVERY, "9d8b2d306a8a067e"),
    ("code", "3", CODE, UNDER_CODE, "a0e2d429c0945638"),
]


@pytest.mark.parametrize(("kind", "name", "secret", "sealed", "check"), WRITTEN)
def test_wraps_are_written_with_these_bytes_for_ever(
    kind: WrapKind, name: str, secret: str, sealed: str, check: str
) -> None:
    told: dict[str, str | int] = {
        "kind": kind,
        "name": name,
        "memory_kib": 64,
        "time": 1,
        "lanes": 1,
        "salt": "0b30557a9fc4e90e33587da2c7ec1136",
        "nonce": "0b30557a9fc4e90e33587da2",
        "sealed": sealed,
        "check": check,
    }
    assert a_wrap(secret, kind, name).to_builtins() == told
    assert unwrap_key(Wrap.from_builtins(told), secret) == KEY


def test_the_cost_of_a_new_wrap_is_that_of_the_design_and_is_kept_with_it() -> None:
    wrap = wrap_key(KEY, PASSWORD, kind="password", name="asan")
    assert wrap.cost == Cost(memory_kib=65536, time=3, lanes=1)
    assert unwrap_key(Wrap.from_builtins(wrap.to_builtins()), PASSWORD) == KEY


def test_a_recovery_key_and_a_code_open_when_typed_as_people_type() -> None:
    recovery = a_wrap(RECOVERY, "recovery", "recovery")
    assert unwrap_key(recovery, RECOVERY.lower().replace("-", " ")) == KEY
    assert unwrap_key(recovery, RECOVERY.replace("E", "Е").replace("H", "Н")) == KEY
    assert unwrap_key(recovery, RECOVERY[:-1] + "3") is None
    code = a_wrap(CODE, "code", "3")
    assert unwrap_key(code, "еса9876мкнес") == KEY
    assert unwrap_key(code, "ECA9-876M-KHEE") is None


def test_a_password_is_the_same_however_the_keyboard_composes_its_letters() -> None:
    wrap = a_wrap("Йод-ёлка")
    assert unwrap_key(wrap, unicodedata.normalize("NFD", "Йод-ёлка")) == KEY


def test_a_recovery_key_that_is_none_is_not_wrapped() -> None:
    with pytest.raises(KeyMistyped):
        a_wrap("ECA98", "recovery")


def test_two_wraps_of_one_key_have_nothing_in_common() -> None:
    one, other = (wrap_key(KEY, "a", kind="password", name="x", cost=QUICK) for _ in range(2))
    assert one.salt != other.salt
    assert one.nonce != other.nonce
    assert one.sealed != other.sealed


@settings(max_examples=30, deadline=None)
@given(st.binary(min_size=32, max_size=32), st.text(max_size=30), st.text(max_size=20))
def test_every_key_comes_back_through_json(key: bytes, secret: str, name: str) -> None:
    wrap = wrap_key(key, secret, kind="password", name=name, cost=QUICK)
    assert unwrap_key(Wrap.from_builtins(json.loads(json.dumps(wrap.to_builtins()))), secret) == key


@pytest.mark.parametrize("field", ["salt", "nonce", "sealed", "check"])
def test_a_wrap_with_one_byte_changed_is_damaged(field: str) -> None:
    wrap = a_wrap()
    for place in range(len(getattr(wrap, field))):
        changed = bytearray(getattr(wrap, field))
        changed[place] ^= 1
        tampered = a_wrap_with(wrap, field, bytes(changed))
        with pytest.raises(WrapDamaged):
            unwrap_key(tampered, PASSWORD)
        with pytest.raises(WrapDamaged):
            Wrap.from_builtins(tampered.to_builtins())


@pytest.mark.parametrize(
    "change",
    [
        {"name": "bakyt"},
        {"kind": "code"},
        {"kind": "seal"},
        {"kind": 1},
        {"name": None},
        {"memory_kib": 65},
        {"memory_kib": 2**40},
        {"memory_kib": True},
        {"time": "1"},
        {"time": 0},
        {"lanes": 2},
        {"lanes": 0},
        {"salt": "0b"},
        {"salt": "zz"},
        {"sealed": ""},
    ],
)
def test_a_wrap_with_one_value_changed_is_damaged(change: dict[str, object]) -> None:
    with pytest.raises(WrapDamaged):
        Wrap.from_builtins(a_wrap().to_builtins() | change)


@pytest.mark.parametrize(
    "field", ["kind", "name", "memory_kib", "time", "lanes", "salt", "nonce", "sealed", "check"]
)
def test_a_wrap_without_one_of_its_values_is_damaged(field: str) -> None:
    told = dict(a_wrap().to_builtins())
    del told[field]
    with pytest.raises(WrapDamaged):
        Wrap.from_builtins(told)


def test_a_wrap_moved_to_another_account_is_damaged_and_opens_for_nobody() -> None:
    moved = dataclasses.replace(a_wrap(name="bakyt"), sealed=a_wrap().sealed)
    with pytest.raises(WrapDamaged):
        unwrap_key(moved, PASSWORD)
    mended = dataclasses.replace(moved, check=wraps._check(moved))
    assert unwrap_key(mended, PASSWORD) is None


@pytest.mark.parametrize(
    ("key", "cost"), [(b"short", QUICK), (KEY, Cost(memory_kib=1)), (KEY, Cost(time=1000))]
)
def test_only_a_whole_key_at_a_bounded_cost_is_wrapped(key: bytes, cost: Cost) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        wrap_key(key, PASSWORD, kind="password", name="asan", cost=cost)
