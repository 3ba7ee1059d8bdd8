"""The emblem an office supplies for its letterhead: made fit once, then drawn as it is."""

from io import BytesIO
from typing import Final

from PIL import Image, UnidentifiedImageError
from reportlab.lib.units import mm

from akimat_desk.documents.typesetting import Pen

HEIGHT: Final = 17 * mm
# Enough for 600 dots an inch at that height.
_MOST_DOTS: Final = 400
MOST_BYTES: Final = 200_000


class EmblemUnreadable(ValueError):
    """The file holds no picture this program reads, or one that is far too large."""


def fitted(data: bytes) -> bytes:
    """A PNG without transparency (PDF/A-1 allows none), small enough to travel in an entry.

    Raises EmblemUnreadable.
    """
    try:
        with Image.open(BytesIO(data)) as found:
            picture = found.convert("RGBA")
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as wrong:
        raise EmblemUnreadable from wrong
    white = Image.new("RGBA", picture.size, "white")
    flat = Image.alpha_composite(white, picture).convert("RGB")
    flat.thumbnail((_MOST_DOTS, _MOST_DOTS), Image.Resampling.LANCZOS)
    out = BytesIO()
    flat.save(out, "PNG", optimize=True)
    if len(out.getvalue()) > MOST_BYTES:
        raise EmblemUnreadable
    return out.getvalue()


class Emblem:
    """The picture at its height; the width follows."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.height = HEIGHT
        with Image.open(BytesIO(data)) as found:
            self.width = HEIGHT * found.width / found.height

    def draw(self, pen: Pen, left: float, top: float) -> None:
        pen.picture(left, top - self.height, self.width, self.height, self._data)
