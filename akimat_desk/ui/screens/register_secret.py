"""What the register form tells of a matter for official use only or a secret one: nothing of it.

What stood in the hidden fields stays there while the form is open, so that a choice made by
mistake loses nothing; it goes into no draft and into no registration.
"""

from typing import TYPE_CHECKING, Any, Final

from akimat_desk.services.secrecy import marks
from akimat_desk.text.catalogue import spoken, tr
from akimat_desk.ui.choice import Choice
from akimat_desk.ui.fields import NumberField
from akimat_desk.ui.forms import Entry
from akimat_desk.ui.screens.pad_fields import KEYS as BLANK
from akimat_desk.ui.screens.pad_fields import written
from akimat_desk.ui.screens.register_fields import FoldingForm, SegmentField

if TYPE_CHECKING:
    from akimat_desk.ui.screens.register_folds import Folds
    from akimat_desk.ui.screens.register_form import RegisterForm

RESTRICTED: Final = "restricted"
ROWS: Final = ("mark", "sheets")
_TOLD: Final = ("kind", "channel", "language", "sheets", "responsible", "ordered_by")


def ask_secret(form: FoldingForm) -> None:
    """Only in sight when the matter is one of these."""
    language = spoken().language
    segments = SegmentField([Choice(row.id, row.name[language]) for row in marks()])
    hint = tr("Nothing of the content is typed or scanned: it stays on paper with its holder.")
    # Translators: label before: for official use / secret
    form.row(Entry("mark", tr("Mark on the paper"), segments, hint=hint))
    form.row(Entry("sheets", tr("Sheets in all"), NumberField(1, 100_000), is_required=True))


def is_secret(form: "RegisterForm") -> bool:
    return bool(form.field("who").raw() == RESTRICTED)


def fold(form: "RegisterForm", folds: "Folds", key: str) -> None:
    """The field with this key was changed. Without the papers that are taken there is one section
    less to count."""
    if key == "who" and is_secret(form):
        # From a field that is hidden Qt would go on to a later one and scroll to it.
        if form.talk.focusWidget() is not None:
            form.field("who").setFocus()
        form.area.ensureVisible(0, 0)
    folds.follow(key)
    form.papers.setHidden(is_secret(form))
    form.answers_title.setText(who_answers_words(with_papers=not is_secret(form)))


def who_answers_words(*, with_papers: bool) -> str:
    return tr("4  Who answers") if with_papers else tr("3  Who answers")


def secret_told(form: "RegisterForm") -> dict[str, Any]:
    """What registration takes of it."""
    told = {key: form.field(key).value() for key in _TOLD}
    blank = written({key: form.field(key).value() for key in BLANK})
    mark = {"secrecy": form.field("mark").raw()}
    return mark | {key: it for key, it in told.items() if it} | blank


def secret_raw(form: "RegisterForm") -> dict[str, Any] | None:
    """For a draft; None where nothing is worth keeping."""
    raw = {key: form.field(key).raw() for key in ("who", "mark", *_TOLD, *BLANK)}
    is_blank = not (raw["sheets"].strip() or raw["responsible"].strip())
    return None if is_blank else raw | {"secrecy": raw["mark"]}
