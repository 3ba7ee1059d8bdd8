"""Posts as they stood on a day: whose words a paper of that day takes."""

from datetime import date
from typing import Any

from akimat_desk.domain.office_events import PostHeld, StaffRecorded
from akimat_desk.domain.offices import Office
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.slots import EMPTY, held_event


def words_of_post(office: Office, staff_id: str, day: date) -> Bilingual:
    """The post of somebody as the staff record read on that day."""
    recorded = _record(office, staff_id, day)
    return Bilingual(ky="") if recorded is None else recorded.post


def title_of(office: Office, held: PostHeld, day: date) -> Bilingual:
    """The words of a post that is held. An acting holder has a post of their own in the staff
    record: they act in that of the one who held it before them and was no acting one."""
    if held.title.ky:
        return held.title
    if held.acting:
        before = _whose_post(office, held)
        if before is not None:
            last = min(before.until_on or held.from_on, held.from_on)
            return before.title if before.title.ky else words_of_post(office, before.staff, last)
    return words_of_post(office, held.staff, day)


def _whose_post(office: Office, held: PostHeld) -> PostHeld | None:
    """The latest who held the post before and was no acting holder; they may have been named on
    the very day, and so stand in the same slot."""
    head = f"post:{held.post}:"
    told = [entry.event for key, slot in office.slots.items() if key.startswith(head)
            for entry in slot if isinstance(entry.event, PostHeld)]  # fmt: skip
    own = [one for one in told if not one.acting and one.from_on <= held.from_on]
    return max(own, key=lambda one: one.from_on, default=None)


def _record(office: Office, staff_id: str, day: date) -> StaffRecorded | None:
    """The record in force on that day; before the first one, the first. A disputed record reads
    as it does everywhere."""
    slot = office.slots.get(f"staff:{staff_id}", EMPTY)
    if slot.is_disputed:
        shown: Any = held_event(office.slots, f"staff:{staff_id}")
        return shown if isinstance(shown, StaffRecorded) else None
    line = [entry.event for entry in slot.line if isinstance(entry.event, StaffRecorded)]
    begun = [one for one in line if one.from_on is None or one.from_on <= day]
    return next(iter(reversed(begun or line[:1])), None)
