"""What a scan is by its bytes: its kind, how many pages it has, and whether it is whole."""

import struct
import threading
import zlib
from typing import Final, NamedTuple

from akimat_desk.domain.errors import FieldWrong

LIMIT: Final = 50 * 1024 * 1024
PDF: Final = "application/pdf"
# By what the bytes begin with, not by what the name says.
_BEGINNINGS: Final = (
    (b"%PDF-", PDF),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)
LONGEST_BEGINNING: Final = 8
PDFIUM: Final = threading.Lock()
"""pdfium keeps global state and must not be entered by two threads at once."""
_WRONG_PASSWORD: Final = 4
# Writers put the end mark into the last kilobyte; some scanners pad behind it.
_TAIL: Final = 64 * 1024
_MOST_PAGES: Final = 5000


class ScanKind(NamedTuple):
    """`pages` counts the pages of a PDF and the pictures of a TIFF."""

    media: str
    pages: int


def media_of(beginning: bytes) -> str:
    """The media type, "" for a kind that is not taken."""
    return next((media for begins, media in _BEGINNINGS if beginning.startswith(begins)), "")


def scan_kind(data: bytes) -> ScanKind:
    """Raises FieldWrong about "file": empty, too_long, unknown, damaged, locked."""
    if not data:
        raise FieldWrong("file", "empty")
    if len(data) > LIMIT:
        raise FieldWrong("file", "too_long", LIMIT)
    media = media_of(data)
    counted = {PDF: _pdf_pages, "image/png": _png, "image/jpeg": _jpeg, "image/tiff": _tiff_pages}
    if media not in counted:
        raise FieldWrong("file", "unknown")
    pages = counted[media](data)
    if not pages:
        raise FieldWrong("file", "damaged")
    return ScanKind(media, pages)


def is_whole(data: bytes) -> bool:
    """Whether it ends as its kind must: a scanner may still be writing it."""
    media = media_of(data)
    if media == PDF:
        return _has_pdf_end(data)
    pages = {"image/png": _png, "image/jpeg": _jpeg, "image/tiff": _tiff_pages}
    return media in pages and pages[media](data) > 0


def _has_pdf_end(data: bytes) -> bool:
    return b"%%EOF" in data[-_TAIL:]


def _pdf_pages(data: bytes) -> int:
    """Every page must say its size; a PDF that was cut off often opens and shows nothing."""
    if not _has_pdf_end(data):
        return 0
    # Imported late: the first paper comes long after the program has started.
    import pypdfium2  # noqa: PLC0415

    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as wrong:
            if wrong.err_code == _WRONG_PASSWORD:
                raise FieldWrong("file", "locked") from wrong
            return 0
        try:
            pages = len(document)
            return pages if all(_has_page(document, number) for number in range(pages)) else 0
        finally:
            document.close()


def _has_page(document: object, number: int) -> bool:
    import pypdfium2  # noqa: PLC0415

    try:
        page = document[number]  # type: ignore[index]
    except pypdfium2.PdfiumError:
        return False
    page.close()
    return True


def _png(data: bytes) -> int:
    """1 when the chunks follow each other unhurt up to the last."""
    at = 8
    while at + 12 <= len(data):
        size, name = struct.unpack_from(">I4s", data, at)
        end = at + 12 + size
        if end > len(data):
            return 0
        (told,) = struct.unpack_from(">I", data, end - 4)
        if zlib.crc32(data[at + 4 : end - 4]) != told:
            return 0
        if name == b"IEND":
            return 1
        at = end
    return 0


def _jpeg(data: bytes) -> int:
    """1 when the end mark is there; cameras write more behind it."""
    return 1 if data.rfind(b"\xff\xd9") > 0 else 0


def _tiff_pages(data: bytes) -> int:
    """Pictures in the chain of directories; 0 when it leads out of the file or round in it."""
    order = "<" if data[:2] == b"II" else ">"
    seen: set[int] = set()
    at = _read(f"{order}I", data, 4)
    while at:
        count = _read(f"{order}H", data, at)
        end = at + 2 + 12 * count
        if at in seen or not count or end + 4 > len(data) or len(seen) > _MOST_PAGES:
            return 0
        if not _strips_inside(data, order, at, count):
            return 0
        seen.add(at)
        at = _read(f"{order}I", data, end)
    return len(seen)


_STRIPS: Final = {273: 279, 324: 325}
"""Where the picture's bytes begin (strips, tiles), by the tag that says how many they are."""
_WIDTHS: Final = {3: ("H", 2), 4: ("I", 4)}


def _strips_inside(data: bytes, order: str, directory: int, count: int) -> bool:
    found: dict[int, tuple[int, ...]] = {}
    for place in range(count):
        at = directory + 2 + 12 * place
        tag, kind, values = struct.unpack_from(f"{order}HHI", data, at)
        if tag in (*_STRIPS, *_STRIPS.values()) and kind in _WIDTHS:
            found[tag] = _values(data, order, at + 8, kind, values)
    for offsets, sizes in _STRIPS.items():
        pairs = zip(found.get(offsets, ()), found.get(sizes, ()), strict=False)
        if any(start + size > len(data) for start, size in pairs):
            return False
    return True


def _values(data: bytes, order: str, at: int, kind: int, count: int) -> tuple[int, ...]:
    """Short lists stand in the entry itself, longer ones where it points."""
    letter, width = _WIDTHS[kind]
    if count * width > 4:
        (at,) = struct.unpack_from(f"{order}I", data, at)
    if at + count * width > len(data):
        return (len(data) + 1,)
    return struct.unpack_from(f"{order}{count}{letter}", data, at)


def _read(shape: str, data: bytes, at: int) -> int:
    """0 beyond the end."""
    if at + struct.calcsize(shape) > len(data):
        return 0
    found: int = struct.unpack_from(shape, data, at)[0]
    return found
