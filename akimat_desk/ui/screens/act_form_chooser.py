"""Which form of paper: by groups, found by any part of its name; unfinished ones come first."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from akimat_desk.domain.collation import folded
from akimat_desk.domain.moments import local_time
from akimat_desk.domain.templates import Template
from akimat_desk.services.drafts import Draft
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.labels import soft, wrapped
from akimat_desk.ui.paged_table import Column, PagedTable
from akimat_desk.ui.screens.acts_words import group_words, journal_words
from akimat_desk.ui.screens.card_words import named
from akimat_desk.ui.screens.settings_list import Whole
from akimat_desk.ui.search_line import SearchLine
from akimat_desk.ui.table_view import TableView
from akimat_desk.ui.theme import Tone, look

_GROUPS: Final = ("letters", "notices", "acts", "certificates", "commissions", "cards", "lists")


class Line(NamedTuple):
    """A form, or what was begun by one. `group` stands only on the first line of its group."""

    template: Template
    draft: Draft | None = None
    group: str = ""


class Chooser(QWidget):
    """`chosen` carries a Line."""

    chosen = Signal(object)

    def __init__(self, background: Background) -> None:
        super().__init__()
        self.search: Final = SearchLine()
        self.table: Final = PagedTable(_columns(), background)
        self.view: Final = TableView(self.table)
        self._about = wrapped(soft())
        self._lines: tuple[Line, ...] = ()
        self._build()

    def _build(self) -> None:
        self.search.setPlaceholderText(tr("Name of the form or of its journal"))
        self.search.setAccessibleName(tr("Search among the forms"))
        self.search.searched.connect(lambda _: self._narrow())
        self.search.entered.connect(lambda _: self._choose_first())
        self.search.installEventFilter(self)
        self.view.setAccessibleName(tr("Forms of papers"))
        self.view.chosen.connect(self.chosen)
        self.view.say_when_empty(tr("No form fits."))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(8))
        top = QHBoxLayout()
        top.setSpacing(look().px(12))
        top.addWidget(self.search, 1)
        top.addWidget(self._about, 1)
        layout.addLayout(top)
        layout.addWidget(self.view, 1)

    def offer(self, templates: Sequence[Template], drafts: Sequence[Draft], about: str) -> None:
        """`about` names the case that the paper is for."""
        known = {one.id: one for one in templates}
        begun = [
            Line(known[one.form["template"]], one)
            for one in drafts
            if one.form.get("template") in known
        ]
        ordered = sorted(templates, key=lambda one: (_place(one.group), folded(named(one.name))))
        self._lines = (*begun, *(Line(one) for one in ordered))
        self._about.setText(about)
        self._about.setVisible(bool(about))
        self._narrow()

    def _narrow(self) -> None:
        lines = _headed(self._fitting())
        self.table.show(lambda _: Whole(lines))

    def _choose_first(self) -> None:
        """What is typed is narrowed at once: Enter may come before the pause is over."""
        fitting = self._fitting()
        if fitting and self.search.text().strip():
            self.chosen.emit(fitting[0])
        else:
            self.view.setFocus()

    def _fitting(self) -> list[Line]:
        """What is called so stands before what only belongs to such a journal or group."""
        sought = folded(self.search.text()).split()
        fitting = [line for line in self._lines if _fits(line.template, sought)]
        return sorted(fitting, key=lambda line: _rank(line.template, sought))

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_down = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down
        if is_down and event.type() is QEvent.Type.KeyPress:
            self.view.setFocus()
            return True
        return super().eventFilter(watched, event)


def _columns() -> list[Column[Line]]:
    return [
        Column(title=lambda: tr("Group"), text=lambda line: line.group, chars=24, is_strong=True),
        Column(
            title=lambda: tr("Form of paper"),
            text=lambda line: named(line.template.name),
            note=_note,
            weight=2,
            is_strong=True,
        ),
        Column(
            title=lambda: tr("Journal"),
            text=lambda line: journal_words(line.template.journal),
            chars=24,
            drops_under=760,
        ),
        Column(
            title=lambda: tr("How sure"),
            text=_status,
            tone=lambda line: None if _is_sure(line.template) else Tone.WARN,
            icon=lambda line: "" if _is_sure(line.template) else "alert-outline",
            chars=31,
            drops_under=900,
        ),
    ]


def _note(line: Line) -> str:
    if line.draft is None:
        return named(line.template.note)
    saved = local_time(line.draft.saved_at)
    about = str(line.draft.form.get("about", ""))
    moment = tr("begun {moment}", moment=f"{saved:%d.%m.%Y %H:%M}")
    return f"{moment}: {about}" if about else moment


def _status(line: Line) -> str:
    return tr("form confirmed") if _is_sure(line.template) else tr("form to be confirmed")


def _is_sure(template: Template) -> bool:
    return template.status == "confirmed"


def _place(group: str) -> int:
    return _GROUPS.index(group) if group in _GROUPS else len(_GROUPS)


def _fits(template: Template, sought: Sequence[str]) -> bool:
    said = (template.name.ky, template.name.ru, journal_words(template.journal),
            group_words(template.group))  # fmt: skip
    whole = folded(" ".join(said))
    return all(one in whole for one in sought)


def _rank(template: Template, sought: Sequence[str]) -> int:
    names = [folded(template.name.ky), folded(template.name.ru)]
    if any(name.startswith(" ".join(sought)) for name in names):
        return 0
    return 1 if any(all(one in name for one in sought) for name in names) else 2


def _headed(lines: Sequence[Line]) -> tuple[Line, ...]:
    found, last = [], ""
    for line in lines:
        group = tr("Unfinished") if line.draft is not None else group_words(line.template.group)
        found.append(line._replace(group=group if group != last else ""))
        last = group
    return tuple(found)
