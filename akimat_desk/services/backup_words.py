"""What putting back and saving tell the administrator: what is there, lost, and to be done."""

from akimat_desk.domain.moments import local_time
from akimat_desk.services.restoring import Restored
from akimat_desk.services.salvaging import Salvaged
from akimat_desk.text.catalogue import tr, tr_many

_SHOWN = 20


def restored_lines(done: Restored) -> list[str]:
    made = local_time(done.made_at).strftime("%d.%m.%Y %H:%M")
    known = ", ".join(f"{name}: {last}" for name, last in sorted(done.last.items())) or "-"
    lines = [
        tr("The workspace of {office} is back as it was on {at}.", office=done.office, at=made),
        tr(
            "Numbers go on at once under the mark {mark}; the series {before} is closed: {known}.",
            mark=done.mark,
            before=done.mark_before,
            known=known,
        ),
        tr("What was registered after that is entered again from its receipt."),
        tr("Other people's passwords have to be set again by the administrator."),
    ]
    if done.server:
        lines.append(tr("Enrol this workstation once more at {server}.", server=done.server))
    if done.pens:
        lines.append(
            tr(
                "Name the keeper of these journals again, with the last number given: {journals}.",
                journals=", ".join(done.pens),
            )
        )
    if done.files_lacking:
        lines.append(
            tr_many(
                "{count} file is not beside the copy; it is fetched from the server when opened.",
                "{count} files are not beside the copy; they are fetched from the server when"
                " opened.",
                done.files_lacking,
            )
        )
    return lines


def salvaged_lines(done: Salvaged) -> list[str]:
    lines = [
        tr_many(
            "Saved: {count} entry of the journal, {cases} cases, in {folder}.",
            "Saved: {count} entries of the journal, {cases} cases, in {folder}.",
            done.entries,
            cases=done.cases,
            folder=done.folder,
        ),
        tr(
            "Damaged: {damaged} of {pages} pages of the file. The damaged file was not changed.",
            damaged=done.damaged_pages,
            pages=done.pages,
        ),
        tr(
            "Numbers go on under the mark {mark}; the series {before} is closed.",
            mark=done.mark,
            before=done.mark_before,
        ),
    ]
    lines += _losses(done)
    if done.server:
        lines.append(tr("Enrol this workstation once more at {server}.", server=done.server))
    return lines


def _losses(done: Salvaged) -> list[str]:
    if not (done.lost or done.numbers_lost or done.files_lacking):
        return [tr("Nothing is lost.")]
    lines = []
    if done.lost:
        lines.append(tr_many("Lost: {count} entry.", "Lost: {count} entries.", done.lost))
    if done.numbers_lost:
        names = ", ".join(one.number for one in done.numbers_lost[:_SHOWN])
        lines.append(
            tr_many(
                "Enter this case again from its receipt: {numbers}.",
                "Enter these {count} cases again from their receipts: {numbers}.",
                len(done.numbers_lost),
                numbers=names if len(done.numbers_lost) <= _SHOWN else f"{names}…",
            )
        )
    if done.files_lacking:
        lines.append(
            tr_many(
                "{count} file could not be read.",
                "{count} files could not be read.",
                done.files_lacking,
            )
        )
    return lines
