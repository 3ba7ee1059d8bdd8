"""What is said of rules of terms, for command line, papers and window alike."""

from collections.abc import Callable
from datetime import date
from typing import Any

from akimat_desk.text.catalogue import Texts, spoken, tr, tr_many


def finding_words(code: str, t: Texts | None = None) -> str:
    """What a careful reader objects to in a pack."""
    t = t or spoken()
    return _findings(t).get(code) or t("cannot be read")


def pack_refusal(reason: str) -> str:
    """Why a pack cannot be adopted."""
    known = _REFUSALS.get(reason)
    return tr("it has faults") if known is None else known()


def field_words(name: str) -> str:
    """What a field of a rule is called."""
    known = _FIELDS.get(name)
    return name if known is None else known()


def value_words(name: str, value: Any) -> str:
    """A value of a field, in words where it has some."""
    if value is None or value in ("", ()):
        return tr("none")
    known = _VALUES.get(name, {}).get(value) if isinstance(value, str) else None
    if known is not None:
        return known()
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else _in_language(value)


def length_words(length: int | None, unit: str) -> str:
    if length is None:
        return tr("not established")
    if unit == "working":
        return tr_many("{count} working day", "{count} working days", length)
    return tr_many("{count} calendar day", "{count} calendar days", length)


def confirmed_words(by: str, on: date | None) -> str:
    """Who compared the rule with the official text; without a name only that somebody did."""
    if not by:
        return tr("confirmed")
    if on is None:
        return tr("confirmed: {name}", name=by)
    return tr("confirmed: {name}, {day}", name=by, day=f"{on:%d.%m.%Y}")


def offer_words(name: str, release: int, on: date) -> str:
    """What the centre published and nobody has adopted yet."""
    return tr(
        "{name}: the centre published release {release} on {day}.",
        name=name,
        release=release,
        day=f"{on:%d.%m.%Y}",
    )


def change_words(kind: str) -> str:
    return {
        "added": tr("new rule"),
        "removed": tr("rule is gone"),
        "changed": tr("rule is changed"),
    }[kind]


def _in_language(value: Any) -> str:
    """Bilingual words in the language that is spoken; anything else as it is."""
    ky = getattr(value, "ky", None)
    return str(value) if ky is None else str(value[spoken().language])


def _findings(t: Texts) -> dict[str, str]:
    return {
        "no_json": t("the file is no rule pack"),
        "no_pack": t("a part is missing or is not of its kind"),
        "too_big": t("the file is too big for a rule pack"),
        "no_id": t("the rule has no name of its own"),
        "unknown_unit": t("the unit is neither working nor calendar days"),
        "unknown_start": t("the day that is counted first is unknown"),
        "unknown_landing": t("what happens on a day off is unknown"),
        "unknown_status": t("it is neither confirmed nor to confirm"),
        "unknown_kind": t("it is meant for a kind of case that does not exist"),
        "missing_ky": t("the words in Kyrgyz are missing"),
        "missing_ru": t("the words in Russian are missing"),
        "no_legal": t("the legal ground is missing"),
        "no_source": t("the source is missing"),
        "confirmed_by_or_on_missing": t("of a confirmation the name or the day is missing"),
        "no_note_of_missing_length": t("nothing says why the length is not established"),
        "no_length_but_confirmed": t("confirmed without a length"),
        "length_below_one": t("the length is less than one day"),
        "warning_below_zero": t("the warning is less than zero days"),
        "cap_below_one": t("the longest extension is less than one day"),
        "ends_before_it_begins": t("it ends before it begins"),
        "overlap": t("two versions hold on the same day"),
        "length_not_established": t("the length is not established"),
        "to_confirm": t("not compared with the official text"),
        "start_to_confirm": t("the day that is counted first is to confirm"),
        "beginning_not_established": t("it is not said from which day it holds"),
        "confirmed_by_nobody": t("nobody is named who confirmed it"),
        "no_warning": t("nobody is warned before the term ends"),
    }


_REFUSALS: dict[str, Callable[[], str]] = {
    "faulty": lambda: tr("it has faults"),
    "adopted": lambda: tr("it is adopted already"),
    "older": lambda: tr("a newer or equal release is adopted"),
    "prepared": lambda: tr("it is only prepared, and the adopted release is in force"),
}

_STATUSES: dict[str, Callable[[], str]] = {
    "confirmed": lambda: tr("confirmed"),
    "to_confirm": lambda: tr("to confirm"),
}

_VALUES: dict[str, dict[str, Callable[[], str]]] = {
    "unit": {
        "working": lambda: tr("working days"),
        "calendar": lambda: tr("calendar days"),
    },
    "start": {
        "day_of": lambda: tr("the day itself"),
        "day_after": lambda: tr("the day after"),
    },
    "landing": {"next_working": lambda: tr("the next working day")},
    "status": _STATUSES,
    "start_status": _STATUSES,
}

_FIELDS: dict[str, Callable[[], str]] = {
    "title": lambda: tr("Title"),
    "unit": lambda: tr("Counted in"),
    "start": lambda: tr("Counted from"),
    "start_status": lambda: tr("How sure the first day is"),
    "length": lambda: tr("Length"),
    "warning": lambda: tr("Warning, working days"),
    "extension_cap": lambda: tr("Longest extension"),
    "extended_by": lambda: tr("Who may extend"),
    "pause_grounds": lambda: tr("Grounds of a pause"),
    "landing": lambda: tr("If it ends on a day off"),
    "legal": lambda: tr("Legal ground"),
    "source": lambda: tr("Source"),
    "valid_from": lambda: tr("Holds from"),
    "valid_to": lambda: tr("Holds to"),
    "status": lambda: tr("How sure"),
    "applies_to": lambda: tr("Kinds of cases"),
    "confirmed_by": lambda: tr("Confirmed by"),
    "confirmed_on": lambda: tr("Confirmed on"),
    "note": lambda: tr("Note"),
}
