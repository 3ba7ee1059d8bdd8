"""Pages with very many words: all of a page go into the file as one text, not each as its own."""

from typing import Any

from akimat_desk.documents import fonts
from akimat_desk.documents.page import PageSize, Paper, colour
from akimat_desk.documents.typesetting import Run


class DensePaper(Paper):
    """Half the time of a journal went into beginning and ending texts (benchmarks). Words come
    over what is drawn on the page, whenever it is drawn."""

    _words: Any = None
    _face: tuple[str, float] = ("", 0.0)
    _ink_now = -1

    def begin_page(self, size: PageSize, entry: str = "") -> None:
        super().begin_page(size, entry)
        self._begin()

    def end_page(self) -> None:
        self._canvas.drawText(self._words)
        self._words = None
        super().end_page()

    def later(self, x: float, y: float, name: str) -> None:
        """Whoever reads the file aloud finds these words after those before them."""
        self._canvas.drawText(self._words)
        super().later(x, y, name)
        self._begin()

    def text(self, x: float, y: float, run: Run, *, spread: float = 0.0) -> None:
        if self._words is None or spread:
            super().text(x, y, run, spread=spread)
            return
        missing = fonts.missing_glyphs(run.text)
        if missing:
            self._missing |= missing
            return
        face = run.face
        if (face.font, face.size) != self._face:
            self._face = (face.font, face.size)
            self._words.setFont(*self._face)
        if face.ink != self._ink_now:
            self._ink_now = face.ink
            self._words.setFillColor(colour(face.ink))
        self._words.setTextOrigin(x, y)
        self._words.textLine(run.text)

    def _begin(self) -> None:
        self._words = self._canvas.beginText()
        self._face, self._ink_now = ("", 0.0), -1
