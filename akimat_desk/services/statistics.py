"""The statistical report of the office over a period, against the same days last year."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import msgspec

from akimat_desk.domain.access_notes import REPORT
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.domain.report_readings import ExecutorFigure, Figure, ReportReading, Section
from akimat_desk.domain.rights import role_for
from akimat_desk.domain.statistics import Line, Span, Statistics, parse_period, report_of
from akimat_desk.services.cases import Cases
from akimat_desk.services.control_rows import figures
from akimat_desk.services.core import Core
from akimat_desk.services.drawn import draws
from akimat_desk.services.exports import ToTake, taken_out
from akimat_desk.services.report_book import write_book
from akimat_desk.storage import statistics
from akimat_desk.storage.projections import Lens
from akimat_desk.text.catalogue import Texts
from akimat_desk.text.dates import short_date

FORMATS: Final = ("pdf", "xlsx")


class StatisticsDesk:
    """Counts in one walk over the list of cases: asked for off the window's thread."""

    def __init__(self, core: Core, cases: Cases) -> None:
        self._core, self._cases = core, cases

    def of(self, period: str) -> Statistics:
        """2026-10, 2026-Q3, 2026, or two days with .. between. Raises FieldWrong, NotAllowed."""
        return self.over(parse_period(period))

    def over(self, span: Span) -> Statistics:
        """Of a period that is not over only the days up to today, last year too.

        Raises FieldWrong for one longer than a year, NotAllowed.
        """
        role_for(self._core.actor, "journal")
        if span.from_on > span.until_on or not span.is_comparable:
            raise FieldWrong("period", "out_of_range")
        today = self._cases.today()
        past = span.up_to(today)
        with self._core.read() as (connection, _):
            begins_on = statistics.first_registration(connection)
            found = statistics.tallies(connection, past, past.a_year_before(), today)
            made = report_of(found, past, today, begins_on)
            has_before = made.total.before is not None
            controls = figures(connection, past, made.before, today, has_before=has_before)
        return msgspec.structs.replace(made, controls=controls.course, lifted_by=controls.lifted_by)

    def reading(self, found: Statistics, language: str) -> ReportReading:
        """The report in words."""
        with self._core.read() as (_, lens):
            return _Reader(self._core, lens, Texts.of(language)).of(found)

    def write(
        self,
        path: Path,
        found: Statistics,
        *,
        reason: str,
        ending: str = "pdf",
        language: str = "ky",
    ) -> Path:
        """A report that was made, to print or as a spreadsheet with charts.

        Raises FieldWrong (format, language: unknown; reason: empty), NotAllowed,
        OutputUnwritable.
        """
        role_for(self._core.actor, "journal")
        if ending not in FORMATS:
            raise FieldWrong("format", "unknown")
        if language not in ("ky", "ru"):
            raise FieldWrong("language", "unknown")
        what = ToTake(kind=REPORT, reason=reason, detail=f"report {ending}")
        with taken_out(self._core, path, what) as going:
            if ending == "pdf":
                going.path.write_bytes(self.paper(found, language))
            else:
                write_book(going.path, self.reading(found, language))
        return path

    @draws("report", REPORT)
    def paper(self, found: Statistics, language: str) -> bytes:
        """A report that was made, as it is printed."""
        # reportlab and its fonts take a while to load, so only who prints pays for it.
        from akimat_desk.documents.report import report  # noqa: PLC0415

        return report(self.reading(found, language))


