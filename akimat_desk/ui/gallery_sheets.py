"""Contact sheets of every screen: empty, usual and longest, so that all pairs of looks are met."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from PySide6.QtGui import QImage

from akimat_desk.ui.pictures import Shot, contact_sheet

EMPTY, TYPICAL, LONGEST = "empty", "typical", "longest"
# Six shots meet every pair of state, language, shade and zoom; all twenty-four would say no more.
PAIRS: Final[Mapping[str, tuple[Shot, ...]]] = {
    EMPTY: (Shot("ky"), Shot("ru", is_dark=True, zoom=1.5)),
    TYPICAL: (Shot("ky", is_dark=True, zoom=1.5), Shot("ru")),
    LONGEST: (Shot("ky", zoom=1.5), Shot("ru", is_dark=True)),
}
_PICTURE: Final = re.compile(r"(?P<screen>.+)-(?P<shot>(ky|ru)-(light|dark)-\d+-\d+)\.png")


def make_sheets(states: Mapping[str, Path], folder: Path) -> list[Path]:
    """One sheet a screen from the pictures of each state's folder."""
    found: dict[str, list[tuple[str, Path]]] = {}
    for state, pictures in states.items():
        for screen, shot, path in _pictures(pictures):
            found.setdefault(screen, []).append((f"{screen}  {state}  {shot}", path))
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for screen, shown in sorted(found.items()):
        written.append(folder / f"{screen}.png")
        images = [(words, QImage(str(path))) for words, path in shown]
        contact_sheet(images).save(str(written[-1]))
    return written


def _pictures(folder: Path) -> Iterable[tuple[str, str, Path]]:
    for path in sorted(folder.glob("*.png")):
        named = _PICTURE.fullmatch(path.name)
        if named is not None:
            yield named["screen"], named["shot"], path
