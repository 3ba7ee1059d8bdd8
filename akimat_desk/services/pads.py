"""Blackout pads: printed in good time, entered, spoiled and closed when there is power again."""

from contextlib import suppress
from typing import TYPE_CHECKING, Final, Literal

import msgspec
import uuid_utils

from akimat_desk.domain import pads as rules
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.moments import legal_day
from akimat_desk.domain.offices import Office
from akimat_desk.domain.pad_events import PadReserved
from akimat_desk.domain.pads import Blank, Pad
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.succession import demand_standing
from akimat_desk.services import pad_lists
from akimat_desk.services.control_list import ControlList
from akimat_desk.services.core import Core, Writing
from akimat_desk.services.drawn import draws
from akimat_desk.services.errors import ReceiptAltered
from akimat_desk.services.paper_proofs import genuine
from akimat_desk.services.papers import letterhead
from akimat_desk.services.registration import spoken_code
from akimat_desk.services.trusted_time import demand_trusted
from akimat_desk.storage import projections, queries
from akimat_desk.storage.database import Connection
from akimat_desk.trust.receipts import ReceiptSeal, SealUnreadable, read_seal, seal_receipt

if TYPE_CHECKING:
    from akimat_desk.documents.pad import PadReading

RIGHT: Final = "register"
FORM: Final = "a4x2"
USUAL_COUNT: Final = 20
Language = Literal["ky", "ru"]


class PadMade(msgspec.Struct, frozen=True, kw_only=True):
    """A pad that was reserved just now, and its paper."""

    pad: Pad
    data: bytes


