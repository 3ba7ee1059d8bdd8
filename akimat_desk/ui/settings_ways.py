"""How the window heeds its settings: what is chosen there, and the sync state told there."""

from functools import partial
from typing import TYPE_CHECKING

from akimat_desk.ui.sections import SETTINGS, TODAY
from akimat_desk.ui.sync_words import SyncWords

if TYPE_CHECKING:
    from akimat_desk.ui.main_window import MainWindow
    from akimat_desk.ui.screens.settings import SettingsPlace
    from akimat_desk.ui.screens.today import TodayPlace


def lead_to_settings(window: "MainWindow") -> None:
    """Settings that are opened late hear what was told last."""
    runner, told = window.runner, list[SyncWords]()

    def follow(settings: "SettingsPlace") -> None:
        settings.language_chosen.connect(window.language_chosen)
        settings.worn.connect(window.worn)
        settings.left_account.connect(window.left_account)
        settings.key_change_asked.connect(window.key_change_asked)
        settings.copy_asked.connect(window.copy_asked)
        settings.sync_asked.connect(partial(runner.ask, by_hand=True))
        for words in told:
            settings.show_sync(words, runner.tally, runner.next_at)

    def tell(words: SyncWords) -> None:
        told[:] = [words]
        settings = window.places.built(SETTINGS)
        if settings is not None:
            settings.show_sync(words, runner.tally, runner.next_at)

    def lead(today: "TodayPlace") -> None:
        today.clashes_asked.connect(partial(show_clashes, window))

    window.places.when_built(TODAY, lead)
    window.places.when_built(SETTINGS, follow)
    runner.told.connect(tell)


def show_clashes(window: "MainWindow") -> None:
    """The list of the numbers that several papers bear, on the page of the exchange."""
    window.show_section(SETTINGS)
    settings = window.places.built(SETTINGS)
    if settings is not None:
        settings.show_clashes()
