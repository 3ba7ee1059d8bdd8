"""A new act or letter: a form is chosen, filled in, seen as it will be, and issued."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any, Final, NamedTuple

import msgspec
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from akimat_desk.domain.act_readings import ActReading
from akimat_desk.domain.act_states import ActState
from akimat_desk.domain.act_wishes import ActTold
from akimat_desk.domain.acts import PartsMissing
from akimat_desk.domain.catalogues import Row
from akimat_desk.domain.errors import DeskError
from akimat_desk.domain.templates import Template
from akimat_desk.services.act_desk import IssuedAct
from akimat_desk.services.card_readings import CardReading
from akimat_desk.services.desk import Desk
from akimat_desk.services.drafts import Draft
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.place import MainAction, Place, Ways
from akimat_desk.ui.screens.act_form_chooser import Chooser, Line
from akimat_desk.ui.screens.act_form_drafts import ActDrafts, begun
from akimat_desk.ui.screens.act_form_page import ActPage, Making
from akimat_desk.ui.screens.act_form_rows import keys_words
from akimat_desk.ui.screens.acts_words import act_name
from akimat_desk.ui.screens.card_words import named
from akimat_desk.ui.shortcuts import KeyLine


class Known(NamedTuple):
    """What a new paper needs to know; read off the window's thread."""

    templates: tuple[Template, ...]
    bodies: Sequence[Row]
    today: date
    drafts: tuple[Draft, ...]
    card: CardReading | None = None
    old: ActState | None = None


class ActFormPlace(Place):
    """First the forms, then the one that was chosen; what is typed outlives leaving."""

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        self._case_id = self._replaces = ""
        self._known: Known | None = None
        self._wanted: Draft | None = None
        self._form_wanted: ActTold | None = None
        self.page: ActPage | None = None
        self.chooser: Final = Chooser(background)
        self._drafts: Final = ActDrafts(desk, background, self._draft, self)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.chooser)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.begin_at(self.chooser.search)
        self.chooser.chosen.connect(self._choose)

    # What the window asks

    def begin(self, case_id: str = "", replaces: str = "") -> None:
        """A new paper, for a case where one is named; what stood there stays in its draft."""
        self.close_page()
        self.chooser.search.clear()
        self._case_id, self._replaces = case_id, replaces
        self._known = None

    def open_filled(self, told: ActTold) -> None:
        """Its form opens without being chosen, when the case is read; these words are no draft."""
        self._form_wanted = told

    def title(self) -> str:
        return tr("New act or letter") if self.page is None else tr("Act or letter")

    def main_action(self) -> MainAction | None:
        if self.page is None:
            return None
        has_number = bool(self.page.making.template.journal)
        return MainAction(tr("Issue and number") if has_number else tr("Issue"), "F9", self.issue)

    def keys(self) -> Sequence[KeyLine]:
        return _key_lines()

    def shown(self) -> None:
        if self.page is not None:
            self.page.look_ahead()
            return
        desk, case_id, replaces = self.desk, self._case_id, self._replaces
        self.background.run(
            lambda: read(desk, case_id, replaces),
            self._take,
            failed=self.ways.refuse,
            owner=self,
            # After the draft that was written a moment ago.
            lane=Lane.WRITE,
        )

    def left(self) -> None:
        self._drafts.keep()

    # Choosing

    def _take(self, known: Known) -> None:
        self._known = known
        wanted, self._wanted = self._wanted, None
        told, self._form_wanted = self._form_wanted, None
        self.chooser.offer(_fitting(known), known.drafts, _about(known.card))
        if known.old is not None:
            self._open_correction(known.old)
        elif wanted is not None:
            self._open_draft(wanted)
        elif told is not None:
            self._open(next(one for one in known.templates if one.id == told.template), told)

    def _choose(self, line: Line) -> None:
        if line.draft is None:
            self._open(line.template)
            return
        # Its case and the act it corrects are its own.
        self._case_id = str(line.draft.form.get("case", ""))
        self._replaces = ""
        self._wanted = line.draft
        self.shown()

    def _open_draft(self, draft: Draft) -> None:
        known = self._known
        found = None if known is None else _of_id(known.templates, str(draft.form["template"]))
        if found is None:
            return
        self._replaces = str(draft.form.get("replaces", ""))
        page = self._page(found)
        page.restore(draft.form)
        self._drafts.begin(draft.id)
        self._turn_to(page)

    def _open_correction(self, old: ActState) -> None:
        """The words of the act that is corrected stand in its own form again."""
        known = self._known
        found = None if known is None else _of_id(known.templates, old.issued.kind)
        reading = _reading(old)
        if found is None:
            self.ways.say(Weight.WARN, tr("Its form is not here; choose another one."))
            return
        page = self._page(found, act_name(named(found.name), old.number))
        if reading is not None:
            page.restore_reading(reading)
        self._drafts.begin()
        self._turn_to(page)

    def _open(self, template: Template, told: ActTold | None = None) -> None:
        page = self._page(template)
        page.form.take(told or ActTold(template=template.id))
        self._drafts.begin()
        self._turn_to(page)

    # The page

    def _page(self, template: Template, replaced: str = "") -> ActPage:
        making = _making(self._known, template, self._replaces, replaced)
        return ActPage(making, self.desk, self.background)

    def _turn_to(self, page: ActPage) -> None:
        self.close_page()
        self.page = page
        page.typed.connect(self._drafts.touch)
        page.submitted.connect(self.issue)
        page.put_away.connect(self._put_away)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self._drafts.settle()
        self.begin_at(page.form.field("language").editor)
        self.ways.retitle()
        page.start()

    def close_page(self) -> None:
        """What was typed stays in its draft."""
        if self.page is not None:
            self._drafts.keep()
            self._remove(self.page)

    def _remove(self, page: ActPage) -> None:
        self.page = None
        self._stack.setCurrentWidget(self.chooser)
        self._stack.removeWidget(page)
        page.deleteLater()
        self.begin_at(self.chooser.search)

    def _put_away(self) -> None:
        """Back to the forms; the case stays chosen."""
        self.close_page()
        self._replaces = ""
        self.chooser.search.setFocus()
        self.ways.retitle()
        self.shown()

    def _draft(self) -> dict[str, Any] | None:
        return None if self.page is None or self.page.is_empty else self.page.draft()

    # Issuing

    def issue(self) -> None:
        page = self.page
        if page is None or not page.form.check():
            return
        desk, told, case_id, page_id = self.desk, page.told(), page.making.case_id, page.id
        once = desk.cards.once
        self.background.run(
            lambda: once.run(page_id, lambda: desk.act_desk.issue(told, case_id)),
            partial(self._issued, page),
            failed=partial(self._refused, page),
            owner=self,
            lane=Lane.WRITE,
        )

    def _issued(self, page: ActPage, made: IssuedAct) -> None:
        if page is not self.page:
            return
        name = act_name(named(page.making.template.name), made.number)
        case_id = page.making.case_id
        self._drafts.drop()
        self._remove(page)
        self._replaces = ""
        if case_id:
            self.ways.open_case(case_id)
        else:
            self.ways.open_acts()
        if made.paper is not None:
            copy = partial(self.desk.act_desk.copy, made.act)
            self.ways.show_paper(made.paper.data, name, copy)
        self.ways.say(Weight.GOOD, _issued_words(name, made))
        self.ways.changed()

    def _refused(self, page: ActPage, error: DeskError) -> None:
        if isinstance(error, PartsMissing) and page is self.page:
            page.show_lacking(error.parts)
            self.ways.say(Weight.WARN, tr("A required part is missing: see the list."))
        else:
            self.ways.refuse(error)


