"""Whose pen a resolution is: one is entered for the head of that day alone, and by a ground."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from akimat_desk.domain.applications import demand_filled
from akimat_desk.domain.case_events import FileAttached
from akimat_desk.domain.cases import Case
from akimat_desk.domain.errors import FieldWrong, RuleBroken
from akimat_desk.domain.offices import Office, Staff
from akimat_desk.domain.situations import Situation
from akimat_desk.domain.wishes import Assign

HEAD: Final = "head"
"""Instead of a login: whoever holds the head's post on the day of the pen."""


@dataclass(eq=False)
class HeadNotNamed(RuleBroken):
    """Nobody is recorded as the head of the office on that day."""

    day: date


@dataclass(eq=False)
class PenNotOfHead(RuleBroken):
    """A resolution is entered for the head or a deputy of theirs, for nobody else."""

    login: str


def head_of(office: Office, day: date) -> Staff:
    """Raises HeadNotNamed."""
    held = office.post_holder(HEAD, day)
    found = None if held is None else office.find_staff(held.staff)
    if found is None:
        raise HeadNotNamed(day)
    return found


def pen_of(case: Case, wish: Assign, now: Situation) -> str:
    """The staff id of the one whose pen it was; empty for the author's own word.

    Raises HeadNotNamed, PenNotOfHead, StaffUnknown, FieldWrong (resolved_on; ground: empty; scan).
    """
    if not wish.on_behalf_of:
        return ""
    day = wish.resolved_on or now.today
    if not case.registered.registered_on <= day <= now.today:
        raise FieldWrong("resolved_on", "out_of_range")
    head = _head(wish.on_behalf_of, day, now)
    _demand_ground(case, wish, is_own=head.id == now.actor.id)
    return head.id


def _head(told: str, day: date, now: Situation) -> Staff:
    if told == HEAD and now.office.find_login(told) is None:
        return head_of(now.office, day)
    # The head of that day may have gone since: what the pen wrote stays their word.
    held = now.office.post_holder(HEAD, day)
    named = None if held is None else now.office.find_staff(held.staff)
    if named is not None and named.login == told:
        return named
    found = now.staff(told)
    if HEAD not in found.roles:
        raise PenNotOfHead(told)
    return found


def _demand_ground(case: Case, wish: Assign, *, is_own: bool) -> None:
    """A sheet or paper named in words, or a scan that lies in the case."""
    scans = {attached.digest.hex() for _, attached in case.each(FileAttached)}
    if wish.scan and wish.scan not in scans:
        raise FieldWrong("scan", "unknown")
    if not wish.scan and not is_own:
        demand_filled("ground", wish.ground)
