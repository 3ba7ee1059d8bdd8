"""Reception and hotline: an official's day, a card typed while somebody speaks, its number."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from akimat_desk.domain.errors import DeskError
from akimat_desk.domain.readings import Bilingual
from akimat_desk.services.desk import Desk
from akimat_desk.services.drafts import Draft
from akimat_desk.services.reception_offers import ReceptionOffers
from akimat_desk.ui.background import Background, Lane
from akimat_desk.ui.place import Ways
from akimat_desk.ui.screens.card_words import named
from akimat_desk.ui.screens.reception_actions import day_actions
from akimat_desk.ui.screens.reception_changes import (
    annul_change,
    end_change,
    schedule_change,
    sign_up_change,
)
from akimat_desk.ui.screens.reception_drafts import CardDrafts, begun
from akimat_desk.ui.screens.reception_pages import ReceptionPages
from akimat_desk.ui.screens.reception_words import DayRow, about_words
from akimat_desk.ui.screens.reception_work import ReceptionWork, Shown
from akimat_desk.ui.screens.settings_list import RowAction


class ReceptionPlace(ReceptionPages):
    """`begin` opens a new card; what is being typed is kept as a draft."""

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        self._offers: ReceptionOffers | None = None
        self._is_wanted = False
        self.work: Final = ReceptionWork(self)
        self.drafts: Final = CardDrafts(desk, background, self.page.raw, self)
        self._follow()

    def day_actions(self) -> Sequence[RowAction]:
        return day_actions(self)

    def _follow(self) -> None:
        self.board.day_chosen.connect(self.shown)
        self.board.paper_asked.connect(self.print_paper)
        self.board.sign_up_asked.connect(self.sign_up)
        self.board.schedule_asked.connect(self.show_schedule)
        self.page.changed.connect(self.drafts.touch)
        self.page.finished.connect(self.write)
        self.face.paper_asked.connect(self._print_card)
        self.face.case_asked.connect(self.ways.open_case)
        self.face.appeal_asked.connect(lambda draft: self.ways.open_register({"draft": draft}))
        self.face.next_asked.connect(self.begin)
        self.face.put_away.connect(self.show_day)
        self.face.annul_asked.connect(self._annul)
        self.schedule.paper_asked.connect(self.work.print_schedule)
        self.schedule.put_away.connect(self.show_day)
        self.schedule.end_asked.connect(lambda row: self.planning.open(end_change(self.desk, row)))
        self.work.written.connect(self._written)
        self.work.read.connect(self._show_card)
        self.work.refused.connect(self._refused)
        for turning in (self.turning, self.planning):
            turning.turned.connect(self.ways.retitle)
            turning.written.connect(self.shown)

    # The place

    def shown(self) -> None:
        """The day anew; what stands on another page stays."""
        desk, day = self.desk, self.board.day
        self.background.run(
            lambda: desk.reception_days.offers(day or desk.receptions.today()),
            self._offer,
            failed=self.ways.refuse,
            owner=self,
            lane=Lane.WRITE,
            key="offers",
        )
        self.schedule.ask()

    def left(self) -> None:
        self.page.who.put_away()
        self._keep()

    # The day

    def show_day(self) -> None:
        self._keep()
        self.turn(self.turning)
        self.board.list.view.setFocus()
        self.shown()

    def _offer(self, offers: ReceptionOffers) -> None:
        self._offers = offers
        self.board.offer(offers)
        self.page.offer(offers)
        self._ask_day()
        if self._is_wanted:
            self.begin()
        elif self.shown_page is self.face and self.face.card is not None:
            # A written appeal may have been registered meanwhile.
            self.work.ask(self.face.card.id)

    def _ask_day(self) -> None:
        desk, login, on = self.desk, self.board.login, self.board.day
        if not login or on is None:
            return
        self.background.run(
            lambda: (desk.reception_days.day(login, on), begun(desk)),
            lambda found: self.board.show_day(*found),
            failed=self.ways.refuse,
            owner=self,
            lane=Lane.WRITE,
            key="day",
        )

    def print_paper(self, paper: str) -> None:
        on = self.board.day
        if self.board.check() and on is not None:
            self.work.print_of_day(paper, self.board.login, on)

    def sign_up(self) -> None:
        on = self.board.day
        if self.board.check() and on is not None:
            told = self.board.told()
            self.turning.open(sign_up_change(self.desk, told["official"], on, told["form"]))

    def show_schedule(self) -> None:
        self.turn(self.planning)
        self.schedule.list.view.setFocus()

    def plan(self) -> None:
        if self._offers is not None:
            self.planning.open(schedule_change(self.desk, self._offers))

    # A card

    def begin(self, row: DayRow | None = None) -> None:
        """For whoever comes, or for one who had signed up. What was typed is kept as a draft."""
        if self._offers is None:
            self._is_wanted = True
            return
        self._is_wanted = False
        if not self.board.check():
            self.turn(self.turning)
            return
        self._keep()
        self.drafts.begin()
        day, who = self.board.told(), {}
        if row is not None:
            day |= {"sign_up": row.id}
            who = {"name": row.who, "phone": row.contact, "text": row.about}
        self.page.begin(day, self.about(day), who)
        self.turn(self.page)
        self.page.start()

    def go_on(self, draft: Draft) -> None:
        """A card that was begun before."""
        self._keep()
        self.drafts.begin(draft.id)
        form: Mapping[str, Any] = draft.form
        self.page.restore(form, self.about(form.get("day") or {}))
        self.drafts.settle()
        self.turn(self.page)
        self.page.start()

    def forget_typed(self) -> None:
        """What stands there now is not worth keeping as a draft."""
        self.drafts.settle()

    def write(self) -> None:
        if self.shown_page is self.page and self.page.check():
            # Written before the number is taken, so that nothing writes the draft after it.
            self.drafts.keep()
            self.work.write(self.page.told(), self.drafts.id)

    def _refused(self, error: DeskError) -> None:
        if not self.page.show_refusal(error):
            self.ways.refuse(error)

    def _written(self, shown: Shown) -> None:
        self.drafts.begin()
        self.page.clear()
        self.ways.changed()
        self._show_card(shown)

    def _show_card(self, shown: Shown) -> None:
        self.face.show_card(*shown)
        self.turn(self.face)
        self.face.start()

    def _print_card(self, paper: str) -> None:
        if self.face.card is not None:
            self.work.print_card(self.face.card, paper)

    def _annul(self) -> None:
        told = self.face.card
        if told is not None:
            self.turn(self.turning)
            self.turning.open(annul_change(self.desk, told))

    # Inside

    def throw_away(self, draft: str) -> None:
        self.drafts.drop_one(draft)
        self.shown()

    def _keep(self) -> None:
        if self.shown_page is self.page:
            self.drafts.keep()

    def about(self, day: Mapping[str, str]) -> str:
        """Over a card; a draft of an older program may lack its day."""
        try:
            on = date.fromisoformat(day.get("on", ""))
        except ValueError:
            on = self.board.day or date.min
        name = self.board.official_name(day.get("official", ""))
        place = Bilingual(ky=day.get("place_ky", ""), ru=day.get("place_ru", ""))
        return about_words(name, day.get("form", ""), on, named(place))
