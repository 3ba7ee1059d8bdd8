"""What a term bar says in words: for tooltips, for screen readers and beside the drawing."""

from collections.abc import Iterator
from datetime import date

from akimat_desk.domain.term_bars import HeldBy, StopKind, TermBar, TermCell, TermStop
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui.term_bar import runs


def day_words(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def holder_words(cell: TermCell) -> str:
    if cell.name and cell.holder in (HeldBy.PERSON, HeldBy.BODY):
        return cell.name
    words = {
        HeldBy.PERSON: tr("executor"),
        HeldBy.APPLICANT: tr("applicant"),
        HeldBy.BODY: tr("another body"),
        HeldBy.NOBODY: tr("nobody"),
        HeldBy.REGISTRY: tr("registration"),
        HeldBy.DAY_OFF: tr("day off"),
    }
    return words[cell.holder]


def cell_words(cell: TermCell) -> str:
    """One day, as the tooltip says it."""
    day, holder = day_words(cell.day), holder_words(cell)
    if cell.holder is HeldBy.DAY_OFF:
        return tr("{day}: day off", day=day)
    if cell.is_paused:
        return tr("{day}: {holder}, the term is paused", day=day, holder=holder)
    if cell.ordinal is None:
        return tr("{day}: {holder}", day=day, holder=holder)
    if cell.is_extension:
        return tr(
            "{day}, working day {n}, extended: {holder}", day=day, n=cell.ordinal, holder=holder
        )
    return tr("{day}, working day {n}: {holder}", day=day, n=cell.ordinal, holder=holder)


def stop_words(stop: TermStop) -> str:
    day = day_words(stop.day)
    match stop.kind:
        case StopKind.STATUTORY:
            return tr("due {day}", day=day)
        case StopKind.CONTROL:
            return tr("control {day}", day=day)
        case StopKind.INTERNAL:
            return tr("internal date {day}", day=day)


def spoken(bar: TermBar) -> str:
    """The whole drawing, a sentence a line: who held the case for how long, and by when."""
    return "\n".join([*_held(bar), *(stop_words(stop) for stop in bar.stops)])


def _held(bar: TermBar) -> Iterator[str]:
    for run in runs(bar):
        first, last = day_words(run[0].day), day_words(run[-1].day)
        holder = holder_words(run[0])
        if run[0].is_paused:
            yield tr_many(
                "{holder}: {count} day ({first} - {last}), the term is paused",
                "{holder}: {count} days ({first} - {last}), the term is paused",
                len(run),
                holder=holder,
                first=first,
                last=last,
            )
        else:
            yield tr_many(
                "{holder}: {count} working day ({first} - {last})",
                "{holder}: {count} working days ({first} - {last})",
                len(run),
                holder=holder,
                first=first,
                last=last,
            )
