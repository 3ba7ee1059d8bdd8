"""What is worth a second look before a matter is registered: stable codes that stop nothing."""

from collections.abc import Iterator
from datetime import date

from akimat_desk.domain.accused import is_accused
from akimat_desk.domain.applications import Application
from akimat_desk.domain.calendars import Calendar
from akimat_desk.domain.identifiers import Sex, phone_findings, pin_findings
from akimat_desk.domain.moments import legal_day, milliseconds
from akimat_desk.domain.offices import Staff
from akimat_desk.domain.people import Applicant
from akimat_desk.domain.registering import PASSED_UP, Catalogues
from akimat_desk.domain.secrecy import TO_CONFIRM

REGISTRATION_TERM = 1
"""Working days between receipt and registration (Law No. 67; domain.md 1.3)."""


def of_applicant(applicant: Applicant, sex: Sex | None = None) -> tuple[str, ...]:
    """`sex` as the name tells it; None where it does not."""
    person = applicant.person
    if person is None:
        return ()
    found = pin_findings(person.pin, person.born_on, sex) if person.pin else ()
    if person.phone:
        found = (*found, *phone_findings(person.phone))
    return tuple(finding.code for finding in found)


def of_matter(
    told: Application,
    catalogues: Catalogues,
    answers: Staff | None,
    named_by: str = "",
    head: Staff | None = None,
) -> Iterator[str]:
    """What was told looked at as a whole; an unknown channel is no matter of this."""
    if told.secrecy:
        yield TO_CONFIRM
    else:
        yield from _of_words(told, catalogues)
    is_about_head = head is not None and is_accused(head, told.against)
    if answers is None:
        yield "nobody_named"
    elif is_accused(answers, told.against) and not is_about_head:
        yield "answerer_is_accused"
    if is_about_head:
        yield "head_is_accused"
    elif named_by == PASSED_UP:
        yield "passed_up"


def _of_words(told: Application, catalogues: Catalogues) -> Iterator[str]:
    channel = catalogues.channels.find(told.channel)
    if channel is not None and channel.group == "oral" and not told.text:
        yield "oral_without_text"
    if told.applicant.anonymous:
        yield "anonymous_to_confirm"


def of_receipt(told: Application, calendar: Calendar, on: date) -> Iterator[str]:
    """Whether the term for registration itself is over."""
    if told.received_at is None:
        return
    received_on = legal_day(milliseconds(told.received_at))
    if received_on < on and calendar.nth_working_day(received_on, REGISTRATION_TERM) < on:
        yield "registered_late"
