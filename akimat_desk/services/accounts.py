"""Who can open this workstation's workspace: the wraps of its one key."""

from collections.abc import Iterable
from typing import Any, Final

from akimat_desk.services.errors import PasswordMissing, PasswordTooShort, SignInRefused
from akimat_desk.storage.errors import DatabaseDamaged
from akimat_desk.trust.printed_keys import HEAD_CODES, new_head_code, new_recovery_key
from akimat_desk.trust.wraps import Cost, Wrap, WrapDamaged, unwrap_key, wrap_key

SHORTEST = 8
_RECOVERY: Final = "recovery"
_CODE: Final = "code"


def demand_password(password: str, *, is_training: bool) -> None:
    """A training workspace may be opened by anyone; a real one never."""
    if not password and is_training:
        return
    if not password:
        raise PasswordMissing
    if len(password) < SHORTEST:
        raise PasswordTooShort(SHORTEST)


def new_keys(
    key: bytes, login: str, password: str, *, is_training: bool, cost: Cost
) -> tuple[dict[str, Any], str, tuple[str, ...]]:
    """keys.json, the recovery key and the head's codes; the last two are shown once."""
    if is_training and not password:
        return {"version": 1, "open": key.hex(), "login": login, "wraps": []}, "", ()
    recovery = new_recovery_key()
    codes = tuple(new_head_code() for _ in range(HEAD_CODES))
    wraps = [
        wrap_key(key, password, kind="password", name=login, cost=cost),
        wrap_key(key, recovery, kind="recovery", name=_RECOVERY, cost=cost),
        *_code_wraps(key, codes, cost),
    ]
    return {"version": 1, "wraps": [wrap.to_builtins() for wrap in wraps]}, recovery, codes


def with_staff(keys: dict[str, Any], login: str, staff_id: str) -> dict[str, Any]:
    """Whose account it is: two desks set up apart may both know another person by that login."""
    return {**keys, "staff": {**keys.get("staff", {}), login: staff_id}}


def staff_of(keys: dict[str, Any], login: str) -> str:
    """The staff id of an account enabled here; empty where only the login tells."""
    return str(keys.get("staff", {}).get(login, ""))


def only_login(keys: dict[str, Any]) -> str:
    """Where one account alone is enabled here, it need not be named."""
    if "open" in keys:
        return str(keys.get("login", ""))
    names = [wrap.name for wrap in _wraps(keys) if wrap.kind == "password"]
    if len(names) != 1:
        raise SignInRefused
    return names[0]


def names(keys: dict[str, Any]) -> tuple[str, ...]:
    """The accounts enabled here."""
    if is_open(keys):
        return (str(keys.get("login", "")),)
    return tuple(wrap.name for wrap in _wraps(keys) if wrap.kind == "password")


def is_open(keys: dict[str, Any]) -> bool:
    """A training workspace made without a password."""
    return "open" in keys


def unlocked(keys: dict[str, Any], login: str, password: str) -> bytes:
    """The workspace key; raises PasswordMissing, SignInRefused, DatabaseDamaged."""
    if "open" in keys:
        return _open_key(keys)
    if not password:
        raise PasswordMissing
    for wrap in _wraps(keys):
        if wrap.kind == "password" and wrap.name == login:
            key = unwrap_key(wrap, password)
            if key is not None:
                return key
    raise SignInRefused


def with_account(
    keys: dict[str, Any], key: bytes, login: str, password: str, cost: Cost = Cost()
) -> dict[str, Any]:
    """The same keys with one account's password set anew."""
    others = [w for w in _wraps(keys) if not (w.kind == "password" and w.name == login)]
    wrap = wrap_key(key, password, kind="password", name=login, cost=cost)
    temporary = [name for name in keys.get("temporary", ()) if name != login]
    told = {**keys, "wraps": [one.to_builtins() for one in (*others, wrap)]}
    return {**told, "temporary": temporary} if temporary or "temporary" in keys else told


