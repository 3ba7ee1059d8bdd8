"""The mail of the demonstration: envelopes that wait to be registered, some with a scan."""

from collections.abc import Callable
from typing import Any, Final

import msgspec

from akimat_desk.cli.demo_days import Days
from akimat_desk.cli.demo_told import FOLDER
from akimat_desk.domain.moments import legal_day, local_time
from akimat_desk.services.attachments import HeldFile
from akimat_desk.services.desk import Desk

_MAIL: Final = FOLDER / "mail.json"


class EnvelopeTold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`scan` holds the paragraphs of the letter inside."""

    when: str
    channel: str
    from_: str = msgspec.field(name="from", default="")
    about: str = ""
    language: str = "ky"
    scan: tuple[str, ...] = ()


class MailTold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`desk` is the key of the workstation where the mail is opened."""

    note: str
    desk: str
    envelopes: tuple[EnvelopeTold, ...]


def mail_told() -> MailTold:
    return msgspec.json.decode(_MAIL.read_bytes(), type=MailTold)


def arriving(
    told: EnvelopeTold, days: Days, at: Callable[[int], Desk]
) -> tuple[int, Callable[[], None]]:
    """When the envelope is opened, and its being taken in by whoever sits there then."""
    instant = days.instant(told.when)

    def take_in() -> None:
        desk = at(instant)
        files = (_scanned(desk, told, instant),) if told.scan else ()
        desk.post.take(told.channel, from_whom=told.from_, about=told.about, files=files)

    return instant, take_in


def _scanned(desk: Desk, told: EnvelopeTold, instant: int) -> HeldFile:
    # reportlab and its fonts take a while to load, and every command comes past here.
    from akimat_desk.cli.demo_scans import letter  # noqa: PLC0415

    named: Any = desk.office.now.dated("name", legal_day(instant))
    addressee = named.name.ru if told.language == "ru" else named.name.ky
    sheet = letter((addressee, told.from_), told.about, told.scan, instant, told.language)
    return desk.attachments.hold(sheet, f"{local_time(instant):%Y%m%d_%H%M}.pdf")
