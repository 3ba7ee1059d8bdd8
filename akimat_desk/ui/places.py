"""All places of the main window: the sections of its sidebar and the rooms behind them."""

from collections.abc import Callable, Sequence
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, TypeVar

from akimat_desk.services.desk import Desk
from akimat_desk.ui.background import Background
from akimat_desk.ui.file_ways import files_place
from akimat_desk.ui.incoming_ways import INCOMING
from akimat_desk.ui.inspection_ways import inspections_place, may_see_inspections
from akimat_desk.ui.pad_ways import may_use_pads
from akimat_desk.ui.place import Place, Ways
from akimat_desk.ui.reception_ways import ReceptionPlaces
from akimat_desk.ui.section_table import sections_of
from akimat_desk.ui.sections import (
    ACTS,
    APPLICANTS,
    AUDIT,
    CALENDAR,
    CASES,
    DUTIES,
    FILES,
    HELP,
    POST,
    REGISTER,
    REPORTS,
    RESOLUTIONS,
    RULES,
    SETTINGS,
    TODAY,
)
from akimat_desk.ui.shortcuts import KeyLine
from akimat_desk.ui.sidebar import Section

if TYPE_CHECKING:
    from akimat_desk.ui.screens.act_form import ActFormPlace
    from akimat_desk.ui.screens.acts import ActsPlace
    from akimat_desk.ui.screens.applicant import ApplicantPlace
    from akimat_desk.ui.screens.applicants import ApplicantsPlace
    from akimat_desk.ui.screens.audit import AuditPlace
    from akimat_desk.ui.screens.calendar_page import CalendarPage
    from akimat_desk.ui.screens.card import CardPlace
    from akimat_desk.ui.screens.cases import CasesPlace
    from akimat_desk.ui.screens.clock import ClockPlace
    from akimat_desk.ui.screens.clock_date import ClockDatePlace
    from akimat_desk.ui.screens.duties import DutiesPlace
    from akimat_desk.ui.screens.files import FilesPlace
    from akimat_desk.ui.screens.help import HelpPlace
    from akimat_desk.ui.screens.inspections import InspectionsPlace
    from akimat_desk.ui.screens.pad import PadPlace
    from akimat_desk.ui.screens.paper import PaperPlace
    from akimat_desk.ui.screens.post import PostPlace
    from akimat_desk.ui.screens.register import RegisterPlace
    from akimat_desk.ui.screens.reports import ReportsPlace
    from akimat_desk.ui.screens.resolution import ResolutionPlace
    from akimat_desk.ui.screens.rules_place import RulesPlace
    from akimat_desk.ui.screens.settings import SettingsPlace
    from akimat_desk.ui.screens.today import TodayPlace

__all__ = ["CASES", "HELP", "REGISTER", "SETTINGS", "TODAY", "Places"]

_Place = TypeVar("_Place", bound=Place)
Hook = Callable[[Any], object]
# What a place is called here where the section at the side has another name.
_NAMES: Final = {RESOLUTIONS: "resolution"}
_SCREENS: Final = ("register", "cases", "card", "post", "resolution", "applicants", "settings")
_FOLLOWING: Final = (TODAY, CASES, ACTS, APPLICANTS, DUTIES, "applicant", "resolution", INCOMING)


def load_screens() -> None:
    """In the background: what the first visit of a place would wait for otherwise."""
    for name in _SCREENS:
        import_module(f"akimat_desk.ui.screens.{name}")


