"""Leaving: what somebody still has in hand, and the act by which all of it goes to another."""

import uuid
from datetime import date
from typing import TYPE_CHECKING, Literal

import msgspec
import uuid_utils

from akimat_desk.domain import absences
from akimat_desk.domain.absence_events import (
    FilesHandedOver,
    HandedFile,
    HandOverActPrinted,
    HandOverActSigned,
)
from akimat_desk.domain.case_events import ExecutorAssigned
from akimat_desk.domain.cases import Case
from akimat_desk.domain.errors import DateOutOfPlace, FieldWrong, HandOverNotPrinted
from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.office_events import KeeperNamed
from akimat_desk.domain.offices import Office, Staff
from akimat_desk.domain.posts import words_of_post
from akimat_desk.services import staff
from akimat_desk.services.absences import CaseAtHand, case_at_hand, cases_of
from akimat_desk.services.core import Core
from akimat_desk.services.drawn import draws
from akimat_desk.services.papers import Paper, letterhead
from akimat_desk.storage import at_hand, journal

if TYPE_CHECKING:
    from akimat_desk.documents.hand_over_act import HandOverActReading

State = Literal["drawn", "printed", "signed"]
_LINE_LIMIT = 300
_MOST_LINES = 60


class HandOverTold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`giver` and `taker` are logins; `also` are journals, seals, keys, a line each."""

    giver: str
    taker: str
    ground: str = ""
    also: tuple[str, ...] = ()


class ActLine(msgspec.Struct, frozen=True, kw_only=True):
    """An act of hand-over and how far it has come."""

    id: str
    giver: str
    taker: str
    drawn_on: date
    cases: int
    state: State
    signed_on: date | None = None


class Remaining(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody has to hand over before they leave, and the acts by which they did.

    `journals` are those that this workstation keeps for the whole office.
    """

    login: str
    name: str
    cases: tuple[CaseAtHand, ...]
    originals: int
    sheets: int
    journals: tuple[str, ...]
    acts: tuple[ActLine, ...]


class HandedOver(msgspec.Struct, frozen=True, kw_only=True):
    """`up` complain of who would take them and went to the head, `up_to`; where the head leaves or
    is the taker they are `kept`: they need somebody else."""

    act: str
    cases: int
    kept: tuple[CaseAtHand, ...] = ()
    up: tuple[CaseAtHand, ...] = ()
    up_to: str = ""


