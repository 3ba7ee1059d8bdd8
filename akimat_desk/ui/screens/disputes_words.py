"""What a dispute outside of cases is about, and what each side says, in words."""

import uuid
from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec

from akimat_desk.domain.calendars import is_a_week
from akimat_desk.domain.facts import Event
from akimat_desk.domain.office_events import SettingSet
from akimat_desk.domain.offices import Office
from akimat_desk.domain.readings import Bilingual
from akimat_desk.services.other_disputes import OtherDispute
from akimat_desk.text.catalogue import spoken, tr
from akimat_desk.ui.screens.calendar_words import week_words
from akimat_desk.ui.screens.card_words import shown_day

_MOST = 12


def about_words(dispute: OtherDispute) -> str:
    """By its kind and slot; a slot of a newer program says its own name."""
    if dispute.kind == "act":
        return tr("An act of the office")
    if dispute.kind == "person":
        return tr("Record of an applicant")
    head, _, rest = dispute.slot.partition(":")
    words = {
        "name": tr("Name of the office"),
        "letterhead": tr("Letterhead of the office"),
        "setting": tr("A setting of the office: {name}", name=_setting_name(rest)),
        "department": tr("A department"),
        "staff": tr("An official"),
        "ended": tr("Whether an official still works here"),
        "post": tr("Who holds a post"),
        "answers": tr("Who answers for a matter"),
        "substitution": tr("An absence"),
        "keeper": tr("Who keeps a journal of acts"),
        "body": tr("A body of the directory"),
        "day": tr("A day of the calendar"),
        "file": tr("A file of the list of files"),
    }
    return words.get(head, dispute.slot)


def version_words(event: Event, office: Office) -> str:
    """All that can be read in it: names for ids of people, days as days."""
    told = list(dict.fromkeys(one for one in _told(event, office) if one))
    return "; ".join(told[:_MOST]) or type(event).__name__


def _setting_name(key: str) -> str:
    """A setting of a newer program says its own name."""
    words = {
        "week": tr("working week"),
        "status_address": tr("address of the page of standings"),
        "scan_folder": tr("folder of scans"),
    }
    return words.get(key, key)


def _setting(told: SettingSet) -> str:
    """What it is set to; which one it is stands above both sides."""
    try:
        value: Any = msgspec.json.decode(told.value)
    except msgspec.MsgspecError:
        return told.value
    if told.key == "week" and isinstance(value, list) and is_a_week(value):
        return week_words(tuple(value))
    return value if isinstance(value, str) else told.value


def _told(value: Any, office: Office) -> Iterator[str]:
    match value:
        case SettingSet():
            yield _setting(value)
        case str():
            yield _text(value, office)
        case Bilingual():
            yield value[spoken().language] or value.ky
        case date():
            yield shown_day(value)
        case int() if value and not isinstance(value, bool):
            yield str(value)
        case _:
            for one in _parts(value):
                yield from _told(one, office)


def _parts(value: Any) -> tuple[Any, ...]:
    if isinstance(value, msgspec.Struct):
        return tuple(getattr(value, name) for name in value.__struct_fields__)
    return tuple(value) if isinstance(value, tuple | list) else ()


def _text(value: str, office: Office) -> str:
    """An id says nothing to anybody, but for that of an official."""
    try:
        uuid.UUID(value)
    except ValueError:
        return value.strip()
    named = office.find_staff(value)
    return "" if named is None else named.short_name