class _Reader:
    """Puts keys into words."""

    def __init__(self, core: Core, lens: Lens, t: Texts) -> None:
        catalogues = core.shelf.catalogues(lens.office)
        self._lens, self._t = lens, t
        self._names: dict[str, Mapping[str, str]] = {
            name: {row.id: row.name[t.language] for row in catalogue.rows}
            for name, catalogue in (
                ("channel", catalogues.channels),
                ("kind", catalogues.kinds),
                ("topic", catalogues.topics),
                ("outcome", catalogues.outcomes),
            )
        }
        self._names["executor"] = {one.id: one.short_name for one in lens.office.staff()}
        self._names["timeliness"] = _timeliness(t)
        self._names["control"] = _controlled(t)
        self._unnamed = {
            "through": t("directly"),
            "topic": t("no topic"),
            "outcome": t("not decided yet"),
            "executor": t("no executor named"),
        }

    def of(self, found: Statistics) -> ReportReading:
        t = self._t
        named: Any = self._lens.office.dated("name", found.today)
        plain = {"now": _span(found.span), "before": _span(found.before)}
        return ReportReading(
            title=t("Statistical report on cases"),
            office="" if named is None else named.name[t.language],
            about=t(
                "From {start} to {end}",
                start=short_date(found.span.from_on),
                end=short_date(found.span.until_on),
            ),
            notes=tuple(self._notes(found)),
            foot=t("As of {day}", day=short_date(found.today)),
            language=t.language,
            now_words=plain["now"],
            before_words=plain["before"],
            missing=t("no data"),
            heads=(
                "",
                t("This period"),
                t("Last year"),
                t("Difference"),
                t("In per cent"),
            ),
            sections=(self._totals(found), *self._breakdowns(found), *self._controls(found)),
            executor_title=t("By executor"),
            executor_heads=self._executor_heads(),
            executors=tuple(
                ExecutorFigure(words=self._words("executor", one.key), line=one)
                for one in found.executors
            ),
            empty=t("No cases in this period."),
        )

    def _notes(self, found: Statistics) -> list[str]:
        t = self._t
        notes = [
            t("By day of registration; annulled registrations are told apart."),
            t("Ended otherwise: forwarded, withdrawn, or without a term by law."),
        ]
        if found.total.before is None:
            notes.append(t("There is no data of the same period last year."))
        elif found.begins_on is not None:
            day = short_date(found.begins_on)
            notes.append(t("Data of last year begins on {day} and is not whole.", day=day))
        return notes

    def _totals(self, found: Statistics) -> Section:
        t = self._t
        rows = (
            (t("Cases registered"), found.total),
            (t("of them repeated"), found.repeated),
            (t("of them collective"), found.collective),
            (t("Annulled registrations"), found.annulled),
        )
        return Section(
            key="all",
            title=t("In all"),
            rows=tuple(Figure(words=words, line=line) for words, line in rows),
            has_bars=False,
        )

    def _breakdowns(self, found: Statistics) -> list[Section]:
        t = self._t
        titles = {
            "timeliness": t("On time and late"),
            "channel": t("How they came"),
            "through": t("Through which body"),
            "kind": t("By kind"),
            "topic": t("By topic"),
            "outcome": t("By result"),
        }
        return [
            Section(key=name, title=title, rows=self._figures(name, found.breakdowns[name]))
            for name, title in titles.items()
        ]

    def _controls(self, found: Statistics) -> list[Section]:
        """Nothing where no body controlled anything in either period."""
        if not any(line.count or line.before for line in found.controls):
            return []
        t = self._t
        lifted = Section(
            key="lifted_by",
            title=t("By whom taken off control"),
            rows=self._figures("lifted_by", found.lifted_by),
        )
        course = Section(
            key="control",
            title=t("On control of other bodies"),
            rows=self._figures("control", found.controls),
            has_bars=False,
        )
        return [course, lifted] if found.lifted_by else [course]

    def _figures(self, name: str, lines: tuple[Line, ...]) -> tuple[Figure, ...]:
        return tuple(Figure(words=self._words(name, line.key), line=line) for line in lines)

    def _words(self, name: str, key: str) -> str:
        if not key:
            return self._unnamed.get(name, "\N{EM DASH}")
        return self._names.get(name, {}).get(key, key)

    def _executor_heads(self) -> tuple[str, ...]:
        t, words = self._t, _timeliness(self._t)
        return (t("Executor"), t("In all"), t("Last year"), *words.values())


def _timeliness(t: Texts) -> dict[str, str]:
    """In the order of TIMELINESS."""
    return {
        "in_time": t("answered on time"),
        "late": t("answered after the term"),
        # Translators: of cases: forwarded, withdrawn, or without a term by law; check
        "ended_otherwise": t("ended otherwise"),
        "open_in_term": t("open, within the term"),
        "open_overdue": t("open, overdue"),
    }


def _controlled(t: Texts) -> dict[str, str]:
    return {
        "set": t("put on control"),
        "prolonged": t("of them prolonged"),
        "reported_in_time": t("reported in time"),
        "reported_late": t("reported late"),
        "lifted": t("taken off control"),
        "awaited": t("awaited, within the term"),
        "overdue": t("awaited, overdue"),
    }


def _span(span: Span) -> str:
    return f"{short_date(span.from_on)}\N{EN DASH}{short_date(span.until_on)}"
