"""How the window comes to be locked: a key, the palette, or nobody there for some minutes."""

from typing import TYPE_CHECKING, Final

from akimat_desk.services.head_codes import FEW
from akimat_desk.text.catalogue import tr, tr_many
from akimat_desk.ui import kept
from akimat_desk.ui.idle import IdleWatch
from akimat_desk.ui.message_strip import Weight
from akimat_desk.ui.palette import PaletteItem

if TYPE_CHECKING:
    from akimat_desk.services.desk import Desk
    from akimat_desk.ui.main_window import MainWindow

LOCK_KEYS: Final = "Ctrl+L"


def lead_to_lock(window: "MainWindow", desk: "Desk") -> None:
    """A training register without a password has nothing that would unlock it."""
    watch = IdleWatch(lambda: kept.lock_minutes() * 60, window)
    watch.idle.connect(window.lock_asked)

    def begin(told: tuple[bool, bool, int]) -> None:
        is_open, is_temporary, left = told
        if is_open:
            return
        window.shortcuts.add(LOCK_KEYS, tr("Lock"), window.lock_asked.emit, tr("Everywhere"))
        window.palette_.provide_actions(lambda: [_offer(window)])
        window.unlocked.connect(watch.start)
        watch.start()
        if is_temporary:
            window.say(
                Weight.WARN,
                tr(
                    "Your password was handed out to you. Make one of your own: Settings, Look"
                    " and language."
                ),
            )
        elif left <= FEW and _prints_codes(desk):
            window.say(Weight.WARN, _few(left))

    window.background.run(
        lambda: (desk.locking.logins().is_open, desk.locking.is_temporary, desk.head_codes.left),
        begin,
        owner=window,
    )


def _offer(window: "MainWindow") -> PaletteItem:
    return PaletteItem(tr("Lock"), window.lock_asked.emit, "lock-outline", tr("command"), LOCK_KEYS)


def _prints_codes(desk: "Desk") -> bool:
    me = desk.office.me
    return me is not None and "administrator" in me.roles


def _few(left: int) -> str:
    return tr_many(
        "{count} head's code is left. Print new ones together with the head: Settings, Codes and"
        " key.",
        "{count} head's codes are left. Print new ones together with the head: Settings, Codes and"
        " key.",
        left,
    )
