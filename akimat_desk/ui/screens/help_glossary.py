"""The glossary inside the help: the office's words in Kyrgyz, Russian and English."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from akimat_desk.domain.collation import folded
from akimat_desk.text import glossary
from akimat_desk.text.catalogue import tr
from akimat_desk.text.glossary import Term
from akimat_desk.ui.background import Background
from akimat_desk.ui.labels import caption, wrapped
from akimat_desk.ui.paged_table import Column
from akimat_desk.ui.screens.settings_list import ShortList
from akimat_desk.ui.theme import look


class GlossaryPage(QWidget):
    """Narrowed by the words of the search; a word fits in any of the three languages."""

    def __init__(self, background: Background) -> None:
        super().__init__()
        self._list: ShortList[Term] = ShortList(
            _columns(), background, (), tr("Words in three languages")
        )
        self._list.view.say_when_empty(
            tr("No such word."), tr("Try fewer letters, or one word only.")
        )
        note = tr("Words marked with ? still wait for a native reader.")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(8))
        layout.addWidget(self._list, 1)
        layout.addWidget(wrapped(caption(note)))
        self.setFocusProxy(self._list)

    def has(self, wanted: Sequence[str]) -> bool:
        return any(_fits(term, wanted) for term in glossary.terms())

    def narrow(self, wanted: Sequence[str]) -> None:
        self._list.ask(lambda: [term for term in glossary.terms() if _fits(term, wanted)])


def _fits(term: Term, wanted: Sequence[str]) -> bool:
    words = folded(f"{term.en} {term.ky} {term.ru}")
    return all(one in words for one in wanted)


def _columns() -> tuple[Column[Term], ...]:
    return (
        Column(title=lambda: tr("Kyrgyz"), text=_kyrgyz, is_strong=True),
        Column(title=lambda: tr("Russian"), text=lambda term: term.ru),
        Column(title=lambda: tr("English"), text=lambda term: term.en),
    )


def _kyrgyz(term: Term) -> str:
    return f"{term.ky} ?" if term.is_doubtful else term.ky
