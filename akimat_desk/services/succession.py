"""What an office was called, who held its posts, which office it goes on in, and its open cases."""

import uuid
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

import msgspec
import uuid_utils

from akimat_desk.domain import absences, succession
from akimat_desk.domain.absence_events import HandedFile
from akimat_desk.domain.cases import Case
from akimat_desk.domain.errors import DisputeOpen, FieldWrong
from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.office_events import ResponsibilitySet, SubstitutionSet
from akimat_desk.domain.offices import Office
from akimat_desk.domain.passing_on import passed_on
from akimat_desk.domain.posts import title_of
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.succession import Succeed
from akimat_desk.domain.succession_events import OfficeFilesPassed, OfficeSucceeded, SeriesLast
from akimat_desk.services.absences import CaseAtHand, case_at_hand
from akimat_desk.services.core import Core, Writing
from akimat_desk.services.drawn import draws
from akimat_desk.services.letter_parts import signatory
from akimat_desk.services.papers import Paper, letterhead
from akimat_desk.storage import act_lines, at_hand, journal, series_lines
from akimat_desk.storage.database import Connection

if TYPE_CHECKING:
    from akimat_desk.documents.hand_over_act import HandOverActReading

NAME, LETTERHEAD, POST, SUCCESSION, PASSED = "name", "letterhead", "post", "succession", "passed"


