"""Lines of the access log as people read them, in the language of the reader."""

from datetime import date

from akimat_desk.domain.access_notes import JOURNAL, LIST, PAPER, REPORT
from akimat_desk.services.access_log import AccessRow
from akimat_desk.services.exports import reason_words
from akimat_desk.services.journals import shipped_kinds
from akimat_desk.services.list_cells import COLUMNS, heads
from akimat_desk.text.access_words import kind_words, paper_words
from akimat_desk.text.catalogue import Texts, spoken
from akimat_desk.text.dates import short_date

_JOURNAL_PARTS = 4


def about_words(row: AccessRow) -> str:
    """The number of a case or the name of an applicant; else what it was."""
    if row.name:
        return row.name
    if row.kind == PAPER and row.detail:
        return paper_words(row.detail)
    return kind_words(row.kind)


def detail_words(row: AccessRow) -> str:
    """What stands under it: which paper of the case, which columns of the list."""
    if row.name:
        return paper_words(row.detail) if row.detail else kind_words(row.kind)
    ways = {LIST: _columns, JOURNAL: _journal, REPORT: _report, PAPER: _nothing}
    return ways.get(row.kind, paper_words)(row.detail)


def reason_told(row: AccessRow) -> str:
    return reason_words(row.reason, spoken().language)


def _nothing(_detail: str) -> str:
    """The paper itself stands above."""
    return ""


def _columns(detail: str) -> str:
    """The format of a list and the heads of its columns."""
    form, *columns = detail.split() or ("",)
    known = tuple(one for one in columns if one in COLUMNS)
    return f"{form.upper()}: {', '.join(heads(known, Texts.of(spoken().language)))}"


def _journal(detail: str) -> str:
    """Which one, of which days; what this program cannot read stays as it is."""
    parts = detail.split()
    titles = {one.id: one.title[spoken().language] for one in shipped_kinds()}
    if len(parts) != _JOURNAL_PARTS or parts[0] not in titles:
        return detail
    try:
        first, last = (short_date(date.fromisoformat(one)) for one in parts[1:3])
    except ValueError:
        return detail
    return f"{titles[parts[0]]}, {first}\N{EN DASH}{last}, {parts[3].upper()}"


def _report(detail: str) -> str:
    form, _, ending = detail.partition(" ")
    return ", ".join(filter(None, (paper_words(form), ending.upper())))
