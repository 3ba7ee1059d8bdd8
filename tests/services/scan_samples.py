"""Scans as scanners and cameras make them, whole, cut short and locked."""

import struct
import zlib
from io import BytesIO

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas


def a_pdf(words: str = "Scan", pages: int = 1, password: str = "") -> bytes:
    target = BytesIO()
    lock = StandardEncryption(password, ownerPassword=password) if password else None
    canvas = Canvas(target, pagesize=(595, 842), encrypt=lock, invariant=1)
    for page in range(pages):
        canvas.setFont("Helvetica", 40)
        canvas.drawString(80, 700, f"{words} {page + 1}")
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def a_png(width: int = 40, height: int = 56, grey: int = 200) -> bytes:
    row = b"\x00" + bytes([grey]) * width
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(row * height)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, body) for name, body in parts)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def a_tiff(pages: int = 1, side: int = 24, order: str = "<") -> bytes:
    """Grey and uncompressed, a strip a page."""
    letters = b"II" if order == "<" else b"MM"
    data = letters + struct.pack(f"{order}HI", 42, 8)
    for page in range(pages):
        strip = bytes([40 + 10 * page]) * side * side
        at = len(data)
        picture_at = at + 2 + 12 * 9 + 4
        after = picture_at + len(strip) if page + 1 < pages else 0
        told = (
            (256, 3, side), (257, 3, side), (258, 3, 8), (259, 3, 1), (262, 3, 1),
            (273, 4, picture_at), (277, 3, 1), (278, 3, side), (279, 4, len(strip)),
        )  # fmt: skip
        data += struct.pack(f"{order}H", len(told))
        data += b"".join(_entry(order, *one) for one in told)
        data += struct.pack(f"{order}I", after) + strip
    return data


def _entry(order: str, tag: int, kind: int, value: int) -> bytes:
    shape = f"{order}HHIHH" if kind == 3 else f"{order}HHII"
    return struct.pack(shape, tag, kind, 1, value, *((0,) if kind == 3 else ()))
