"""What else the demonstration's department does: inspections, a blackout pad, the pen's sheet."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

import msgspec

from akimat_desk.cli.demo_days import Days
from akimat_desk.cli.demo_told import FOLDER, Step, filled
from akimat_desk.domain.pen_sheets import parted
from akimat_desk.services.attachments import HeldFile
from akimat_desk.services.desk import Desk
from akimat_desk.services.pen_sheets import PenLine
from akimat_desk.text.catalogue import Texts

if TYPE_CHECKING:
    from akimat_desk.cli.demo_story import Known

_DEPARTMENT: Final = FOLDER / "department.json"
_Moment = tuple[int, Callable[[], None]]
_Write = Callable[[str, bytes], None]


class _Told(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """At a time somebody does it."""

    when: str
    by: str


class BodyNoted(_Told, frozen=True, kw_only=True):
    told: dict[str, str]


class InspectionNoted(_Told, frozen=True, kw_only=True):
    """`copies` are the languages in which the entrepreneur's copy is printed."""

    key: str
    told: dict[str, Any]
    then: tuple[Step, ...] = ()
    copies: tuple[str, ...] = ()


class Spoiled(_Told, frozen=True, kw_only=True):
    place: int
    reason: str


class PadPrinted(_Told, frozen=True, kw_only=True):
    """Its blanks are entered by the cases that name them."""

    count: int
    language: str
    spoiled: Spoiled


class PenEntered(_Told, frozen=True, kw_only=True):
    lines: tuple[dict[str, Any], ...]


class PenPrinted(_Told, frozen=True, kw_only=True):
    """`cases` and each line's `case` are keys of the story."""

    language: str
    cases: tuple[str, ...]
    entered: PenEntered


class DepartmentTold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`desk` is the key of the workstation where all of it is done."""

    note: str
    desk: str
    bodies: tuple[BodyNoted, ...]
    inspections: tuple[InspectionNoted, ...]
    pad: PadPrinted
    pen_sheet: PenPrinted


def department_told() -> DepartmentTold:
    return msgspec.json.decode(_DEPARTMENT.read_bytes(), type=DepartmentTold)


class DemoDepartment:
    """Plays it at one workstation; `at` gives its desk at an instant in somebody's name."""

    def __init__(
        self,
        told: DepartmentTold,
        days: Days,
        at: Callable[[int, str], Desk],
        known: "Mapping[str, Known]",
        write: _Write,
    ) -> None:
        """`write` takes the name of a paper and its bytes."""
        self._told, self._days, self._at = told, days, at
        self._known, self._write = known, write
        self._inspections: dict[str, str] = {}
        self._sheet = ""

    def moments(self) -> Iterator[_Moment]:
        told = self._told
        for body in told.bodies:
            yield self._moment(body, self._noting(body))
        for one in told.inspections:
            yield self._moment(one, self._announcing(one))
            for step in one.then:
                yield self._days.instant(step.when), self._going_on(one, step)
        pad, sheet = told.pad, told.pen_sheet
        yield self._moment(pad, self._printing_pad(pad))
        yield self._moment(pad.spoiled, self._spoiling(pad.spoiled))
        yield self._moment(sheet, self._printing_sheet(sheet))
        yield self._moment(sheet.entered, self._entering(sheet))

    def _moment(self, told: _Told, act: Callable[[Desk], None]) -> _Moment:
        at = self._days.instant(told.when)
        return at, lambda: act(self._at(at, told.by))

    def _noting(self, body: BodyNoted) -> Callable[[Desk], None]:
        return lambda desk: _nothing(desk.bodies.record(body.told))

    def _announcing(self, one: InspectionNoted) -> Callable[[Desk], None]:
        def announce(desk: Desk) -> None:
            made = desk.inspections.register(self._dated(one.told))
            self._inspections[one.key] = made.id
            number = made.inspection.facts.number.replace("/", "-")
            for language in one.copies:
                data = desk.inspections.copy(made.id, language=language)
                t = Texts.of(language)
                name = t("entrepreneur's copy")
                self._write(f"{number} - {name} {language}.pdf", data)

        return announce

    def _going_on(self, one: InspectionNoted, step: Step) -> Callable[[], None]:
        def go_on() -> None:
            kept = self._at(self._days.instant(step.when), step.by).inspections
            inspection = self._inspections[one.key]
            match step.action:
                case "start":
                    kept.start(inspection, None, step.wish["started_at"])
                case "finish":
                    kept.finish(inspection, self._dated(step.wish))
                case _:
                    kept.object(inspection, step.wish["text"])

        return go_on

    def _printing_pad(self, pad: PadPrinted) -> Callable[[Desk], None]:
        def print_pad(desk: Desk) -> None:
            made = desk.pads.reserve(pad.count, language=pad.language)
            t = Texts.of(pad.language)
            first = made.pad.blanks[0].number.replace("/", "-")
            self._write(f"{first} - {t('blackout pad')} {pad.language}.pdf", made.data)

        return print_pad

    def _spoiling(self, told: Spoiled) -> Callable[[Desk], None]:
        def spoil(desk: Desk) -> None:
            desk.pads.spoil(blank_number(desk, told.place), told.reason)

        return spoil

    def _printing_sheet(self, sheet: PenPrinted) -> Callable[[Desk], None]:
        def print_sheet(desk: Desk) -> None:
            cases = [self._known[key].id for key in sheet.cases]
            made = desk.pen_sheets.print(cases, language=sheet.language)
            self._sheet = made.sheet
            t = Texts.of(sheet.language)
            name = t("resolution sheet")
            self._write(f"{name} № {parted(made.sheet)} {sheet.language}.pdf", made.paper)

        return print_sheet

    def _entering(self, sheet: PenPrinted) -> Callable[[Desk], None]:
        def enter(desk: Desk) -> None:
            lines = [
                msgspec.convert(self._dated(line) | {"case": self._known[line["case"]].id}, PenLine)
                for line in sheet.entered.lines
            ]
            scan = _scanned(desk, self._sheet, lines, sheet.language)
            desk.pen_sheets.enter(self._sheet, lines, (scan,))

        return enter

    def _dated(self, told: dict[str, Any]) -> dict[str, Any]:
        def word(name: str, of: str) -> str:
            day = self._days.day(int(of))
            return day.isoformat() if name == "day" else day.strftime("%d.%m.%Y")

        dated: dict[str, Any] = filled(told, word)
        return dated


def blank_number(desk: Desk, place: int) -> str:
    """The number of a blank of the pad that is open."""
    return desk.pads.all()[0].blanks[place - 1].number


def _scanned(desk: Desk, sheet: str, lines: list[PenLine], language: str) -> HeldFile:
    """The sheet as it comes back from the head: what the pen wrote beside each number."""
    # reportlab and its fonts take a while to load, and every command comes past here.
    from akimat_desk.cli.demo_scans import letter  # noqa: PLC0415

    board = desk.pen_sheets.board(sheet)
    numbers = {row.case: row.number for row in board.sheet.rows}
    named: Any = desk.office.now.dated("name", board.today)
    t = Texts.of(language)
    said = [f"{numbers[line.case]}: {line.resolution}" for line in lines]
    head = (named.name.ru if language == "ru" else named.name.ky, board.head)
    page = letter(head, t("resolution sheet"), said, desk.core.clock.now(), language)
    return desk.attachments.hold(page, f"{sheet}.pdf")


def _nothing(_: object) -> None:
    """What came of it is of no further use."""
