"""The report on receptions of a period, by official, place and form, on paper and as a table."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec

from akimat_desk.domain.access_notes import REPORT
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.offices import Office
from akimat_desk.domain.readings import Bilingual, Reading
from akimat_desk.domain.receptions import (
    FORMS,
    INSTRUCTION,
    Card,
    Counted,
    Figures,
    figures,
)
from akimat_desk.domain.rights import role_for
from akimat_desk.domain.statistics import Span, parse_period
from akimat_desk.paths import RESOURCES
from akimat_desk.services.core import Core
from akimat_desk.services.drawn import draws
from akimat_desk.services.exports import ToTake, taken_out
from akimat_desk.services.reception_readings import Cards, login_of, name_of
from akimat_desk.services.receptions import Receptions
from akimat_desk.storage.record_lines import Narrowed
from akimat_desk.text.catalogue import Texts
from akimat_desk.text.dates import short_date

if TYPE_CHECKING:
    from akimat_desk.documents.reception_report import ReceptionReportReading, ReportRow

FORMATS: Final = ("pdf", "xlsx")
_TOP: Final = 4


class ReportColumn(Reading, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A figure of domain.receptions.Figures and its head; no approved form was found.

    `is_below`: on paper it has no column, its total stands under the table.
    """

    id: str
    title: Bilingual
    status: str = "to_confirm"
    check: bool = False
    is_below: bool = False


