"""What the window remembers on this computer: language by account, theme, size, its place."""

import contextlib
from typing import Final

from PySide6.QtCore import QByteArray, QSettings

from akimat_desk.text.catalogue import LANGUAGES
from akimat_desk.ui.theme import Shade

SCALES: Final = (1.0, 1.15, 1.3, 1.5)
LOCK_MINUTES: Final = (5, 10, 15, 30, 60)
_LAST: Final = "last"


def _settings() -> QSettings:
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "akimat-desk", "window")


def language_of(login: str = "") -> str:
    """The language of an account; without one, the last that was spoken here. Kyrgyz is first."""
    settings = _settings()
    found = settings.value(f"language/{_key(login)}") or settings.value(f"language/{_LAST}")
    return str(found) if found in LANGUAGES else "ky"


def keep_language(language: str, login: str = "") -> None:
    settings = _settings()
    settings.setValue(f"language/{_LAST}", language)
    if login:
        settings.setValue(f"language/{_key(login)}", language)


def last_login() -> str:
    return str(_settings().value("login", ""))


def keep_login(login: str) -> None:
    _settings().setValue("login", login)


def shade() -> Shade:
    with contextlib.suppress(ValueError):
        return Shade(str(_settings().value("theme", Shade.SYSTEM.value)))
    return Shade.SYSTEM


def keep_shade(wanted: Shade) -> None:
    _settings().setValue("theme", wanted.value)


def scale() -> float:
    with contextlib.suppress(ValueError, TypeError):
        found = float(str(_settings().value("scale", 1.0)))
        return min(max(found, SCALES[0]), SCALES[-1])
    return SCALES[0]


def keep_scale(wanted: float) -> None:
    _settings().setValue("scale", wanted)


def watch_folder() -> str:
    """Where the scanner of this computer puts its files; "" where none is watched."""
    return str(_settings().value("watch_folder", ""))


def keep_watch_folder(path: str) -> None:
    _settings().setValue("watch_folder", path)


def lock_minutes() -> int:
    """After how long without anybody there the window of this computer locks."""
    with contextlib.suppress(ValueError, TypeError):
        found = int(str(_settings().value("lock_minutes", LOCK_MINUTES[1])))
        return min(max(found, LOCK_MINUTES[0]), LOCK_MINUTES[-1])
    return LOCK_MINUTES[1]


def keep_lock_minutes(wanted: int) -> None:
    _settings().setValue("lock_minutes", wanted)


def backup_folder() -> str:
    """Where this computer's copies go; "" while none was named."""
    return str(_settings().value("backup_folder", ""))


def keep_backup_folder(path: str) -> None:
    _settings().setValue("backup_folder", path)


def receipt_form() -> str:
    """How this computer's printer takes receipts: a5, a4x2, roll80 or large."""
    return str(_settings().value("receipt_form", "a5"))


def keep_receipt_form(form: str) -> None:
    _settings().setValue("receipt_form", form)


def printer() -> str:
    """The printer by its name; "" leaves the choice to the system."""
    return str(_settings().value("printer", ""))


def keep_printer(name: str) -> None:
    _settings().setValue("printer", name)


def printer_for(sheet: str) -> str:
    """The printer that last took this kind of sheet; "" where none did yet."""
    return str(_settings().value(f"printer_for/{sheet}", ""))


def keep_printer_for(sheet: str, name: str) -> None:
    _settings().setValue(f"printer_for/{sheet}", name)


def geometry() -> QByteArray | None:
    found = _settings().value("geometry")
    return found if isinstance(found, QByteArray) else None


def keep_geometry(found: QByteArray) -> None:
    _settings().setValue("geometry", found)


def columns(login: str) -> tuple[str, ...]:
    """Of the list of cases, as the account chose them on this computer; empty: the usual ones."""
    found = str(_settings().value(f"columns/{_key(login)}", ""))
    return tuple(one for one in found.split(" ") if one)


def keep_columns(login: str, wanted: tuple[str, ...]) -> None:
    _settings().setValue(f"columns/{_key(login)}", " ".join(wanted))


def today_is_mine(login: str) -> bool | None:
    """Whether Today shows only the account's own cases; None while nobody chose."""
    found = _settings().value(f"mine/{_key(login)}")
    return None if found is None else str(found) == "1"


def keep_today_is_mine(login: str, *, is_mine: bool) -> None:
    _settings().setValue(f"mine/{_key(login)}", "1" if is_mine else "0")


def _key(login: str) -> str:
    """A slash would part a key of QSettings."""
    return f"of-{login.replace('/', '_')}" if login else _LAST
