"""The statistical report as it reads in one language: words and figures, ready for any page."""

from akimat_desk.domain.readings import Reading
from akimat_desk.domain.statistics import ExecutorLine, Line


class Figure(Reading, frozen=True, kw_only=True):
    """A line of the report in words."""

    words: str
    line: Line


class Section(Reading, frozen=True, kw_only=True):
    """One breakdown. Without bars it stands as bare figures."""

    key: str
    title: str
    rows: tuple[Figure, ...]
    has_bars: bool = True


class ExecutorFigure(Reading, frozen=True, kw_only=True):
    words: str
    line: ExecutorLine


class ReportReading(Reading, frozen=True, kw_only=True):
    """`heads` stand over the figures of a section, `executor_heads` over those of persons;
    `missing` is what stands where there is nothing to compare, `notes` say what the figures do
    not hold."""

    title: str
    office: str
    about: str
    notes: tuple[str, ...]
    foot: str
    language: str
    now_words: str
    before_words: str
    missing: str
    heads: tuple[str, ...]
    sections: tuple[Section, ...]
    executor_title: str
    executor_heads: tuple[str, ...]
    executors: tuple[ExecutorFigure, ...]
    empty: str