class ReportForm(Reading, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The report as it is shipped."""

    id: str
    release: int
    title: Bilingual
    note: Bilingual
    columns: tuple[ReportColumn, ...]
    status: str = "to_confirm"


class ReportLine(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of one official (a login), place (its Kyrgyz name) or form (its id)."""

    key: str
    words: Bilingual
    figures: Figures


class ReceptionReport(msgspec.Struct, frozen=True, kw_only=True):
    """`persons` of the lines may add up to more than those of `total`: who was received by two
    officials is one person."""

    span: Span
    today: date
    total: Figures
    officials: tuple[ReportLine, ...]
    places: tuple[ReportLine, ...]
    forms: tuple[ReportLine, ...]


class ReceptionReports:
    """Counts anew from the cards each time."""

    def __init__(self, core: Core, receptions: Receptions) -> None:
        self._core, self._receptions = core, receptions

    def of(self, period: str, official: str = "") -> ReceptionReport:
        """2026-10, 2026-Q3, 2026, or two days with .. between; of all or of one official.

        Raises FieldWrong, StaffUnknown, NotAllowed.
        """
        return self.over(parse_period(period), official)

    def over(self, span: Span, official: str = "") -> ReceptionReport:
        role_for(self._core.actor, "journal")
        if span.from_on > span.until_on:
            raise FieldWrong("period", "out_of_range")
        today = self._receptions.today()
        with self._core.read() as (connection, lens):
            cards = Cards(self._core, connection, lens, today)
            stored = cards.stored(
                Narrowed(
                    from_on=span.from_on.isoformat(),
                    until_on=span.until_on.isoformat(),
                    held_by=_held_by(lens.office, official),
                )
            )
            found = [card for _, card in stored]
            ends = cards.ends(found)
            counted = [
                Counted(
                    card=card,
                    promises={
                        one.question: cards.promise(one, ends)
                        for one in card.questions
                        if one.outcome == INSTRUCTION
                    },
                )
                for card in found
            ]
            return ReceptionReport(
                span=span,
                today=today,
                total=figures(counted),
                officials=_by_official(lens.office, counted),
                places=_by_place(counted),
                forms=_by_form(counted),
            )

    def write(
        self,
        path: Path,
        found: ReceptionReport,
        *,
        reason: str,
        ending: str = "pdf",
        language: str = "ky",
    ) -> Path:
        """Raises FieldWrong (format, language: unknown; reason: empty), NotAllowed,
        OutputUnwritable."""
        role_for(self._core.actor, "journal")
        if ending not in FORMATS:
            raise FieldWrong("format", "unknown")
        what = ToTake(kind=REPORT, reason=reason, detail=f"reception-report {ending}")
        with taken_out(self._core, path, what) as going:
            if ending == "pdf":
                going.path.write_bytes(self.paper(found, language))
            else:
                _write_book(going.path, self.reading(found, language))
        return path

    @draws("reception-report", REPORT)
    def paper(self, found: ReceptionReport, language: str) -> bytes:
        """Raises FieldWrong."""
        # reportlab and its fonts take a while to load, so only who prints pays for it.
        from akimat_desk.documents.reception_report import reception_report  # noqa: PLC0415

        return reception_report(self.reading(found, language))

    def reading(self, found: ReceptionReport, language: str) -> "ReceptionReportReading":
        """The report in words. Raises FieldWrong."""
        if language not in ("ky", "ru"):
            raise FieldWrong("language", "unknown")
        from akimat_desk.documents.reception_report import (  # noqa: PLC0415
            ReceptionReportReading,
        )

        t, form = Texts.of(language), report_form()
        with self._core.read() as (_, lens):
            named: Any = lens.office.dated("name", found.today)
        span = found.span
        return ReceptionReportReading(
            title=form.title[language],
            office="" if named is None else named.name[language],
            about=t(
                "From {start} to {end}",
                start=short_date(span.from_on),
                end=short_date(span.until_on),
            ),
            note=form.note[language] + " " + t("As of {day}", day=short_date(found.today)),
            heads=tuple(column.title[language] for column in form.columns),
            below=tuple(n for n, column in enumerate(form.columns) if column.is_below),
            rows=tuple(_rows(found, t)),
            language="ru" if language == "ru" else "ky",
            training=self._core.identity.is_training,
        )


@cache
def report_form() -> ReportForm:
    told = (RESOURCES / "reports" / "reception.json").read_bytes()
    return msgspec.json.decode(told, type=ReportForm)


def _held_by(office: Office, official: str) -> str:
    if not official:
        return ""
    staff = office.find_login(official)
    if staff is None:
        raise FieldWrong("official", "unknown")
    return staff.id


def _rows(found: ReceptionReport, t: Texts) -> Iterable["ReportRow"]:
    from akimat_desk.documents.reception_report import ReportRow  # noqa: PLC0415

    for title, lines in (
        (t("By official"), found.officials),
        (t("By place"), found.places),
        (t("By form"), tuple(_named(line, t) for line in found.forms)),
    ):
        yield ReportRow(words=title)
        for line in lines:
            words = line.words[t.language] or t("not named")
            yield ReportRow(words=words, figures=_figures(line.figures))
    yield ReportRow(words=t("In all"), figures=_figures(found.total), is_total=True)


def _named(line: ReportLine, t: Texts) -> ReportLine:
    words = {
        "personal": t("personal reception"),
        "field": t("field reception"),
        "hotline": t("hotline"),
        "remote": t("remote reception"),
    }
    told = words.get(line.key, line.key)
    return msgspec.structs.replace(line, words=Bilingual(ky=told, ru=told))


def _figures(told: Figures) -> tuple[int, ...]:
    return tuple(getattr(told, column.id) for column in report_form().columns)


def _by_official(office: Office, counted: Sequence[Counted]) -> tuple[ReportLine, ...]:
    groups = _grouped(counted, lambda card: card.opened.official)
    lines = []
    for staff, some in groups.items():
        name = name_of(office, staff)
        lines.append(
            ReportLine(
                key=login_of(office, staff),
                words=Bilingual(ky=name, ru=name),
                figures=figures(some),
            )
        )
    return tuple(sorted(lines, key=lambda line: (line.words.ky, line.key)))


def _by_place(counted: Sequence[Counted]) -> tuple[ReportLine, ...]:
    groups = _grouped(counted, lambda card: card.place.ky)
    return tuple(
        ReportLine(key=place, words=some[0].card.place, figures=figures(some))
        for place, some in sorted(groups.items())
    )


def _by_form(counted: Sequence[Counted]) -> tuple[ReportLine, ...]:
    groups = _grouped(counted, lambda card: card.opened.form)
    return tuple(
        ReportLine(key=form, words=Bilingual(ky=form), figures=figures(groups[form]))
        for form in FORMS
        if form in groups
    )


def _grouped(counted: Sequence[Counted], key: Callable[[Card], str]) -> dict[str, list[Counted]]:
    groups: dict[str, list[Counted]] = {}
    for one in counted:
        groups.setdefault(key(one.card), []).append(one)
    return groups


def _write_book(path: Path, reading: "ReceptionReportReading") -> None:
    import xlsxwriter  # noqa: PLC0415

    plain = dict.fromkeys(("strings_to_numbers", "strings_to_formulas", "strings_to_urls"), False)
    book = xlsxwriter.Workbook(str(path), {"tmpdir": str(path.parent), **plain})
    try:
        book.set_properties({"title": reading.title, "author": reading.office})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        count = book.add_format({"num_format": "#,##0"})
        total = book.add_format({"num_format": "#,##0", "bold": True, "top": 1})
        page = book.add_worksheet(reading.title[:31])
        page.set_landscape()
        page.set_paper(9)  # A4
        page.fit_to_pages(1, 0)
        page.set_column(0, 0, 34)
        page.set_column(1, len(reading.heads), 13)
        page.freeze_panes(_TOP + 1, 1)
        page.write_string(0, 0, reading.title, bold)
        page.write_string(1, 0, f"{reading.office}. {reading.about}")
        page.write_string(2, 0, reading.note)
        page.write_row(_TOP, 1, reading.heads, bold)
        for place, row in enumerate(reading.rows, start=_TOP + 1):
            page.write_string(place, 0, row.words, None if row.figures else bold)
            for column, figure in enumerate(row.figures, start=1):
                page.write_number(place, column, figure, total if row.is_total else count)
    finally:
        book.close()
