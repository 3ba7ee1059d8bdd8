"""The main window: the frame with its places, the ways between them, and what goes on beside."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from akimat_desk.domain.errors import DeskError
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui import kept
from akimat_desk.ui.absence_ways import lead_to_absences
from akimat_desk.ui.act_ways import ActWays
from akimat_desk.ui.background import Background
from akimat_desk.ui.backup_runner import lead_to_copies
from akimat_desk.ui.clock_ways import ASKED_FOR, lead_to_date
from akimat_desk.ui.due_count import DueCount
from akimat_desk.ui.duty_ways import lead_to_duties
from akimat_desk.ui.exchange_runner import ExchangeRunner
from akimat_desk.ui.help_ways import show_help
from akimat_desk.ui.inspection_ways import lead_to_inspections
from akimat_desk.ui.lock_ways import lead_to_lock
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.offers import actions, searches
from akimat_desk.ui.pad_ways import lead_to_pads
from akimat_desk.ui.place import CopyMaker, Place
from akimat_desk.ui.places import Places
from akimat_desk.ui.post_ways import lead_to_post
from akimat_desk.ui.resolution_ways import lead_to_resolutions, may_resolve
from akimat_desk.ui.search_ways import lead_to_cases
from akimat_desk.ui.sections import CASES, REGISTER, RESOLUTIONS, SETTINGS, TODAY
from akimat_desk.ui.settings_ways import lead_to_settings
from akimat_desk.ui.share_runner import lead_to_share
from akimat_desk.ui.signed import Signed
from akimat_desk.ui.sync_words import SyncWords
from akimat_desk.ui.undo_key import add_undo_key

if TYPE_CHECKING:
    from akimat_desk.ui.screens.today import TodayPlace

LONGEST_TRAIL: Final = 20


class MainWindow(ActWays):
    """Shell and Ways: screens know each other only through it."""

    language_chosen = Signal(str)
    worn = Signal()
    left_account = Signal()

    def __init__(self, found: Signed, background: Background) -> None:
        super().__init__(*two_lines(found.office), background)
        self._desk = found.desk
        self.background: Final = background
        self._trail: list[QWidget] = []
        self._due: Final = DueCount(found.desk, background, self)
        self.runner: Final = ExchangeRunner(found.desk, background, self)
        keys = self.shortcuts.lines
        self.places: Final = Places(found.desk, background, self, keys, self.add_room)
        self._build_places()
        self._connect()
        self._build_own_keys()
        self._offer()
        self.status.show_who(found.person, tr("point {point}", point=found.point))
        if found.is_training:
            self.show_band(tr("Training: nothing here is real, papers have no legal force."))

    def _build_places(self) -> None:
        for section in self.places.sections():
            self.add_section(section, partial(self.places.of_section, section.id))
        self.places.when_built(TODAY, self._follow_today)

    def _follow_today(self, today: "TodayPlace") -> None:
        today.asked.connect(self._show_filtered)
        today.outbox_asked.connect(self.outbox_asked)

    def _connect(self) -> None:
        self.help_asked.connect(partial(show_help, self))
        self.outbox_asked.connect(partial(self.show_section, SETTINGS))
        self.back_asked.connect(self._go_back)
        self._due.counted.connect(partial(self.show_count, TODAY))
        self._due.grown_old.connect(self.changed)
        self.runner.told.connect(self._show_sync)
        self.runner.refused.connect(self.refuse)
        self.runner.pulled.connect(self._say_pulled)
        lead_to_resolutions(self, self._desk, self._due)
        lead_to_post(self, self._desk, self._due)
        lead_to_duties(self, self._desk, self._due)
        lead_to_settings(self)
        lead_to_cases(self)

    def _build_own_keys(self) -> None:
        group = tr("Everywhere")
        self._own_keys = [
            self.shortcuts.add("F4", tr("Register a case"), self.open_register, group),
            self.shortcuts.add("F5", tr("Exchange now"), self._exchange, group),
        ]
        add_undo_key(self.shortcuts, self.strip, group)
        lead_to_pads(self, group)
        lead_to_inspections(self, group)

    def _offer(self) -> None:
        self.palette_.provide_actions(partial(actions, self))
        for search in searches(self._desk, self):
            self.palette_.provide_search(*search)

    def begin(self) -> None:
        """Once it is shown: counts and the exchange, now and every few minutes."""
        self._due.start()
        self.runner.start()
        for lead in (lead_to_share, lead_to_date, lead_to_copies, lead_to_lock):
            lead(self, self._desk)
        lead_to_absences(self, self._desk, self._due)
        QTimer.singleShot(0, self, self._focus_shown)

    def _focus_shown(self) -> None:
        shown = self.shown_screen()
        if shown is not None:
            shown.setFocus()

    # Ways

    def open_case(self, case_id: str) -> None:
        self.places.card.show_case(case_id)
        self._show_place(self.places.card, CASES)

    def open_resolution(self, case_id: str) -> None:
        self.places.resolution.show_case(case_id)
        self._show_place(self.places.resolution, RESOLUTIONS)

    def open_register(self, draft: dict[str, object] | None = None) -> None:
        self.places.register.begin(draft)
        self.show_section(REGISTER)

    def show_paper(
        self, pdf: bytes, name: str, copy: CopyMaker | None = None, *, print_now: bool = False
    ) -> None:
        self.places.paper.show_paper(pdf, name, copy, print_now=print_now)
        self._show_place(self.places.paper, CASES)

    def say(self, weight: Weight, words: str) -> None:
        self.strip.say(weight, words)

    def refuse(self, error: DeskError) -> None:
        """Where the date is asked for, the place that asks says why."""
        if error.code != ASKED_FOR:
            super().refuse(error)
            return
        self.places.clock_date.show_why(error)
        self._show_place(self.places.clock_date, REGISTER)

    def say_undoable(self, words: str, undo: Callable[[], None]) -> None:
        self.strip.offer_undo(words, undo)

    def changed(self) -> None:
        self._due.ask()
        self.runner.look()
        shown = self.shown_screen()
        if self.places.follows_changes(shown) and isinstance(shown, Place):
            shown.shown()

    def retitle(self) -> None:
        shown = self.shown_screen()
        if not isinstance(shown, Place):
            return
        self.set_title(shown.title())
        main = shown.main_action()
        for action in self._own_keys:
            is_taken = main is not None and action.shortcut().toString() == main.keys
            action.setEnabled(not is_taken)
        if main is None:
            self.clear_primary()
        else:
            self.set_primary(main.words, main.keys, main.run)

    # Going about

    def show_section(self, section_id: str, *, keeps_focus: bool = False) -> None:
        self._leave(self._stack.screen_of(section_id))
        super().show_section(section_id, keeps_focus=keeps_focus)
        self._arrive()

    def _show_place(self, place: Place, section_id: str) -> None:
        self._leave(place)
        self.show_room(place, section_id, place.title())
        place.setFocus()
        self._arrive()

    def _leave(self, for_: QWidget) -> None:
        shown = self.shown_screen()
        if isinstance(shown, Place) and shown.isVisible() and shown is not for_:
            shown.left()
            self._trail = [*self._trail, shown][-LONGEST_TRAIL:]

    def _arrive(self) -> None:
        self.retitle()
        self.show_back(is_possible=bool(self._trail))
        shown = self.shown_screen()
        if isinstance(shown, Place):
            shown.shown()

    def _go_back(self) -> None:
        if not self._trail:
            return
        place = self._trail.pop()
        trail = self._trail
        if isinstance(place, Place):
            self._show_place(place, self.places.section_of(place) or CASES)
            self._trail = trail
            self.show_back(is_possible=bool(trail))

    def _show_filtered(self, key: str) -> None:
        is_heap = key == "unassigned" and may_resolve(self._desk)
        self.show_section(RESOLUTIONS if is_heap else CASES)
        if not is_heap:
            self.clear_search()
            self.places.cases.show_filter(key)

    # Beside the work

    def _exchange(self) -> None:
        self.runner.ask(by_hand=True)

    def _show_sync(self, told: SyncWords) -> None:
        self.status.show_sync(told.tone, told.words)

    def _say_pulled(self, count: int) -> None:
        words = tr_many(
            "{count} record came from others.", "{count} records came from others.", count
        )
        self.strip.say(Weight.INFO, words, seconds=10)
        self.changed()

    # Qt overrides

    def closeEvent(self, event: QCloseEvent) -> None:
        shown = self.shown_screen()
        if isinstance(shown, Place):
            shown.left()
        self._due.stop()
        self.runner.stop()
        kept.keep_geometry(self.saveGeometry())
        super().closeEvent(event)


def two_lines(name: str) -> tuple[str, str]:
    """An office's name as the sidebar shows it: whose, and under it what."""
    words = name.split()
    return " ".join(words[:2]), " ".join(words[2:])
