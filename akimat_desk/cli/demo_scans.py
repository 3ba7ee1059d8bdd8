"""What would come from the scanner: the applicant's own letter, drawn from its words."""

import io
from collections.abc import Sequence
from typing import Any, Final
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

from akimat_desk.documents.fonts import SANS, SERIF_ITALIC
from akimat_desk.domain.cases import Case
from akimat_desk.domain.moments import local_time
from akimat_desk.text.catalogue import Texts

_PEN, _GREY = Color(0.10, 0.16, 0.45), Color(0.5, 0.5, 0.5)
_BODY: Final = ParagraphStyle(
    "body", fontName=SERIF_ITALIC, fontSize=13, leading=21, textColor=_PEN,
    firstLineIndent=10 * mm, alignment=TA_JUSTIFY,
)  # fmt: skip
_HEAD: Final = ParagraphStyle(
    "head", parent=_BODY, leftIndent=80 * mm, firstLineIndent=0, leading=18, alignment=0
)
_TITLE: Final = ParagraphStyle(
    "title", parent=_BODY, alignment=TA_CENTER, firstLineIndent=0, spaceBefore=14, spaceAfter=8
)


def scan(case: Case, office: str, title: str) -> bytes:
    """One sheet, PDF: to whom and from whom, what is asked, date and name."""
    event = case.registered
    applicant = event.applicant
    head = (office, applicant.name, applicant.address.line(), applicant.phone)
    asked = [f"{number}. {question}" for number, question in enumerate(event.questions, 1)]
    return letter(
        head,
        title.capitalize(),
        (*event.text.splitlines(), *asked),
        event.received_at,
        event.language,
    )


def letter(head: Sequence[str], title: str, lines: Sequence[str], at: int, language: str) -> bytes:
    """To whom, then from whom and where; the lines; at the foot the day and the sender."""
    dated = local_time(at).strftime("%d.%m.%Y")
    parts: list[Any] = [Paragraph(escape(line), _HEAD) for line in head if line]
    parts.append(Paragraph(escape(title), _TITLE))
    parts += [Paragraph(escape(line), _BODY) for line in lines]
    parts += [Spacer(1, 16 * mm), Paragraph(f"{dated} &nbsp;&nbsp; {escape(head[1])}", _HEAD)]
    t = Texts.of("ru" if language == "ru" else "ky")
    return _drawn(parts, t("Sample, invented for training"))


def _drawn(parts: list[Any], sample: str) -> bytes:
    def mark(canvas: Canvas, _document: Any) -> None:
        canvas.setFont(SANS, 8)
        canvas.setFillColor(_GREY)
        canvas.drawString(25 * mm, 12 * mm, sample)

    held = io.BytesIO()
    margins = {"leftMargin": 25 * mm, "rightMargin": 18 * mm, "topMargin": 22 * mm}
    SimpleDocTemplate(held, pagesize=A4, **margins).build(parts, onFirstPage=mark)
    return held.getvalue()