class Leaving:
    """All cases of one official pass in one commit, and the act says which."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def remaining(self, login: str) -> Remaining:
        """Raises StaffUnknown."""
        with self._core.read() as (connection, lens):
            member = staff.known(lens.office, login)
            cases = cases_of(connection, member.id, lens)
        return Remaining(
            login=login,
            name=member.short_name,
            cases=cases,
            originals=sum(one.originals for one in cases),
            sheets=sum(one.sheets for one in cases),
            journals=self._journals(lens.office),
            acts=tuple(line for giver, line in _acts(lens.office) if giver == member.id),
        )

    def hand_over(self, told: HandOverTold) -> HandedOver:
        """Raises StaffUnknown, FieldWrong (own, leaves, too_long, too_many)."""
        also = _also(told.also)
        with self._core.write("hand-over") as writing:
            today = legal_day(self._core.clock.now())
            giver, taker = _parties(told, writing.office, today)
            files: dict[str, list[CaseAtHand]] = {}
            for stream, folded in list(at_hand.open_cases(writing.connection)):
                if giver.id not in absences.holders(folded.state) or folded.unknown:
                    continue
                line = case_at_hand(stream, folded.state, writing.lens)
                to = _taker(folded.state, giver, taker, writing.office, today)
                files.setdefault(to, []).append(line)
                if to:
                    assigned = ExecutorAssigned(
                        executor=to, ground=told.ground.strip(), assigned_on=today, accepted=True
                    )
                    passing = absences.given_over(folded.state, giver.id, assigned)
                    writing.append(stream, folded, *passing)
            taken, kept = files.pop(taker.id, []), files.pop("", [])
            act = FilesHandedOver(
                act=str(uuid_utils.uuid7()),
                giver=giver.id,
                taker=taker.id,
                drawn_on=today,
                files=tuple(map(_file, taken)),
                also=also,
                ground=told.ground.strip(),
            )
            writing.append_office(act)
            return HandedOver(
                act=act.act,
                cases=len(taken),
                kept=tuple(kept),
                up=tuple(case for cases in files.values() for case in cases),
                up_to=", ".join(_name(writing.office, one) for one in files),
            )

    @draws("hand-over")
    def paper(self, act: str, language: Literal["ky", "ru"] = "ky") -> Paper:
        """The act to be signed; that it was printed is recorded once.

        Raises FieldWrong, LetterheadMissing, and what documents refuse.
        """
        # reportlab and its fonts take a while to load, so only who prints pays for it.
        from akimat_desk.documents.hand_over_act import hand_over_act  # noqa: PLC0415

        with self._core.read() as (_, lens):
            told = _told(lens.office, act)
            data = hand_over_act(self._reading(told, lens.office, language))
            is_new = f"handover-printed:{act}" not in lens.office.slots
        digest = self._core.files.keep(data)
        if is_new:
            day = legal_day(self._core.clock.now())
            with self._core.write("print") as writing:
                writing.append_office(HandOverActPrinted(act=act, printed_on=day, digest=digest))
        return Paper(data=data, digest=digest, copy=0)

    def sign(self, act: str, on: date | None = None, scan: bytes = b"") -> None:
        """Both signed the paper on that day; the scan of it is kept where there is one.

        Raises FieldWrong, HandOverNotPrinted, DateOutOfPlace.
        """
        digest = self._core.files.keep(scan) if scan else b""
        with self._core.write("hand-over") as writing:
            told, today = _told(writing.office, act), legal_day(self._core.clock.now())
            if f"handover-printed:{act}" not in writing.office.slots:
                raise HandOverNotPrinted(act)
            day = on or today
            if not told.drawn_on <= day <= today:
                raise DateOutOfPlace("signed_on", earliest=told.drawn_on, latest=today)
            writing.append_office(HandOverActSigned(act=act, signed_on=day, scan=digest))

    def acts(self) -> tuple[ActLine, ...]:
        """The latest first."""
        with self._core.read() as (_, lens):
            return tuple(line for _, line in _acts(lens.office))

    def _journals(self, office: Office) -> tuple[str, ...]:
        here = self._core.identity.station
        kept = (one for one in office.all("keeper") if isinstance(one, KeeperNamed))
        return tuple(one.journal for one in kept if one.station == here)

    def _reading(
        self, told: FilesHandedOver, office: Office, language: Literal["ky", "ru"]
    ) -> "HandOverActReading":
        from akimat_desk.documents.hand_over_act import (  # noqa: PLC0415
            TEMPLATE,
            HandOverActReading,
            Party,
        )

        def party(staff_id: str) -> Party:
            found = office.find_staff(staff_id)
            if found is None:
                raise FieldWrong("act", "unknown")
            post = words_of_post(office, staff_id, told.drawn_on)
            return Party(post=post, name=found.full_name, short=found.short_name)

        with self._core.database.read() as connection:
            point = journal.own_origin(connection).point
        return HandOverActReading(
            office=letterhead(office, told.drawn_on),
            drawn_on=told.drawn_on,
            giver=party(told.giver),
            taker=party(told.taker),
            files=told.files,
            also=told.also,
            ground=told.ground,
            point=point,
            template=TEMPLATE,
            language=language,
            training=self._core.identity.is_training,
        )


def _taker(case: Case, giver: Staff, taker: Staff, office: Office, today: date) -> str:
    """The id of who has this one from now on; "" where it stays."""
    if not absences.complains_of(case, taker.id, office):
        return taker.id
    head = absences.above(office, case.field("against"), today)
    return "" if head is None or head.id == giver.id else head.id


def _parties(told: HandOverTold, office: Office, today: date) -> tuple[Staff, Staff]:
    giver, taker = staff.known(office, told.giver), staff.known(office, told.taker)
    if giver.id == taker.id:
        raise FieldWrong("taker", "own")
    if not taker.works_on(today):
        raise FieldWrong("taker", "leaves")
    return giver, taker


def _also(lines: tuple[str, ...]) -> tuple[str, ...]:
    told = tuple(line for line in (" ".join(one.split()) for one in lines) if line)
    if len(told) > _MOST_LINES:
        raise FieldWrong("also", "too_many", _MOST_LINES)
    if any(len(line) > _LINE_LIMIT for line in told):
        raise FieldWrong("also", "too_long", _LINE_LIMIT)
    return told


def _file(line: CaseAtHand) -> HandedFile:
    return HandedFile(
        number=line.number, due_on=line.due_on, sheets=line.sheets, originals=line.originals
    )


def _told(office: Office, act: str) -> FilesHandedOver:
    try:
        known = str(uuid.UUID(act))
    except ValueError:
        known = ""
    for one in office.all("handover"):
        if isinstance(one, FilesHandedOver) and one.act == known:
            return one
    raise FieldWrong("act", "unknown")


def _acts(office: Office) -> tuple[tuple[str, ActLine], ...]:
    """With the id of who gave, the latest first."""
    signed = {one.act: one for one in office.all("handover-signed")}
    printed = {one.act for one in office.all("handover-printed")}
    found = []
    for one in office.all("handover"):
        done = signed.get(one.act)
        state: State = "printed" if one.act in printed else "drawn"
        line = ActLine(
            id=one.act,
            giver=_name(office, one.giver),
            taker=_name(office, one.taker),
            drawn_on=one.drawn_on,
            cases=len(one.files),
            state="signed" if done is not None else state,
            signed_on=None if done is None else done.signed_on,
        )
        found.append((one.giver, line))
    return tuple(sorted(found, key=lambda told: (told[1].drawn_on, told[1].id), reverse=True))


def _name(office: Office, staff_id: str) -> str:
    found = office.find_staff(staff_id)
    return "" if found is None else found.short_name
