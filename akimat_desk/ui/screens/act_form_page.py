"""One paper being made: its fields, what it still lacks, and its very pages beside them."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from akimat_desk.domain.act_readings import ActReading
from akimat_desk.domain.act_wishes import ActTold
from akimat_desk.domain.catalogues import Row
from akimat_desk.domain.errors import DeskError
from akimat_desk.domain.templates import Template
from akimat_desk.services.act_desk import Prepared
from akimat_desk.services.card_readings import CardReading
from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.labels import head, scrolled, secondary, soft, wrapped
from akimat_desk.ui.messages import sentence
from akimat_desk.ui.preview import Preview
from akimat_desk.ui.screens.act_form_bent import Bases, BentForms
from akimat_desk.ui.screens.act_form_fields import TOLD, TOLD_RU, ActForm
from akimat_desk.ui.screens.act_form_missing import RequiredParts, lacking
from akimat_desk.ui.screens.card_words import joined, named
from akimat_desk.ui.theme import look

PREVIEW_PAUSE_MS: Final = 400
NARROW_UNDER: Final = 860


class Making(NamedTuple):
    """What paper is made: by which form, for which case, instead of which act."""

    template: Template
    bodies: Sequence[Row]
    today: date
    card: CardReading | None = None
    replaces: str = ""
    replaced: str = ""

    @property
    def case_id(self) -> str:
        return "" if self.card is None or self.template.case == "none" else self.card.id

    def given(self) -> Mapping[str, str]:
        """The words of the case that a form may bend."""
        if self.card is None:
            return {}
        name = self.card.header.applicant.name
        return {"applicant": name, "addressee": name}


class ActPage(QWidget):
    """`typed` when something is other than before; `submitted` at Ctrl+Enter; nothing is written
    here. `id` is drawn once: pressed twice, the paper is issued once."""

    typed = Signal()
    submitted = Signal()
    put_away = Signal()

    def __init__(self, making: Making, desk: Desk, background: Background) -> None:
        super().__init__()
        self.making: Final = making
        self.id: Final = uuid.uuid4().hex
        self._desk, self._background = desk, background
        self.form: Final = ActForm(making.template, making.bodies, making.today)
        self.bent: Final = BentForms()
        self.parts: Final = RequiredParts(making.template)
        self.preview: Final = Preview(background, desk.prints.sent)
        self._pause = QTimer(self)
        self._build()
        if making.card is not None and making.card.header.language == "ru":
            self.form.restore({"language": "ru"})

    def _build(self) -> None:
        fields = QWidget()
        column = QVBoxLayout(fields)
        column.setContentsMargins(0, 0, look().px(10), 0)
        column.setSpacing(look().px(4))
        column.addWidget(self.form)
        column.addWidget(self.bent)
        column.addStretch(1)
        beside = QVBoxLayout()
        beside.setSpacing(look().px(8))
        beside.addWidget(self.parts)
        beside.addWidget(self.preview, 1)
        beside.addStretch(0)
        beside.setAlignment(self.parts, Qt.AlignmentFlag.AlignTop)
        row = QHBoxLayout()
        row.setSpacing(look().px(16))
        row.addWidget(scrolled(fields), 6)
        row.addLayout(beside, 5)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(8))
        layout.addLayout(self._head())
        layout.addLayout(row, 1)
        self._connect()

    def _head(self) -> QHBoxLayout:
        template, card = self.making.template, self.making.card
        status = "" if template.status == "confirmed" else tr("form to be confirmed")
        case = "" if not self.making.case_id or card is None else card.header.number
        words = joined(
            tr("for case {number}", number=case) if case else "",
            tr("instead of {act}", act=self.making.replaced) if self.making.replaced else "",
            status,
        )
        titles = QVBoxLayout()
        titles.setSpacing(look().px(2))
        titles.addWidget(wrapped(head(named(template.name))))
        about = wrapped(soft(words))
        about.setToolTip(named(template.note))
        titles.addWidget(about)
        away = secondary(tr("{verb}  {keys}", verb=tr("Put away"), keys="Esc"))
        away.setAccessibleName(tr("Put away"))
        away.clicked.connect(self.put_away)
        row = QHBoxLayout()
        row.addLayout(titles, 1)
        row.addWidget(away, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _connect(self) -> None:
        self._pause.setSingleShot(True)
        self._pause.setInterval(PREVIEW_PAUSE_MS)
        self._pause.timeout.connect(self.look_ahead)
        self.form.changed.connect(self._touch)
        self.bent.changed.connect(self._touch)
        self.form.finished.connect(self.submitted)
        self.bent.finished.connect(self.submitted)

    def start(self) -> None:
        """The first field that is still empty; what the paper would be is asked at once."""
        self.form.start()
        self.look_ahead()

    def _touch(self, *_: object) -> None:
        self._pause.start()
        self.typed.emit()

    # What is told

    def told(self) -> ActTold:
        form = self.form
        return ActTold(
            template=self.making.template.id,
            language=form.language,
            told=form.told(),
            told_ru=form.told(TOLD_RU),
            forms=self.bent.told(self._bases()),
            addressee=form.addressee(),
            file_index=form.values()["file_index"].strip(),
            replaces=self.making.replaces,
        )

    def draft(self) -> dict[str, Any]:
        """All as it stands in the fields; by its subject it is known again."""
        values = self.form.values()
        typed = {key: text for key, text in values.items() if text and key != "language"}
        about = next((typed[key] for key in typed if key.endswith((".subject", ".person"))), "")
        return {
            "template": self.making.template.id,
            "case": "" if self.making.card is None else self.making.card.id,
            "replaces": self.making.replaces,
            "about": about[:80],
            "language": values["language"],
            "values": typed,
            "bent": self.bent.kept(),
        }

    @property
    def is_empty(self) -> bool:
        """Nothing was typed that would be worth keeping."""
        return not self.draft()["values"]

    def restore(self, draft: Mapping[str, Any]) -> None:
        self.bent.restore(draft.get("bent", {}))
        values = draft.get("values", {})
        self.form.restore({"language": str(draft.get("language", "")), **values})

    def restore_reading(self, reading: ActReading) -> None:
        self.form.restore_reading(reading)

    def _bases(self) -> Bases:
        given = dict(self.making.given())
        body = self.form.addressee().body
        if body:
            given["addressee"] = body
        form = self.form
        return Bases(self.making.template, form.told(), form.told(TOLD_RU), given)

    # What it would be

    def look_ahead(self) -> None:
        self._pause.stop()
        desk, told, case_id = self._desk, self.told(), self.making.case_id
        self._background.run(
            lambda: desk.act_desk.prepare(told, case_id),
            self._show,
            failed=self._show_unable,
            owner=self,
            key="prepare",
        )

    def _show(self, prepared: Prepared) -> None:
        self.bent.show_unsure(prepared.unsure, self._bases())
        self.parts.show_missing(prepared.missing, len(prepared.unsure))
        if prepared.paper:
            self.preview.show_paper(prepared.paper, named(self.making.template.name))

    def _show_unable(self, error: DeskError) -> None:
        self.parts.say_unable(sentence(error))

    def show_lacking(self, missing: Sequence[str]) -> None:
        """Beside the fields that are still empty, the first of them in the focus."""
        unsure = [one for one in missing if "|" in one]
        self.parts.show_missing([one for one in missing if "|" not in one], len(unsure))
        gone = lacking(self.making.template, missing)
        values = self.form.values()
        keys = [TOLD + one for one in gone]
        keys += ["body"] if "addressee" in gone else []
        self.form.show_problems({key: tr("Fill this in.") for key in keys if key in values})

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.preview.setVisible(self.width() >= look().px(NARROW_UNDER))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.put_away.emit()
        elif is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submitted.emit()
        else:
            super().keyPressEvent(event)