class Pads:
    """Whoever registers prints and closes pads; everybody may look."""

    def __init__(self, core: Core, controls: ControlList) -> None:
        self._core = core
        self._controls = controls

    def all(self) -> tuple[Pad, ...]:
        """The open ones first, of either the newest first."""
        with self._core.read() as (_, lens):
            found = rules.pads(lens.office)
        newest = found[::-1]
        return tuple(sorted(newest, key=lambda pad: not pad.is_open))

    def find(self, typed: str) -> Pad:
        """By its id or any of its numbers. Raises PadUnknown."""
        return rules.find_pad(self.all(), typed)

    def is_ours(self, pad: Pad) -> bool:
        """Whether this workstation reserved it; no other one enters its blanks."""
        return pad.reserved.station == self._core.identity.station

    def journals(self) -> dict[str, tuple[Bilingual, ...]]:
        """The letters a pad can be printed for, the usual one first, and the kinds of each."""
        with self._core.read() as (_, lens):
            rows = self._core.shelf.catalogues(lens.office).kinds.rows
        found: dict[str, tuple[Bilingual, ...]] = {}
        for row in rows:
            found[row.journal] = (*found.get(row.journal, ()), row.name)
        return found

    @draws("pad")
    def reserve(
        self, count: int = USUAL_COUNT, *, journal: str = "", language: str = "ky"
    ) -> PadMade:
        """The next numbers of this workstation's own series, and the paper that has them.

        Nothing is reserved where the paper cannot be drawn. Raises FieldWrong, LetterheadMissing,
        ClockBehind, ClockBehindServer, ClockAhead, OfficeEnded and what documents refuse.
        """
        letter = self._letter(journal)
        chosen = _language(language)
        with self._core.write(RIGHT) as writing:
            demand_standing(writing.office, legal_day(writing.pen.stamp.at))
            event = self._reserved(writing, count, letter, chosen)
            folded = writing.append_office(event)
            projections.note_taken(writing.connection, [(writing.pen.own.origin, event)])
            pad = next(one for one in rules.pads(folded.state) if one.id == event.pad)
            # The refusal of a paper undoes the reservation: both are in this transaction.
            data = _drawn(self._reading(writing.connection, writing.office, pad, chosen))
        return PadMade(pad=pad, data=data)

    @draws("pad")
    def paper(self, pad_id: str, *, language: str = "") -> bytes:
        """The same blanks once more, for a printer that jammed. Raises PadUnknown, FieldWrong."""
        pad = self.find(pad_id)
        chosen = _language(language or pad.reserved.language or "ky")
        with self._core.read() as (connection, lens):
            return _drawn(self._reading(connection, lens.office, pad, chosen))

    def blank(self, told: str) -> tuple[Pad, Blank]:
        """The blank whose QR code was read or whose number was typed, if it can be entered now.

        Raises BlankUnknown, BlankTaken, BlankAnnulled, PadOver, BlankElsewhere, ReceiptAltered,
        StationUnknown.
        """
        with self._core.read() as (connection, lens):
            number = self._number(connection, told)
            pad, blank = rules.find_blank(rules.pads(lens.office), number)
        rules.demand_left(pad, blank, self._core.identity.station)
        return pad, blank

    def spoil(self, told: str, reason: str) -> Blank:
        """The number is annulled with the reason. Raises FieldWrong, and what `blank` raises."""
        station = self._core.identity.station
        with self._core.write(RIGHT) as writing:
            number = self._number(writing.connection, told)
            pad, blank = rules.find_blank(rules.pads(writing.office), number)
            on = legal_day(writing.pen.stamp.at)
            folded = writing.append_office(rules.spoil(pad, blank, reason, station, on))
            return rules.find_blank(rules.pads(folded.state), blank.number)[1]

    def close(self, pad_id: str) -> Pad:
        """All that was not used is annulled. Raises PadUnknown, PadOver, BlankElsewhere."""
        with self._core.write(RIGHT) as writing:
            pad = rules.find_pad(rules.pads(writing.office), pad_id)
            on = legal_day(writing.pen.stamp.at)
            event = rules.close(pad, self._core.identity.station, on)
            folded = writing.append_office(event)
            return next(one for one in rules.pads(folded.state) if one.id == pad.id)

    # What else is wanted on paper when there is no power

    @draws("control-list")
    def control_list(self, *, language: str = "ky") -> bytes | None:
        """The day's control list; None where nothing is under control. Raises FieldWrong."""
        _language(language)
        if not self._controls.rows(is_open_only=True):
            return None
        return self._controls.paper(language=language)

    @draws("journal-page")
    def journal_page(self, *, language: str = "ky") -> bytes:
        """An empty page of the registration journal. Raises FieldWrong."""
        return pad_lists.journal_page(self._core, _language(language))

    # Inside

    def _letter(self, journal: str) -> str:
        known = self.journals()
        letter = journal.strip().upper() or next(iter(known))
        if letter not in known:
            raise FieldWrong("journal", "unknown")
        return letter

    def _reserved(
        self, writing: Writing, count: int, letter: str, language: Language
    ) -> PadReserved:
        own, at = writing.pen.own, writing.pen.stamp.at
        demand_trusted(writing.connection, at, own.newest_at)
        on = legal_day(at)
        first = queries.next_in_series(writing.connection, own.origin, letter, on.year)
        count = min(count, rules.MOST_BLANKS + 1)
        return rules.reserve(
            PadReserved(
                pad=str(uuid_utils.uuid7()),
                journal=letter,
                mark=own.mark,
                point=own.point,
                station=self._core.identity.station,
                year=on.year,
                first=first,
                last=first + count - 1,
                codes=tuple(spoken_code(self._core) for _ in range(count)),
                reserved_on=on,
                reserved_at=at,
                form=FORM,
                language=language,
            )
        )

    def _reading(
        self, connection: Connection, office: Office, pad: Pad, language: Language
    ) -> "PadReading":
        # reportlab and its fonts take a while to load, so only who prints pays for it.
        from akimat_desk.documents.pad import PadBlank, PadReading  # noqa: PLC0415

        reserved, core = pad.reserved, self._core
        key = core.station_key(connection)
        return PadReading(
            office=letterhead(office, reserved.reserved_on),
            blanks=tuple(
                PadBlank(
                    number=blank.number,
                    code=blank.code,
                    qr=seal_receipt(self._facts(pad, blank), key),
                )
                for blank in pad.blanks
            ),
            reserved_on=reserved.reserved_on,
            point=reserved.point,
            language=language,
            training=core.identity.is_training,
        )

    def _facts(self, pad: Pad, blank: Blank) -> ReceiptSeal:
        """That it is a blank stands where a receipt names its rule; the day is that of printing."""
        return ReceiptSeal(
            office=self._core.identity.office,
            number=blank.number,
            registered_on=pad.reserved.reserved_on,
            due_on=None,
            rule=rules.BLANK,
            code=blank.code,
        )

    def _number(self, connection: Connection, told: str) -> str:
        """What a scanner read is proved; what was typed stands as it is."""
        with suppress(SealUnreadable):
            read_seal(told)
            facts = genuine(self._core, connection, told)
            if facts.rule != rules.BLANK:
                raise ReceiptAltered("not_a_blank")
            return facts.number
        return told


def _drawn(reading: "PadReading") -> bytes:
    from akimat_desk.documents.pad import pad  # noqa: PLC0415

    return pad(reading)


def _language(language: str) -> Language:
    if language == "ky":
        return "ky"
    if language != "ru":
        raise FieldWrong("language", "unknown")
    return "ru"