class HistoryLine(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that held, holds or will hold from a day on; `detail` is a stable word.

    `what` is name, letterhead, post, succession or passed; of `passed` the detail is the id of
    the act and `count` its cases; of a post the detail names it and `who` holds it.
    """

    what: str
    from_on: date
    until_on: date | None = None
    words: Bilingual = Bilingual(ky="")
    who: str = ""
    detail: str = ""
    ground: str = ""
    acting: bool = False
    count: int = 0
    is_now: bool = False


class Touched(msgspec.Struct, frozen=True, kw_only=True):
    """What a change of a post's holder touches: all of it goes on until somebody changes it.

    `acts` wait for the signature of who holds the post now; `cases` they have in hand, `resolved`
    are open ones of others under their resolution; `answers` are rows that name them.
    """

    holder: str = ""
    until_on: date | None = None
    acts: tuple[str, ...] = ()
    cases: int = 0
    resolved: int = 0
    answers: int = 0
    substitutions: int = 0

    @property
    def is_nothing(self) -> bool:
        return not (self.acts or self.cases or self.resolved or self.answers or self.substitutions)


class HandOn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """To which successor cases pass. `office` is its id, or its name where it has none; `taker`
    signs for it. Without `cases` (their ids) all open ones pass; of a split they must be named."""

    office: str
    taker: str
    taker_post: Bilingual = Bilingual(ky="")
    cases: tuple[str, ...] = ()


class HandedOn(msgspec.Struct, frozen=True, kw_only=True):
    """`kept` are cases in dispute: they pass once somebody settles them."""

    act: str
    cases: int
    kept: tuple[CaseAtHand, ...] = ()


class Succession:
    """An office changes by facts with a day; what was printed before stays as it was."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def history(self) -> tuple[HistoryLine, ...]:
        """The latest first; of one day names stand before letterheads and posts."""
        today = self._today()
        with self._core.read() as (_, lens):
            return tuple(
                sorted(_lines(lens.office, today), key=lambda one: one.from_on, reverse=True)
            )

    def successions(self) -> tuple[OfficeSucceeded, ...]:
        with self._core.read() as (_, lens):
            return succession.successions(lens.office)

    def succeed(self, told: Succeed) -> OfficeSucceeded:
        """Raises FieldWrong (unknown, empty, own_office, taken)."""
        self._core.before_risk("succession")
        with self._core.write("office") as writing:
            event = succession.succeed(told, writing.office, self._core.identity.office)
            writing.append_office(event)
        return event

    def touched(self, post: str, on: date | None = None) -> Touched:
        """What stands in the name of who holds a post on that day."""
        day = on or self._today()
        with self._core.read() as (connection, lens):
            held = lens.office.post_holder(post, day)
            holder = None if held is None else lens.office.find_staff(held.staff)
            if held is None or holder is None:
                return Touched()
            acts = act_lines.unsigned_of(connection, holder.short_name)
            cases = [folded.state for _, folded in at_hand.open_cases(connection)]
            return Touched(
                holder=holder.short_name,
                until_on=held.until_on,
                acts=tuple(row.number or row.subject for row in acts),
                cases=sum(holder.id in absences.holders(case) for case in cases),
                resolved=sum(_is_resolved_by(case, holder.id) for case in cases),
                answers=_answering(lens.office, holder.id, day),
                substitutions=_standing_in(lens.office, holder.id, day),
            )

    def remaining(self) -> tuple[CaseAtHand, ...]:
        """The open cases, by their earliest duty."""
        with self._core.read() as (connection, lens):
            return tuple(
                case_at_hand(stream, folded.state, lens)
                for stream, folded in at_hand.open_cases(connection)
            )

    def hand_on(self, told: HandOn) -> HandedOn:
        """The cases and their act in one commit. Raises FieldWrong (unknown: no such successor;
        empty; missing: a split without named cases)."""
        if not told.taker.strip():
            raise FieldWrong("taker", "empty")
        self._core.before_risk("succession")
        with self._core.write("hand-over") as writing:
            today = self._today()
            to = _successor(writing.office, told)
            event = _act(writing, told, to, str(uuid_utils.uuid7()), today)
            files, kept = self._pass(writing, to, told.cases, event.act)
            writing.append_office(msgspec.structs.replace(event, files=tuple(files)))
        return HandedOn(act=event.act, cases=len(files), kept=tuple(kept))

    @draws("hand-over")
    def paper(self, act: str, language: Literal["ky", "ru"] = "ky") -> Paper:
        """The act to be signed by both offices, always of the same words.

        Raises FieldWrong, LetterheadMissing, and what documents refuse.
        """
        # reportlab and its fonts take a while to load, so only who prints pays for it.
        from akimat_desk.documents.hand_over_act import hand_over_act  # noqa: PLC0415

        with self._core.read() as (connection, lens):
            point = journal.own_origin(connection).point
            reading = _reading(_told(lens.office, act), lens.office, language, point)
        is_training = self._core.identity.is_training
        data = hand_over_act(msgspec.structs.replace(reading, training=is_training))
        return Paper(data=data, digest=self._core.files.keep(data), copy=0)

    def _pass(
        self, writing: Writing, to: OfficeSucceeded, wanted: tuple[str, ...], act: str
    ) -> tuple[list[HandedFile], list[CaseAtHand]]:
        files, kept = [], []
        chosen = {uuid.UUID(one).bytes for one in wanted}
        for stream, folded in list(at_hand.open_cases(writing.connection)):
            if (chosen and stream not in chosen) or folded.unknown:
                continue
            line = case_at_hand(stream, folded.state, writing.lens)
            try:
                event = passed_on(folded.state, to, act, self._today())
            except DisputeOpen:
                kept.append(line)
                continue
            writing.append(stream, folded, event)
            file = HandedFile(
                number=line.number, due_on=line.due_on, sheets=line.sheets, originals=line.originals
            )
            files.append(file)
        return files, kept

    def _today(self) -> date:
        return legal_day(self._core.clock.now())


def _act(
    writing: Writing, told: HandOn, to: OfficeSucceeded, act: str, today: date
) -> OfficeFilesPassed:
    """The head of that day gives."""
    gives = signatory(writing.office, today)
    if not gives.name:
        raise FieldWrong("head", "missing")
    return OfficeFilesPassed(
        act=act,
        office=to.office,
        name=to.name,
        drawn_on=today,
        ground=to.ground,
        giver=gives.name,
        giver_post=gives.post,
        giver_is_acting=gives.is_acting,
        taker=told.taker.strip(),
        taker_post=told.taker_post,
        journals=_last_numbers(writing.connection, writing.office),
    )


def _successor(office: Office, told: HandOn) -> OfficeSucceeded:
    known = (one for one in succession.successions(office) if one.kind in succession.GIVES)
    found = next((one for one in known if told.office in (one.office, one.name.ky)), None)
    if found is None:
        raise FieldWrong("office", "unknown")
    if found.kind == succession.SPLIT and not told.cases:
        raise FieldWrong("cases", "missing")
    return found


def _last_numbers(connection: Connection, office: Office) -> tuple[SeriesLast, ...]:
    marks = {one.origin: one.mark for one in office.all("series") if one is not None}
    return tuple(
        SeriesLast(journal=name, year=year, last=last, mark=marks.get(origin, ""))
        for origin, name, year, last in series_lines.last_numbers(connection)
    )


def _told(office: Office, act: str) -> OfficeFilesPassed:
    for one in succession.acts_of_hand_over(office):
        if one.act == act:
            return one
    raise FieldWrong("act", "unknown")


def _reading(
    told: OfficeFilesPassed, office: Office, language: Literal["ky", "ru"], point: str
) -> "HandOverActReading":
    from akimat_desk.documents.hand_over_act import (  # noqa: PLC0415
        TEMPLATE,
        HandOverActReading,
        Party,
    )

    head = letterhead(office, told.drawn_on)
    return HandOverActReading(
        office=head,
        drawn_on=told.drawn_on,
        giver=Party(
            post=told.giver_post,
            name=told.giver,
            short=told.giver,
            office=head.name,
            is_acting=told.giver_is_acting,
        ),
        taker=Party(
            post=told.taker_post,
            office=told.name,
            name=told.taker,
            short=_short(told.taker),
        ),
        files=told.files,
        journals=told.journals,
        ground=told.ground,
        point=point,
        template=TEMPLATE,
        language=language,
    )


def _short(name: str) -> str:
    """Grammar is heavy, and Today must not wait for it."""
    from akimat_desk.text import grammar  # noqa: PLC0415

    return grammar.short_name(*grammar.name_parts(name))


def _is_resolved_by(case: Case, staff_id: str) -> bool:
    """Whether the executor was named by them, and is somebody else."""
    held = case.slot("responsible").held
    return held is not None and held.actor == staff_id and staff_id not in absences.holders(case)


def _answering(office: Office, staff_id: str, day: date) -> int:
    rows = (one for one in office.all("answers") if isinstance(one, ResponsibilitySet))
    return sum(
        one.staff == staff_id and office.answers_for(one.topic, one.service, day) == one
        for one in rows
    )


def _standing_in(office: Office, staff_id: str, day: date) -> int:
    rows = (one for one in office.all("substitution") if isinstance(one, SubstitutionSet))
    return sum(staff_id in (one.absent, one.substitute) and day <= one.until_on for one in rows)


def _lines(office: Office, today: date) -> Iterator[HistoryLine]:
    yield from _dated(office, NAME, today, lambda one: one.name)
    yield from _dated(office, LETTERHEAD, today, lambda one: one.address)
    for held in (one for one in office.all("post") if one is not None):
        staff = office.find_staff(held.staff)
        yield HistoryLine(
            what=POST,
            from_on=held.from_on,
            until_on=held.until_on,
            words=title_of(office, held, max(held.from_on, min(today, held.until_on or today))),
            who="" if staff is None else staff.short_name,
            detail=held.post,
            ground=held.order,
            acting=held.acting,
            is_now=office.post_holder(held.post, today) == held,
        )
    for told in succession.successions(office):
        yield HistoryLine(
            what=SUCCESSION,
            from_on=told.from_on,
            words=told.name,
            who=told.office,
            detail=told.kind,
            ground=told.ground,
            is_now=told.from_on <= today,
        )
    for act in succession.acts_of_hand_over(office):
        yield HistoryLine(
            what=PASSED,
            from_on=act.drawn_on,
            words=act.name,
            who=act.taker,
            detail=act.act,
            ground=act.ground,
            count=len(act.files),
        )


def _dated(office: Office, what: str, today: date, words: Any) -> Iterator[HistoryLine]:
    """Each holds until the next one begins."""
    now = office.dated(what, today)
    told = [one for one in office.all(what) if one is not None]
    for one in told or [one for one in (now,) if one is not None]:
        yield HistoryLine(
            what=what,
            from_on=one.from_on,
            words=words(one),
            ground=getattr(one, "ground", ""),
            is_now=one is now,
        )
