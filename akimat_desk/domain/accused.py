"""A complaint does not go to the one it is about; `to_confirm`, and house practice anyway."""

from datetime import date
from typing import Final

from akimat_desk.domain.collation import folded
from akimat_desk.domain.errors import ExecutorIsAccused
from akimat_desk.domain.offices import Office, Staff

HEAD: Final = "head"


def is_accused(official: Staff, against: str) -> bool:
    """Whether the words of a complaint name this official: by login, surname or whole name."""
    accused = folded(against)
    names = (official.login, official.full_name, official.short_name, official.surname)
    return bool(accused) and accused in {folded(name) for name in names}


def demand_not_accused(official: Staff, against: str) -> None:
    """Raises ExecutorIsAccused."""
    if is_accused(official, against):
        raise ExecutorIsAccused(official.login)


def head_instead(office: Office, against: str, on: date) -> Staff | None:
    """Who answers where the table names the very one it is about: the head of that day.

    None where nobody holds the post, or the head is the one it is about: above the head there is
    nobody in the office.
    """
    head = head_on(office, on)
    return None if head is None or is_accused(head, against) else head


def head_on(office: Office, on: date) -> Staff | None:
    held = office.post_holder(HEAD, on)
    found = None if held is None else office.find_staff(held.staff)
    return found if found is not None and found.works_on(on) else None