class Places(ReceptionPlaces):
    """Screens know each other only through their Ways.

    A place is loaded and built when somebody first goes there: Today is shown sooner, and what
    nobody looks at takes no memory. Whoever has to hear of a place asks `when_built`; `built`
    never builds. `enter` puts a new place into the window.
    """

    def __init__(
        self,
        desk: Desk,
        background: Background,
        ways: Ways,
        keys: Callable[[], Sequence[KeyLine]],
        enter: Callable[[Place], object],
    ) -> None:
        self._given = (desk, background, ways)
        self._keys = keys
        self._enter = enter
        self._hooks: dict[str, list[Hook]] = {}
        self._sections = sections_of(desk)
        self.may_use_pads = may_use_pads(desk)
        self.may_see_inspections = may_see_inspections(desk)

    @cached_property
    def today(self) -> "TodayPlace":
        from akimat_desk.ui.screens.today import TodayPlace  # noqa: PLC0415

        return self._entered(TODAY, TodayPlace(*self._given))

    @cached_property
    def register(self) -> "RegisterPlace":
        from akimat_desk.ui.screens.register import RegisterPlace  # noqa: PLC0415

        return self._entered(REGISTER, RegisterPlace(*self._given))

    @cached_property
    def post(self) -> "PostPlace":
        from akimat_desk.ui.screens.post import PostPlace  # noqa: PLC0415

        return self._entered(POST, PostPlace(*self._given))

    @cached_property
    def cases(self) -> "CasesPlace":
        from akimat_desk.ui.screens.cases import CasesPlace  # noqa: PLC0415

        return self._entered(CASES, CasesPlace(*self._given))

    @cached_property
    def acts(self) -> "ActsPlace":
        from akimat_desk.ui.screens.acts import ActsPlace  # noqa: PLC0415

        return self._entered(ACTS, ActsPlace(*self._given))

    @cached_property
    def act_form(self) -> "ActFormPlace":
        from akimat_desk.ui.screens.act_form import ActFormPlace  # noqa: PLC0415

        return self._entered("act_form", ActFormPlace(*self._given))

    @cached_property
    def applicants(self) -> "ApplicantsPlace":
        from akimat_desk.ui.screens.applicants import ApplicantsPlace  # noqa: PLC0415

        return self._entered(APPLICANTS, ApplicantsPlace(*self._given))

    @cached_property
    def applicant(self) -> "ApplicantPlace":
        from akimat_desk.ui.screens.applicant import ApplicantPlace  # noqa: PLC0415

        return self._entered("applicant", ApplicantPlace(*self._given))

    @cached_property
    def calendar(self) -> "CalendarPage":
        from akimat_desk.ui.screens.calendar_page import CalendarPage  # noqa: PLC0415

        return self._entered(CALENDAR, CalendarPage(*self._given))

    @cached_property
    def duties(self) -> "DutiesPlace":
        from akimat_desk.ui.screens.duties import DutiesPlace  # noqa: PLC0415

        return self._entered(DUTIES, DutiesPlace(*self._given))

    @cached_property
    def rules(self) -> "RulesPlace":
        from akimat_desk.ui.screens.rules_place import RulesPlace  # noqa: PLC0415

        return self._entered(RULES, RulesPlace(*self._given))

    @cached_property
    def reports(self) -> "ReportsPlace":
        from akimat_desk.ui.screens.reports import ReportsPlace  # noqa: PLC0415

        return self._entered(REPORTS, ReportsPlace(*self._given))

    @cached_property
    def audit(self) -> "AuditPlace":
        from akimat_desk.ui.screens.audit import AuditPlace  # noqa: PLC0415

        return self._entered(AUDIT, AuditPlace(*self._given))

    @cached_property
    def settings(self) -> "SettingsPlace":
        from akimat_desk.ui.screens.settings import SettingsPlace  # noqa: PLC0415

        return self._entered(SETTINGS, SettingsPlace(*self._given))

    @cached_property
    def help(self) -> "HelpPlace":
        from akimat_desk.ui.screens.help import HelpPlace  # noqa: PLC0415

        return self._entered(HELP, HelpPlace(*self._given, self._keys))

    @cached_property
    def card(self) -> "CardPlace":
        from akimat_desk.ui.screens.card import CardPlace  # noqa: PLC0415

        return self._entered("card", CardPlace(*self._given))

    @cached_property
    def clock(self) -> "ClockPlace":
        from akimat_desk.ui.screens.clock import ClockPlace  # noqa: PLC0415

        return self._entered("clock", ClockPlace(*self._given))

    @cached_property
    def clock_date(self) -> "ClockDatePlace":
        from akimat_desk.ui.screens.clock_date import ClockDatePlace  # noqa: PLC0415

        return self._entered("clock_date", ClockDatePlace(*self._given))

    @cached_property
    def paper(self) -> "PaperPlace":
        from akimat_desk.ui.screens.paper import PaperPlace  # noqa: PLC0415

        return self._entered("paper", PaperPlace(*self._given))

    @cached_property
    def files(self) -> "FilesPlace":
        return self._entered(FILES, files_place(*self._given))

    @cached_property
    def inspections(self) -> "InspectionsPlace":
        return self._entered("inspections", inspections_place(*self._given))

    @cached_property
    def pads(self) -> "PadPlace":
        from akimat_desk.ui.screens.pad import PadPlace  # noqa: PLC0415

        return self._entered("pads", PadPlace(*self._given))

    @cached_property
    def resolution(self) -> "ResolutionPlace":
        from akimat_desk.ui.screens.resolution import ResolutionPlace  # noqa: PLC0415

        return self._entered("resolution", ResolutionPlace(*self._given))

    def sections(self) -> Sequence[Section]:
        """In the order of the sidebar."""
        return self._sections

    def of_section(self, section_id: str) -> Place:
        """Built when it is not there yet."""
        place: Place = getattr(self, _NAMES.get(section_id, section_id))
        return place

    def section_of(self, place: object) -> str:
        """Where a place stands at the side; empty for a room that is entered from others."""
        ids = (section.id for section in self._sections)
        return next((one for one in ids if self.built(_NAMES.get(one, one)) is place), "")

    def built(self, name: str) -> Any | None:
        """The place by its attribute's name, None while nobody has gone there."""
        return self.__dict__.get(name)

    def when_built(self, name: str, hook: Hook) -> None:
        """At once for a place that is there."""
        known = self.built(name)
        if known is not None:
            hook(known)
        else:
            self._hooks.setdefault(name, []).append(hook)

    def follows_changes(self, place: object) -> bool:
        """Whether what the place shows is asked anew when something was written."""
        return place is not None and any(self.built(name) is place for name in _FOLLOWING)

    def _entered(self, name: str, place: _Place) -> _Place:
        self._enter(place)
        for hook in self._hooks.pop(name, ()):
            hook(place)
        return place
