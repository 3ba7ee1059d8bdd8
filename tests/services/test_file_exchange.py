"""A file goes on where another call still writes, and stops only where nothing moves any more."""

import uuid
from collections.abc import Iterator

import pytest
from services.scan_samples import a_pdf
from services.working_desks import a_complaint, a_desk

from akimat_desk.exchange.messages import FilePass
from akimat_desk.transport import FileState, ServerRefused


class BusyServer:
    """Holds one file; refuses so many pieces because what a cut left is still being written."""

    def __init__(self, refusals: int) -> None:
        self.held = b""
        self.refusals = refusals
        self.asked = 0

    def file_state(self, _shown: bytes, _digest: bytes) -> FileState:
        self.asked += 1
        return FileState(len(self.held), False) if not self.held else FileState(0, True)

    def send_file(self, _shown: bytes, _digest: bytes, offset: int, rest: bytes) -> None:
        if self.refusals:
            self.refusals -= 1
            raise ServerRefused("file_place_wrong")
        assert offset == len(self.held)
        self.held += rest

    def fetch_file(self, _shown: bytes, _digest: bytes, offset: int) -> Iterator[bytes]:
        yield self.held[offset:]


@pytest.fixture
def desk(tmp_path):
    with a_desk(tmp_path / "desk") as found:
        found.exchange.files.keep_pass(FilePass("an-office", uuid.uuid4().hex, 1), b"life")
        yield found


def with_a_file(desk) -> bytes:
    told = desk.registration.register_group([a_complaint()])[0]
    scan = a_pdf(pages=1)
    desk.attachments.attach(told.case, scan, "scan.pdf")
    return scan


def test_a_place_still_being_written_is_asked_for_again(desk):
    scan, server = with_a_file(desk), BusyServer(refusals=2)
    assert desk.exchange.files.send_due(server) == 1
    assert server.held == scan
    assert desk.exchange.files.waiting() == 0


def test_a_place_that_never_comes_free_is_left_for_the_next_time(desk):
    with_a_file(desk)
    server = BusyServer(refusals=1000)
    assert desk.exchange.files.send_due(server) == 0
    assert server.asked == 5
    assert desk.exchange.files.waiting() == 1