def read(desk: Desk, case_id: str, replaces: str) -> Known:
    """Off the window's thread."""
    return Known(
        templates=desk.templates.all(),
        bodies=desk.cards.choices().bodies,
        today=desk.cases.today(),
        drafts=begun(desk, case_id),
        card=desk.cards.card(case_id) if case_id else None,
        old=desk.act_desk.state(replaces) if replaces else None,
    )


def _key_lines() -> tuple[KeyLine, ...]:
    group = tr("On this screen")
    return (
        KeyLine(group, "Ctrl+Enter", tr("Issue")),
        KeyLine(group, "Enter", keys_words()),
        KeyLine(group, "Esc", tr("put the form away; what was typed is kept")),
    )


def _about(card: CardReading | None) -> str:
    if card is None:
        return ""
    number, name = card.header.number, card.header.applicant.name
    return tr("For case {number}, {applicant}", number=number, applicant=name)


def _making(known: Known | None, template: Template, replaces: str, replaced: str) -> Making:
    if known is None:
        raise RuntimeError("a form before its list was read")
    card = None if template.case == "none" else known.card
    return Making(template, known.bodies, known.today, card, replaces, replaced)


def _fitting(known: Known) -> tuple[Template, ...]:
    """A paper of a case needs one; an order belongs to none."""
    has_case = known.card is not None
    return tuple(
        one
        for one in known.templates
        if one.case == "optional" or (one.case == "needed") == has_case
    )


def _of_id(templates: Sequence[Template], id_: str) -> Template | None:
    return next((one for one in templates if one.id == id_), None)


def _reading(act: ActState) -> ActReading | None:
    """None for a paper that another form of the program made."""
    try:
        return msgspec.json.decode(act.issued.reading, type=ActReading)
    except msgspec.DecodeError:
        return None


def _issued_words(name: str, made: IssuedAct) -> str:
    if made.stage == "waiting":
        return tr(
            "{act} is on record. It waits for its number from the journal's keeper.", act=name
        )
    return tr("{act} is issued.", act=name)