def without_account(keys: dict[str, Any], login: str) -> dict[str, Any]:
    """The same keys without an account's; the recovery key and the head's codes stay."""
    kept = [w for w in _wraps(keys) if not (w.kind == "password" and w.name == login)]
    return {**keys, "wraps": [one.to_builtins() for one in kept]}


def for_backup(keys: dict[str, Any], administrators: Iterable[str]) -> dict[str, Any]:
    """What goes with a copy: the recovery key's wrap and those of administrators enabled here."""
    if "open" in keys:
        return keys
    logins = set(administrators)
    kept = [
        wrap
        for wrap in _wraps(keys)
        if wrap.kind == _RECOVERY or (wrap.kind == "password" and wrap.name in logins)
    ]
    staff = {name: one for name, one in keys.get("staff", {}).items() if name in logins}
    return {**keys, "staff": staff, "wraps": [wrap.to_builtins() for wrap in kept]}


def recovered(keys: dict[str, Any], recovery_key: str) -> bytes:
    """The workspace key, by what was printed at set-up; raises SignInRefused, DatabaseDamaged."""
    for wrap in _wraps(keys):
        if wrap.kind == _RECOVERY:
            key = unwrap_key(wrap, recovery_key)
            if key is not None:
                return key
    raise SignInRefused


def opened_by_code(keys: dict[str, Any], code: str) -> tuple[bytes, int]:
    """The workspace key and the code's number; raises SignInRefused, DatabaseDamaged."""
    for wrap in _wraps(keys):
        if wrap.kind == _CODE:
            key = unwrap_key(wrap, code)
            if key is not None:
                return key, int(wrap.name)
    raise SignInRefused


def without_code(keys: dict[str, Any], number: int) -> dict[str, Any]:
    """The same keys with one of the head's codes struck out."""
    kept = [w for w in _wraps(keys) if not (w.kind == _CODE and w.name == str(number))]
    return {**keys, "wraps": [one.to_builtins() for one in kept]}


def codes_left(keys: dict[str, Any]) -> int:
    return sum(wrap.kind == _CODE for wrap in _wraps(keys))


def with_new_codes(
    keys: dict[str, Any], key: bytes, cost: Cost
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The old codes open nothing any more. The new ones are shown once."""
    codes = tuple(new_head_code() for _ in range(HEAD_CODES))
    kept = [wrap for wrap in _wraps(keys) if wrap.kind != _CODE]
    wraps = (*kept, *_code_wraps(key, codes, cost))
    return {**keys, "wraps": [one.to_builtins() for one in wraps]}, codes


def is_temporary(keys: dict[str, Any], login: str) -> bool:
    """Whether the account's password was handed out and is not yet its owner's own."""
    return login in keys.get("temporary", ())


def wrapped_anew(
    keys: dict[str, Any], key: bytes, login: str, password: str, cost: Cost
) -> tuple[dict[str, Any], str, tuple[str, ...], dict[str, str]]:
    """Keys for another workspace key: whoever does it keeps the password; each other account
    gets a temporary one, which is given back with the recovery key and the codes, once."""
    made, recovery, codes = new_keys(key, login, password, is_training=False, cost=cost)
    handed_out = {name: new_head_code() for name in names(keys) if name != login}
    for name, temporary in handed_out.items():
        made = with_account(made, key, name, temporary, cost)
    made = {**made, "staff": keys.get("staff", {}), "temporary": sorted(handed_out)}
    return made, recovery, codes, handed_out


def _code_wraps(key: bytes, codes: tuple[str, ...], cost: Cost) -> Iterable[Wrap]:
    for place, code in enumerate(codes, 1):
        yield wrap_key(key, code, kind=_CODE, name=str(place), cost=cost)


def _open_key(keys: dict[str, Any]) -> bytes:
    try:
        return bytes.fromhex(str(keys["open"]))
    except ValueError as wrong:
        raise DatabaseDamaged("keys.json") from wrong


def _wraps(keys: dict[str, Any]) -> list[Wrap]:
    try:
        return [Wrap.from_builtins(wrap) for wrap in keys.get("wraps", [])]
    except (WrapDamaged, AttributeError, TypeError) as wrong:
        raise DatabaseDamaged("keys.json") from wrong
