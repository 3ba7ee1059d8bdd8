"""Reports: a journal or the statistical report is chosen, looked at, printed and saved."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from akimat_desk.domain.errors import DeskError
from akimat_desk.domain.statistics import Span
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.labels import soft, wrapped
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.place import MainAction, Place, Ways
from akimat_desk.ui.preview import Preview
from akimat_desk.ui.progress import Tally
from akimat_desk.ui.screens import reports_reception
from akimat_desk.ui.screens.export_reason import ReasonPanel
from akimat_desk.ui.screens.reports_form import ReportsForm
from akimat_desk.ui.screens.reports_reception import RECEPTIONS
from akimat_desk.ui.screens.reports_words import REPORT, format_words
from akimat_desk.ui.theme import look

_WIDE: Final = 420


class ReportsPlace(Place):
    """The paper stays in sight until another one is made."""

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        self.form: Final = ReportsForm(desk.journals.kinds(), desk.cases.today())
        self.preview: Final = Preview(background, desk.prints.sent)
        self._side = QStackedWidget()
        self._panel: ReasonPanel | None = None
        self._has_paper = False
        self._hint = wrapped(soft(tr("Choose a journal or the report, then press F9.")))
        self._build()

    def _build(self) -> None:
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._side.addWidget(self._hint)
        self._side.addWidget(self.preview)
        self.form.setFixedWidth(look().px(_WIDE))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(12))
        layout.addWidget(self.form)
        layout.addWidget(self._side, 1)
        self.form.kind_chosen.connect(self._ask_about)
        self.form.asked.connect(self.make)
        self.form.save_asked.connect(self._ask_why)
        self.preview.printed.connect(self._say_printed)
        self.begin_at(self.form.what.editor)

    def title(self) -> str:
        return tr("Journals and reports")

    def main_action(self) -> MainAction:
        # Translators: main button: make the journal or report and show it
        return MainAction(tr("Show"), "F9", self.make)

    # What is meant

    def _ask_about(self, kind: str) -> None:
        if kind == REPORT:
            self.form.offer_parts(kind, ())
            self.form.offer_columns(kind, ())
            return
        if kind == RECEPTIONS:
            self.form.offer_choices(reports_reception.officials(self.desk))
            self.form.offer_columns(kind, ())
            return
        journals = self.desk.journals
        self.background.run(
            lambda: (journals.parts(kind), journals.columns(kind)),
            lambda found: self._offer(kind, *found),
            failed=self.ways.refuse,
            owner=self,
            key="kind",
        )

    def _offer(self, kind: str, parts: tuple[str, ...], columns: tuple[str, ...]) -> None:
        if kind == self.form.kind:
            self.form.offer_parts(kind, parts)
            self.form.offer_columns(kind, columns)

    # On the screen

    def make(self) -> None:
        """The paper, beside the form; while one is being made nothing else begins."""
        span = None if self.form.progress.is_running else self.form.span()
        if span is None:
            return
        self.form.progress.run(
            self.background,
            tr("Making: {title}", title=self.form.title),
            self._paper(span),
            self._show,
            failed=self.ways.refuse,
        )

    def _paper(self, span: Span) -> Callable[[Tally], bytes]:
        desk, language = self.desk, self.form.language
        if self.form.kind == REPORT:
            return lambda _: desk.statistics.paper(desk.statistics.over(span), language)
        if self.form.kind == RECEPTIONS:
            official = self.form.part.value()
            return lambda _: reports_reception.paper(desk, span, official, language)
        wish = self.form.wish(span)
        return lambda tally: desk.journals.paper(
            wish, report=tally.report, cancelled=tally.is_cancelled
        )

    def _show(self, pdf: bytes) -> None:
        self._has_paper = True
        self._put_away()
        self._side.setCurrentWidget(self.preview)
        self.preview.show_paper(pdf, self.form.title)
        self.preview.setFocus()

    def _say_printed(self) -> None:
        self.ways.say(Weight.GOOD, tr("{paper} went to the printer.", paper=self.form.title))

    # Into a file

    def _ask_why(self) -> None:
        """A panel beside the form; what was chosen there before may have changed."""
        span = None if self.form.progress.is_running else self.form.span()
        if span is None:
            return
        self._put_away()
        kind = self.form.format
        title = tr("Save: {title}", title=self.form.title)
        panel = ReasonPanel(title, self.form.title, (kind, format_words(kind)), self.ways)
        panel.chosen.connect(lambda path, reason: self.save(path, span, reason))
        panel.put_away.connect(self._leave)
        self._panel = panel
        self._side.addWidget(panel)
        self._side.setCurrentWidget(panel)
        panel.order_tabs(())
        panel.start()

    def _leave(self) -> None:
        self._put_away()
        self.form.save.setFocus()

    def _put_away(self) -> None:
        """What was typed there goes with it."""
        if self._panel is not None:
            self._side.removeWidget(self._panel)
            self._panel.deleteLater()
            self._panel = None
            self._side.setCurrentWidget(self.preview if self._has_paper else self._hint)

    def save(self, path: Path, span: Span, reason: str) -> None:
        self.form.progress.run(
            self.background,
            tr("Writing {name}", name=path.name),
            self._writing(path, span, reason),
            self._saved,
            failed=self._not_saved,
        )

    def _saved(self, made: Path) -> None:
        self._leave()
        self.ways.say(Weight.GOOD, tr("Saved: {name}", name=made.name))

    def _not_saved(self, error: DeskError) -> None:
        """The reason stays where it can be said better."""
        if self._panel is None:
            self.ways.refuse(error)
        else:
            self._panel.refuse(error, {})

    def _writing(self, path: Path, span: Span, reason: str) -> Callable[[Tally], Path]:
        desk, ending, language = self.desk, self.form.format, self.form.language
        how = {"reason": reason, "ending": ending, "language": language}
        if self.form.kind == REPORT:
            return lambda _: desk.statistics.write(path, desk.statistics.over(span), **how)
        if self.form.kind == RECEPTIONS:
            official = self.form.part.value()
            return lambda _: reports_reception.write(desk, path, span, official, how)
        wish = msgspec.structs.replace(self.form.wish(span), reason=reason)
        return lambda tally: (
            desk.journals.write(path, wish, report=tally.report, cancelled=tally.is_cancelled).path
        )
