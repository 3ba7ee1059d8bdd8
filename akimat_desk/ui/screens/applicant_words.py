"""What the screens of applicants say: of what kind, how often they came, why two may be one."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec

from akimat_desk.domain import same_person
from akimat_desk.domain.collation import folded
from akimat_desk.domain.people import (
    Address,
    Applicant,
    CaseCounts,
    PersonCorrected,
    PersonRegistered,
    PersonsJoined,
    PersonsParted,
)
from akimat_desk.services.person_cards import MaybeSame, PersonCard, PersonEntry
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui.screens.card_words import joined, shown_day

HIDDEN = "\N{BULLET}" * 4


def kind_words(applicant: Applicant) -> str:
    if applicant.organisation is not None:
        # Translators: what kind of applicant
        return tr("organisation")
    if applicant.person is not None and applicant.person.trade_name:
        return tr("entrepreneur")
    # Translators: what kind of applicant
    return tr("person")


def pin_label(applicant: Applicant) -> str:
    return tr("PIN") if applicant.organisation is None else tr("INN")


def pin_words(pin: str, *, is_whole: bool) -> str:
    """Only the last four digits until somebody asks for the rest."""
    if not pin or is_whole:
        return pin
    return f"{HIDDEN} {pin[-4:]}"


def phone_words(phone: str) -> str:
    """As it is dictated, 0555 12 34 56; what is no usual number stays as it was typed."""
    found = re.fullmatch(r"\+996(\d{3})(\d\d)(\d\d)(\d\d)", phone)
    return "0{} {} {} {}".format(*found.groups()) if found else phone


def counts_words(every: int, still_open: int) -> str:
    if not every:
        return tr("no cases")
    count = tr_many("{count} case", "{count} cases", every)
    if not still_open:
        return count
    # Translators: after the number of all cases
    return joined(count, tr_many("{count} open", "{count} open", still_open))


def counted(counts: CaseCounts) -> str:
    return counts_words(counts.every, counts.open)


def records_words(count: int) -> str:
    """Nothing while there is only one."""
    if count < 2:
        return ""
    return tr_many("joined from {count} record", "joined from {count} records", count)


def ground_words(mine: PersonCard, maybe: MaybeSame) -> str:
    """Why this may be the same applicant, the strongest first."""
    words = {
        same_person.SAME_PIN: tr("the same PIN"),
        same_person.SAME_BIRTH_DATE: tr("the same date of birth"),
        same_person.SAME_PHONE: tr("the same phone"),
        same_person.SAME_ADDRESS: tr("the same address"),
        same_person.NEAR_BIRTH_YEAR: tr("a near year of birth"),
        same_person.LIKE_NAME: tr("a like name"),
    }
    ours = {folded(name) for name in (mine.whole.name, *mine.spellings)}
    same_name = tr("the same name") if folded(maybe.applicant.name) in ours else ""
    shown = [words[ground] for ground in maybe.grounds if ground != same_person.LIKE_NAME]
    is_like = same_person.LIKE_NAME in maybe.grounds and not same_name
    return ", ".join(filter(None, (same_name, *shown, words["like_name"] if is_like else "")))


def draft_for(card: PersonCard) -> dict[str, object]:
    """In the shape of registration, as the register screen takes it."""
    whole = card.whole
    told: dict[str, Any] = {"record": card.id}
    for kind in ("person", "organisation"):
        known = getattr(whole, kind)
        if known is not None:
            told[kind] = msgspec.structs.asdict(known)
            told[kind]["address"] = msgspec.structs.asdict(whole.address)
    return {"applicant": told}


# The history of a record


def entry_words(card: PersonCard, entry: PersonEntry) -> str:
    match entry.event:
        case PersonRegistered(applicant=applicant):
            return tr("The record was made: {name}", name=applicant.name)
        case PersonCorrected():
            changes = "; ".join(_changes(card, entry))
            return tr("Corrected: {changes}", changes=changes) if changes else tr("Corrected")
        case PersonsJoined(other=other):
            names = (card.names.get(one, "") for one in (entry.record, other))
            return tr(
                "Joined: {one} and {other}", **dict(zip(("one", "other"), names, strict=True))
            )
        case PersonsParted():
            return tr("Taken apart again: {name}", name=card.names[entry.record])
        case _:
            return tr("A record that this program cannot read: {type}", type=entry.type)


def reason_of(entry: PersonEntry) -> str:
    return str(getattr(entry.event, "reason", ""))


def _changes(card: PersonCard, entry: PersonEntry) -> Iterator[str]:
    """Each field that reads otherwise than in the entry before; a PIN is never written out."""
    told = entry.event
    before = _before(card, entry)
    if not isinstance(told, PersonCorrected) or before is None:
        return
    was, now = _fields(before), _fields(told.applicant)
    for field, label in labels().items():
        if was.get(field) != now.get(field):
            old, new = (_shown(field, values.get(field)) for values in (was, now))
            yield tr("{field}: {old} \N{RIGHTWARDS ARROW} {new}", field=label, old=old, new=new)


def _before(card: PersonCard, entry: PersonEntry) -> Applicant | None:
    """The history is the newest first."""
    place = card.history.index(entry)
    for one in card.history[place + 1 :]:
        if one.record == entry.record and isinstance(one.event, PersonRegistered | PersonCorrected):
            return one.event.applicant
    return None


def _fields(applicant: Applicant) -> dict[str, Any]:
    known = applicant.person or applicant.organisation
    return {} if known is None else msgspec.structs.asdict(known)


def _shown(field: str, value: Any) -> str:
    if isinstance(value, Address):
        value = value.line()
    if isinstance(value, date):
        value = shown_day(value)
    if field == "phone":
        value = phone_words(value or "")
    if field in ("pin", "inn"):
        value = pin_words(value or "", is_whole=False)
    # Translators: in the place of a value that was not there
    return str(value) if value else tr("empty")


def labels() -> dict[str, str]:
    """The fields of an applicant in the order they are shown, named."""
    return {
        "name": tr("Name in full"),
        "surname": tr("Surname"),
        "given": tr("Given name"),
        "patronymic": tr("Patronymic"),
        "pin": tr("PIN"),
        "inn": tr("INN"),
        "born_on": tr("Date of birth"),
        "trade_name": tr("Trade name"),
        "head": tr("Head of the organisation"),
        "phone": tr("Phone"),
        "phone_of": tr("Whose phone"),
        "address": tr("Address"),
    }
