"""What the card offers about filing an ended case: into which file, and the label for it."""

from collections.abc import Sequence
from typing import Any, Final

from akimat_desk.domain.archive_events import FileListed
from akimat_desk.domain.volumes import file_index
from akimat_desk.services.card_readings import CardReading
from akimat_desk.services.cases import OpenCase
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.choice import Choice, ChoiceField
from akimat_desk.ui.fields import NumberField
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.place import Place
from akimat_desk.ui.screens.actions import Action, Seat, Wish
from akimat_desk.ui.screens.actions_letters import MOST_SHEETS
from akimat_desk.ui.screens.actions_terms import as_entered
from akimat_desk.ui.screens.actions_visits import open_form_of
from akimat_desk.ui.screens.files_field import FileIndexField

LABEL: Final = "label"
WHERE: Final = "where-filed"
LABEL_KEY: Final = "F9"
FILED_CODES: Final = {"file_unknown": "file_index"}


def with_key(action: Action, offered: Sequence[str]) -> Action:
    """The receipt leaves its key to the label once a case lies in a file."""
    is_lost = action.keys == LABEL_KEY and action.name != LABEL and LABEL in offered
    return action._replace(keys="") if is_lost else action


def lead_away(place: Place, card: CardReading, name: str) -> None:
    """What the card opens elsewhere: the volume of the case, or the form of a paper."""
    if name == WHERE:
        place.ways.open_filed(card.id)
    else:
        open_form_of(place, card, name)


def filing_actions() -> tuple[Action, ...]:
    return (
        Action(
            LABEL,
            lambda: tr("Print the label for the file"),
            "label-outline",
            LABEL_KEY,
            verb=lambda: tr("Print"),
            advice=_label_advice,
            fill=_fill_label,
            wish=as_entered,
            work=_print_label,
            after=_show_label,
            said=_label_made,
        ),
        Action(
            "file",
            lambda: tr("Put into a file"),
            "archive-outline",
            verb=lambda: tr("Put into the file"),
            fill=_fill_filing,
            wish=_filing_wish,
            said=_filed_words,
            codes=FILED_CODES,
        ),
        Action(WHERE, lambda: tr("Where it lies"), "bookshelf"),
    )


def fill_file_row(form: Form, seat: Seat) -> None:
    """The files of the year are read in the background; what was typed meanwhile stays."""
    field = FileIndexField()
    form.row(Entry("file_index", tr("&Filed under"), field))
    form.row(Entry("sheets", tr("&Sheets"), NumberField(0, MOST_SHEETS)))
    form.restore({"sheets": sheets_words(seat.card)})
    desk, card = seat.desk, seat.card
    known = "" if card.end is None else card.end.file_index

    def offer(found: tuple[Sequence[FileListed], str]) -> None:
        rows, obvious = found
        field.learn(rows, known or obvious)

    seat.background.run(
        lambda: offered_files(desk, card.id), offer, owner=form, key="files offered"
    )


def offered_files(desk: Desk, case_id: str) -> tuple[Sequence[FileListed], str]:
    """The year's files, and the index of the only one for the topic, or else for the kind."""
    rows = desk.files_archive.nomenclature.offered(case_id)
    case = desk.cases.open(case_id).case
    of_topic = [row.index for row in rows if case.field("topic") in row.topics]
    of_kind = [row.index for row in rows if case.registered.kind in row.kinds]
    fitting = of_topic or of_kind
    return rows, fitting[0] if len(fitting) == 1 else ""


def sheets_words(card: CardReading) -> str:
    """What was counted at the ending, or what came in: the answer's sheets are added by hand."""
    ended: Any = None if card.end is None else card.end.event
    count = getattr(ended, "sheets", 0) or card.header.sheets
    count = count or sum(one.paper.sheets for one in card.papers)
    return str(count) if count else ""


def _fill_filing(form: Form, seat: Seat) -> None:
    fill_file_row(form, seat)


def _filing_wish(form: Form, _: Seat) -> Wish:
    entered = form.entered()
    return {"file_index": entered["file_index"], "sheets": entered["sheets"] or 0}


def _filed_words(seat: Seat, _: Any) -> str:
    words = tr("Case {number} lies in its file.", number=seat.card.header.number)
    return f"{words} {label_hint()}"


def closed_words(words: str, found: OpenCase) -> str:
    """Where the closing named a file, its label is the next thing."""
    index = file_index(found.case, found.lens.office_id)
    return f"{words} {label_hint()}" if index else words


def label_hint() -> str:
    return tr("{keys} prints the label for the file.", keys=LABEL_KEY)


def _label_advice(seat: Seat) -> str:
    index = "" if seat.card.end is None else seat.card.end.file_index
    return tr("To file No. {index}.", index=index)


def _fill_label(form: Form, seat: Seat) -> None:
    languages = [Choice("ky", tr("Kyrgyz")), Choice("ru", tr("Russian"))]
    chosen = 1 if seat.card.header.language == "ru" else 0
    form.row(Entry("language", tr("&Language"), ChoiceField(languages), is_required=True))
    form.restore({"language": languages[chosen].words})


def _print_label(desk: Desk, case_id: str, _name: str, wish: Wish) -> object:
    return desk.files_archive.papers.label(case_id, wish["language"])


def _show_label(seat: Seat, label: Any) -> None:
    name = tr("Label {number}", number=seat.card.header.number)
    seat.ways.show_paper(label, name, print_now=True)


def _label_made(seat: Seat, _: Any) -> str:
    return tr("The label of case {number} is made.", number=seat.card.header.number)
