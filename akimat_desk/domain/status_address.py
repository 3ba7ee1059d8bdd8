"""The public address of the office's centre: printed on receipts, and in front of their seal."""

import re
from typing import Any

import msgspec

from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.offices import Office

SETTING = "status_address"
RECEIPT_PATH = "/R/"
"""Behind it stands the signed text of a receipt; in capitals, so that the QR code stays small."""
_LONGEST = 60
_HOST = r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{1,5})?"
_PUBLIC = re.compile(rf"https://{_HOST}", re.ASCII)
# For whoever tries it out on one computer.
_OWN = re.compile(r"http://(?:localhost|127\.0\.0\.1)(?::\d{1,5})?", re.ASCII)


def demand_readable(value: object) -> None:
    """Raises FieldWrong for what is no bare https address; empty takes the address away."""
    if value != "" and not _is_address(value):
        raise FieldWrong(SETTING, "unreadable")


def status_address(office: Office) -> str | None:
    """None where the office has no centre that the public can reach."""
    told = office.setting(SETTING)
    try:
        value: Any = None if told is None else msgspec.json.decode(told)
    except msgspec.DecodeError:
        return None
    return value.rstrip("/") if _is_address(value) else None


def seal_address(address: str | None, seal: str) -> str:
    """What the QR code of a receipt holds: the seal, behind the address where one is known.

    Older papers name addresses with a path; their codes hold the seal alone.
    """
    if address is None or not _is_address(address):
        return seal
    return f"{address.rstrip('/').upper()}{RECEIPT_PATH}{seal}"


def _is_address(value: object) -> bool:
    if not isinstance(value, str) or len(value) > _LONGEST:
        return False
    bare = value.removesuffix("/")
    return bool(_PUBLIC.fullmatch(bare) or _OWN.fullmatch(bare))
