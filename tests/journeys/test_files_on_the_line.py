"""Files over a real line: up after the text, in pieces, once; down when somebody opens them."""

import os
import uuid
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from journeys.cutting_line import CuttingLine
from journeys.real_centre import OFFICE, OTHER, Centre, working_desk
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QTabWidget
from pytestqt.qtbot import QtBot
from ui.driving_card import Card
from ui.driving_window import own_settings

from akimat_desk.exchange.messages import plain
from akimat_desk.services.desk import Desk
from akimat_desk.storage.errors import FileMissing
from akimat_desk.transport import Line, ServerRefused
from akimat_desk.ui.screens.paper import PaperPlace

pytestmark = pytest.mark.journey

APPLICATION = {
    "kind": "complaint",
    "channel": "post",
    "language": "ky",
    "subject": "Жайыт жолун бөгөө",
    "applicant": {"person": {"surname": "Өмүрбеков", "given": "Чыңгыз"}},
}


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    made = Centre(tmp_path / "centre")
    for office in (OFFICE, OTHER):
        made.run("office", "add", office)
    made.start()
    yield made
    made.kill()


def a_scan(size: int) -> bytes:
    """Bytes that no compression makes smaller, with the head of a picture."""
    side = max(8, int((size / 3) ** 0.5))
    image = Image.frombytes("RGB", (side, side), os.urandom(side * side * 3))
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def a_case_with(desk: Desk, *scans: bytes) -> list[bytes]:
    told = desk.registration.register_group([APPLICATION])[0]
    return [
        desk.attachments.attach(told.case, scan, f"scan {n}.png").digest
        for n, scan in enumerate(scans)
    ]


def test_a_scan_goes_up_once_and_comes_down_at_another_desk_when_it_is_opened(
    tmp_path: Path, centre: Centre
) -> None:
    with (
        working_desk(tmp_path / "one", centre) as one,
        working_desk(tmp_path / "two", centre) as two,
    ):
        scan = a_scan(300_000)
        (digest,) = a_case_with(one, scan)
        assert one.exchange.files.waiting() == 1
        assert one.exchange.sync().files == 1
        assert one.exchange.files.waiting() == 0
        assert one.exchange.sync().files == 0
        two.exchange.sync()
        with pytest.raises(FileMissing):
            two.attachments.read(digest)
        assert two.exchange.fetch(digest) == scan
        assert two.attachments.read(digest) == scan
        assert two.exchange.sync().files == 0
    kept = centre.folder / "files" / OFFICE / digest.hex()[:2] / digest.hex()
    assert kept.read_bytes() == scan
    assert kept.stat().st_mode & 0o077 == 0


def test_a_colleagues_scan_is_fetched_when_the_card_opens_it(
    tmp_path: Path, centre: Centre, qtbot: QtBot
) -> None:
    own_settings(tmp_path)
    with (
        working_desk(tmp_path / "one", centre) as one,
        working_desk(tmp_path / "two", centre) as two,
    ):
        (digest,) = a_case_with(one, a_scan(20_000))
        one.exchange.sync()
        two.exchange.sync()
        card = Card(qtbot, two)
        try:
            (row,) = two.cases.newest(limit=1)
            card.open(str(uuid.UUID(bytes=row.stream)))
            tabs = card.window.findChild(QTabWidget)
            assert tabs is not None
            tabs.setCurrentIndex(1)
            card.settle()
            opening = next(
                button for button in tabs.currentWidget().findChildren(QPushButton)
                if "scan 0" in button.text() or "scan 0" in button.accessibleName()
            )  # fmt: skip
            opening.setFocus()
            card.key(Qt.Key.Key_Space)
            assert isinstance(card.window.shown_screen(), PaperPlace)
            assert two.attachments.read(digest)
        finally:
            card.window.close()
            card._background.close()


def test_a_file_goes_on_where_the_line_broke_both_up_and_down(
    tmp_path: Path, centre: Centre
) -> None:
    with (
        working_desk(tmp_path / "one", centre) as one,
        working_desk(tmp_path / "two", centre) as two,
    ):
        scan = a_scan(1_500_000)
        (digest,) = a_case_with(one, scan)
        line = CuttingLine(int(centre.url.rsplit(":", 1)[1]), 400_000)
        try:
            for desk in (one, two):
                desk.exchange._line = lambda _url: Line(line.url)
            assert one.exchange.sync().files == 1
            up, cuts = line.carried, line.cuts
            assert cuts >= 3
            # A reset throws away what lay in buffers on the way: much on a line as fast as this.
            assert up < len(scan) * 2
            two.exchange.sync()
            line.carried = 0
            assert two.exchange.fetch(digest) == scan
            assert line.cuts > cuts
            assert line.carried < len(scan) * 2
        finally:
            line.close()


def test_a_restored_centre_is_given_the_files_again(tmp_path: Path, centre: Centre) -> None:
    with working_desk(tmp_path / "one", centre) as one:
        (digest,) = a_case_with(one, a_scan(20_000))
        assert one.exchange.sync().files == 1
        centre.kill()
        kept = centre.folder / "files" / OFFICE / digest.hex()[:2] / digest.hex()
        kept.unlink()
        (centre.folder / "epoch").unlink()  # as after a restore: another life begins
        centre.start()
        assert one.exchange.sync().files == 1
        assert kept.exists()


def test_another_office_neither_sends_nor_gets_what_it_does_not_name(
    tmp_path: Path, centre: Centre
) -> None:
    with (
        working_desk(tmp_path / "one", centre) as one,
        working_desk(tmp_path / "other", centre, OTHER) as other,
    ):
        (digest,) = a_case_with(one, a_scan(20_000))
        one.exchange.sync()
        other.exchange.sync()
        with pytest.raises(FileMissing):
            other.exchange.fetch(digest)
        shown = other.exchange.files._pass
        assert shown is not None
        line = Line(centre.url)
        try:
            with pytest.raises(ServerRefused) as refused:
                line.send_file(plain(shown), bytes(32), 0, b"a stranger's bytes")
            assert refused.value.refusal == "file_not_named"
            forged = type(shown)(OFFICE, shown.station, shown.until, shown.signature)
            with pytest.raises(ServerRefused) as refused:
                line.file_state(plain(forged), digest)
            assert refused.value.refusal == "file_pass_wrong"
        finally:
            line.close()


def test_bytes_that_are_not_what_their_name_says_are_dropped(
    tmp_path: Path, centre: Centre
) -> None:
    with working_desk(tmp_path / "one", centre) as one:
        (digest,) = a_case_with(one, a_scan(20_000))
        outgoing = one.exchange.prepare()
        one.exchange.absorb(one.exchange.send(outgoing))
        outgoing = one.exchange.prepare()
        one.exchange.absorb(one.exchange.send(outgoing))
        shown = one.exchange.files._pass
        assert shown is not None
        line = Line(centre.url)
        try:
            with pytest.raises(ServerRefused) as refused:
                line.send_file(plain(shown), digest, 0, b"other bytes")
            assert refused.value.refusal == "file_differs"
            with pytest.raises(ServerRefused) as refused:
                line.send_file(plain(shown), digest, 7, b"a gap")
            assert refused.value.refusal == "file_place_wrong"
            assert line.file_state(plain(shown), digest).offset == 0
        finally:
            line.close()
        assert one.exchange.sync().files == 1
