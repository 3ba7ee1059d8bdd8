"""The guard of a request: what is said to each paper, and the two ways not to ask for it."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from akimat_desk.domain.requests import Judged
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.labels import plain, secondary, soft, wrapped
from akimat_desk.ui.screens.card_words import joined, named
from akimat_desk.ui.theme import Tone, look

INSTEAD_KEY: Final = "F7"


class RequestGuard(QFrame):
    """`instead` and `withdrawn` carry the papers that the applicant is not asked for."""

    instead = Signal(tuple)
    withdrawn = Signal(tuple)

    def __init__(self) -> None:
        super().__init__()
        self._blocked: tuple[Judged, ...] = ()
        self._lines = QVBoxLayout()
        words = tr("Ask the register instead")
        self._instead = secondary(
            tr("{verb}  {keys}", verb=words, keys=INSTEAD_KEY), "database-search-outline"
        )
        self._instead.setAccessibleName(words)
        self._withdraw = secondary(tr("Do not ask for it"), "close")
        self._why = wrapped(soft())
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, look().px(4))
        column.setSpacing(look().px(4))
        self._lines.setSpacing(look().px(3))
        column.addLayout(self._lines)
        column.addWidget(self._why)
        self._instead.clicked.connect(lambda *_: self.ask_registers())
        self._withdraw.clicked.connect(lambda *_: self.withdrawn.emit(self._blocked))
        self.show_judged((), is_applicant=True)

    @property
    def is_blocking(self) -> bool:
        return bool(self._blocked)

    def show_judged(self, judged: Sequence[Judged], *, is_applicant: bool) -> None:
        """A body may be asked for anything, so of one nothing is blocked."""
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._blocked = tuple(one for one in judged if one.is_blocked and is_applicant)
        if is_applicant:
            for one in judged:
                self._lines.addWidget(_line(one))
        self._why.setText(_why(self._blocked))
        self._why.setVisible(bool(self._blocked))
        self._instead.setVisible(bool(self._held()))
        self._withdraw.setVisible(bool(self._blocked))
        self.setVisible(is_applicant and bool(judged))

    def ask_registers(self) -> None:
        """Those that no register holds stay where they are."""
        held = self._held()
        if held:
            self.instead.emit(held)

    @property
    def buttons(self) -> tuple[QPushButton, QPushButton]:
        """They stand where they are seen however low the window is."""
        return self._instead, self._withdraw

    def hold(self, *, is_busy: bool) -> None:
        for button in (self._instead, self._withdraw):
            button.setEnabled(not is_busy)

    def _held(self) -> tuple[Judged, ...]:
        return tuple(one for one in self._blocked if one.held_in is not None)


def _line(one: Judged) -> QWidget:
    """The paper, what is said to it in words and in a colour, and the article."""
    tone = {"allowed": Tone.GOOD, "needs_ground": Tone.SOFT}.get(one.verdict, Tone.WARN)
    ground = "" if one.ground is None else named(one.ground)
    said = joined(tr("{paper}: {verdict}", paper=named(one.name), verdict=_verdict(one)), ground)
    return wrapped(plain(said, tone))


def _verdict(one: Judged) -> str:
    match one.verdict:
        case "allowed":
            return tr("listed for this service")
        case "needs_ground":
            return tr("what may be asked is not established, write the ground")
        case "not_listed":
            return tr("not listed for this service")
        case _:
            held = "" if one.held_in is None else named(one.held_in)
            return tr("the state holds it itself ({register})", register=held)


def _why(blocked: Sequence[Judged]) -> str:
    if not blocked:
        return ""
    return tr(
        "The applicant need not bring this. Only the head may order it, with an article and a"
        " reason; the term then does not pause."
    )
