"""All places of the main window: the sections of its sidebar and the rooms behind them."""

from collections.abc import Callable, Iterator, Sequence

from akimat_desk.services.desk import Desk
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.place import Place, Ways
from akimat_desk.ui.screens.card import CardPlace
from akimat_desk.ui.screens.cases import CasesPlace
from akimat_desk.ui.screens.help import HelpPlace
from akimat_desk.ui.screens.paper import PaperPlace
from akimat_desk.ui.screens.register import RegisterPlace
from akimat_desk.ui.screens.settings import SettingsPlace
from akimat_desk.ui.screens.today import TodayPlace
from akimat_desk.ui.shortcuts import KeyLine
from akimat_desk.ui.sidebar import Section

TODAY, REGISTER, CASES, SETTINGS, HELP = "today", "register", "cases", "settings", "help"


class Places:
    """Built once for a signed-in account; screens know each other only through their Ways."""

    def __init__(
        self,
        desk: Desk,
        background: Background,
        ways: Ways,
        keys: Callable[[], Sequence[KeyLine]],
    ) -> None:
        self.today = TodayPlace(desk, background, ways)
        self.register = RegisterPlace(desk, background, ways)
        self.cases = CasesPlace(desk, background, ways)
        self.settings = SettingsPlace(desk, background, ways)
        self.help = HelpPlace(desk, background, ways, keys)
        self.card = CardPlace(desk, background, ways)
        self.paper = PaperPlace(desk, background, ways)

    def sections(self) -> Iterator[tuple[Section, Place]]:
        """In the order of the sidebar."""
        yield Section(TODAY, lambda: tr("Today"), "calendar-today-outline"), self.today
        yield Section(REGISTER, lambda: tr("Registration"), "file-plus-outline"), self.register
        yield Section(CASES, lambda: tr("Cases"), "format-list-bulleted"), self.cases
        yield Section(SETTINGS, lambda: tr("Settings"), "cog-outline"), self.settings
        yield Section(HELP, lambda: tr("Help"), "help-circle-outline"), self.help

    def rooms(self) -> tuple[Place, ...]:
        """Places that are entered from others."""
        return self.card, self.paper

    def follows_changes(self, place: object) -> bool:
        """Whether what the place shows is asked anew when something was written."""
        return place in (self.today, self.cases)
