"""The report on receptions, among the others of the Reports screen."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from akimat_desk.domain.statistics import Span
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.choice import Choice

RECEPTIONS: Final = "reception_report"


def report_of_receptions() -> str:
    return tr("Report on receptions and the hotline")


def officials(desk: Desk) -> Sequence[Choice]:
    """Whose receptions can be meant: everybody, those who left too."""
    staff = desk.office.now.staff()
    return [Choice(one.login, one.short_name, one.login) for one in staff]


def paper(desk: Desk, span: Span, official: str, language: str) -> bytes:
    reports = desk.reception_reports
    return reports.paper(reports.over(span, official), language)


def write(desk: Desk, path: Path, span: Span, official: str, how: dict[str, str]) -> Path:
    """`how` is the reason, the file's ending and the language."""
    reports = desk.reception_reports
    return reports.write(path, reports.over(span, official), **how)
