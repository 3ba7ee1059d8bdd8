"""A centre and desks in one process; the line is a call, and the test can cut it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from central.databases import databases

from akimat_desk.central import access_logs, enrolment
from akimat_desk.central.centre import Centre
from akimat_desk.central.exchange import Exchange as CentralExchange
from akimat_desk.domain.errors import DeskError, Unavailable
from akimat_desk.services.desk import Desk, Setup, make_workspace, open_desk
from akimat_desk.services.exchange import Exchange
from akimat_desk.transport import FileState, LineDown, ServerRefused
from akimat_desk.trust.wraps import Cost

OFFICE = "41706242000000-district-1"
OTHER = "41706246000000-district-1"
PASSWORD = "secret-word"
APPLICATION = {
    "kind": "complaint",
    "channel": "post",
    "language": "ky",
    "subject": "Жайыт жолун бөгөө",
    "applicant": {"person": {"surname": "Өмүрбеков", "given": "Чыңгыз"}},
}


class Direct:
    """Carries messages to a centre of this process. `arrives` cuts after so many messages."""

    takes_parts = False
    under_way = 0

    def __init__(self, centre: Centre) -> None:
        self.centre = centre
        self.arrives: int | None = None
        self.loses_answers = 0
        self.sent: list[list[bytes]] = []

    def __call__(self, _url: str) -> "Direct":
        return self

    def enrol(self, message: bytes) -> bytes:
        with _refusals():
            return enrolment.enrol(self.centre, message)

    def sync(self, messages: Iterator[bytes]) -> bytes:
        told = list(messages)
        self.sent.append(told)
        with _refusals():
            call = CentralExchange(self.centre, told[0])
            for number, message in enumerate(told[1:]):
                if number == self.arrives:
                    raise LineDown("cut")
                call.accept(message)
            answer = call.answer()
        if self.loses_answers:
            self.loses_answers -= 1
            raise LineDown("lost")
        return answer

    def answers(self, messages: Sequence[bytes]) -> Iterator[bytes]:
        yield self.sync(iter(messages))

    def access(self, message: bytes) -> bytes:
        with _refusals():
            return access_logs.take(self.centre, message)

    def file_state(self, _shown: bytes, _digest: bytes) -> FileState:
        """Files go over a real line alone: tests/central/test_files.py."""
        raise ServerRefused("file_not_named")

    def send_file(self, _shown: bytes, _digest: bytes, _offset: int, _rest: bytes) -> None:
        raise ServerRefused("file_not_named")

    def fetch_file(self, _shown: bytes, _digest: bytes, _offset: int) -> Iterator[bytes]:
        raise ServerRefused("file_not_here")

    def close(self) -> None:
        pass


class _refusals:  # noqa: N801
    """What the HTTP layer makes of a refusal."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, wrong: BaseException | None, _trace: object) -> None:
        if isinstance(wrong, DeskError) and not isinstance(wrong, Unavailable):
            raise ServerRefused(wrong.code) from wrong


def centre_in(folder: Path, *offices: str) -> Centre:
    centre = databases.open(folder)
    centre.start()
    for office in offices or (OFFICE,):
        enrolment.add_office(centre, office)
    return centre


def desk_in(folder: Path, line: Direct | None = None, office: str = OFFICE) -> Desk:
    setup = Setup(office=office, is_training=True, password=PASSWORD)
    make_workspace(folder, setup, cost=Cost(8, 1, 1))
    desk = open_desk(folder, password=PASSWORD)
    if line is not None:
        join(desk, line)
    return desk


def join(desk: Desk, line: Direct) -> None:
    when_level = desk.exchange.when_level
    desk.exchange = Exchange(desk.core, line)
    desk.exchange.when_level = when_level
    desk.exchange.enrol("here", enrolment.new_code(line.centre, desk.office.id))


def register(desk: Desk, count: int = 1, said: str = "") -> list[str]:
    """The numbers given."""
    told = [{**APPLICATION, "subject": f"Жайыт {said} {n}"} for n in range(count)]
    return [one.number for one in desk.registration.register_group(told)]


def numbers(desk: Desk) -> list[str]:
    return sorted(row.number for row in desk.cases.newest(limit=1000))
