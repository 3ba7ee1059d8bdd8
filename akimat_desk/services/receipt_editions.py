"""Which receipt of a case holds: the first one, or the one that was issued in its place.

All receipts of one edition, whatever their form and language, say the same; what replaces them
names the digest of the one it stands in place of.
"""

from typing import NamedTuple

import msgspec

from akimat_desk.domain.cases import Case
from akimat_desk.domain.moments import local_time
from akimat_desk.domain.readings import ReceiptReading
from akimat_desk.domain.receipt_events import ReceiptIssued
from akimat_desk.text.dates import short_date


class Held(NamedTuple):
    """The receipt that the others of its edition repeat, and when it was made."""

    event: ReceiptIssued
    at: int


def holding(case: Case) -> tuple[ReceiptIssued, ...]:
    """Those that hold, in every form and language; of several corrections the last one's."""
    made = [event for _, event in case.each(ReceiptIssued)]
    last = next((one.replaces for one in reversed(made) if one.replaces), b"")
    return tuple(one for one in made if one.replaces == last)


def held(case: Case) -> Held | None:
    """None where no receipt was made yet."""
    known = holding(case)
    made = (Held(event, entry.at) for entry, event in case.each(ReceiptIssued) if event in known)
    return next((one for one in made if one.event.copy == 0), None)


def edition(case: Case) -> int:
    """1 for the receipt as it was first given out, one more with each that replaced it."""
    return 1 + len({made.replaces for _, made in case.each(ReceiptIssued) if made.replaces})


def sealed_code(code: str, number: int) -> str:
    """What the QR code vouches for: the spoken code, with the edition where it is a later one."""
    return code if number == 1 else f"{code}-{number}"


def as_now(case: Case, reading: ReceiptReading) -> ReceiptReading:
    """The same with what was corrected since; the day, the date and who answers stay as given."""
    event, applicant = case.registered, case.applicant
    represented = case.field("representative")
    return msgspec.structs.replace(
        reading,
        applicant=applicant.name,
        trade_name="" if applicant.person is None else applicant.person.trade_name,
        representative="" if represented is None else represented.person.full_name,
        signatories=case.field("signatories"),
        subject=case.field("subject"),
        sheets=case.field("sheets") or sum(paper.sheets for paper in event.papers),
    )


def is_outdated(case: Case) -> bool:
    """Whether the receipt that holds says something else than the case does now."""
    known = held(case)
    return known is not None and as_now(case, known.event.reading) != known.event.reading


def name_of(known: Held) -> str:
    """As the receipt that replaces it names it: its number and when it was made."""
    at = local_time(known.at)
    return f"{known.event.reading.number}, {short_date(at.date())} {at:%H:%M}"
