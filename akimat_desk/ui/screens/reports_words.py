"""Words and days of the Reports screen: what can be asked for, and the usual periods."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from akimat_desk.domain.statistics import parse_period
from akimat_desk.services.journals import part_name
from akimat_desk.text.catalogue import spoken, tr

REPORT: Final = "report"
FORMATS: Final = ("pdf", "xlsx")
PERIODS: Final = ("month", "last_month", "quarter", "year")


def report_name() -> str:
    return tr("Statistical report on cases")


def period_words(period: str) -> str:
    return {
        "month": tr("This month"),
        "last_month": tr("Last month"),
        "quarter": tr("This quarter"),
        "year": tr("This year"),
    }[period]


def days_of(period: str, today: date) -> tuple[date, date]:
    """The first and the last day; days to come are among them."""
    if period == "last_month":
        today = today.replace(day=1) - timedelta(days=1)
    told = {
        "quarter": f"{today.year:04}-Q{(today.month + 2) // 3}",
        "year": f"{today.year:04}",
    }.get(period, f"{today.year:04}-{today.month:02}")
    span = parse_period(told)
    return span.from_on, span.until_on


def format_words(kind: str) -> str:
    return {"pdf": tr("To print (PDF)"), "xlsx": tr("Table (XLSX)")}[kind]


def language_words(language: str) -> str:
    # Translators: chips: in which language the paper is; each in its own language
    return {"ky": tr("in Kyrgyz"), "ru": tr("in Russian")}[language]


def part_words(kind: str, parts: Sequence[str]) -> list[tuple[str, str]]:
    """Each single journal with its name; a letter is its own."""
    return [(part, part_name(kind, part, spoken())) for part in parts]
