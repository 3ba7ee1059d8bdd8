"""One-time codes, certificates, marks, training."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from central.databases import databases
from central.direct_line import OFFICE, OTHER, Direct, centre_in, desk_in

from akimat_desk.central import enrolment
from akimat_desk.central.errors import (
    CodeWrong,
    OfficeExists,
    OfficeUnknown,
    StationMissing,
    TooManyTries,
    TrainingDiffers,
)
from akimat_desk.central.keys import server_key
from akimat_desk.exchange import desk_side
from akimat_desk.services.exchange import Exchange
from akimat_desk.transport import ServerRefused


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Direct]:
    centre = centre_in(tmp_path / "centre", OFFICE, OTHER)
    yield Direct(centre)
    centre.close()


@pytest.fixture
def desk(tmp_path: Path, line: Direct):
    made = desk_in(tmp_path / "desk")
    made.exchange = Exchange(made.core, line)
    yield made
    made.close()


def refusal(desk, code: str) -> str:
    with pytest.raises(ServerRefused) as refused:
        desk.exchange.enrol("here", code)
    assert not desk.exchange.state().is_enrolled
    return refused.value.refusal


def test_a_code_lets_one_desk_in_and_no_second(tmp_path, desk, line) -> None:
    code = enrolment.new_code(line.centre, OFFICE)
    done = desk.exchange.enrol("here", code.lower().replace("-", " "))
    assert done.mark == done.mark_before == "1"
    second = desk_in(tmp_path / "second")
    try:
        second.exchange = Exchange(second.core, line)
        assert refusal(second, code) == "code_wrong"
    finally:
        second.close()


def test_the_same_desk_may_ask_again_after_a_lost_answer(desk, line) -> None:
    code = enrolment.new_code(line.centre, OFFICE)
    desk.exchange.enrol("here", code)
    assert desk.exchange.enrol("here", code).mark == "1"


def test_a_wrong_code_a_code_of_another_office_and_an_old_one_sound_alike(desk, line) -> None:
    assert refusal(desk, "ABCD-EFGH-JKMN") == "code_wrong"
    assert refusal(desk, enrolment.new_code(line.centre, OTHER)) == "code_wrong"
    old = enrolment.new_code(line.centre, OFFICE)
    now = line.centre.clock()
    line.centre.clock = lambda: now + enrolment.CODE_LASTS + 1
    assert refusal(desk, old) == "code_wrong"


def test_guessing_is_stopped_for_the_hour(desk, line) -> None:
    for _ in range(enrolment.WRONG_TRIES_AN_HOUR):
        refusal(desk, "ABCD-EFGH-JKMN")
    code = enrolment.new_code(line.centre, OFFICE)
    with pytest.raises(TooManyTries):
        desk.exchange.enrol("here", code)
    now = line.centre.clock()
    line.centre.clock = lambda: now + 3600 * 1000
    assert desk.exchange.enrol("here", code).mark == "1"


def test_a_real_centre_refuses_a_training_station(tmp_path, desk) -> None:
    centre = databases.open(tmp_path / "real", is_training=False)
    try:
        enrolment.add_office(centre, OFFICE)
        desk.exchange = Exchange(desk.core, Direct(centre))
        assert refusal(desk, enrolment.new_code(centre, OFFICE)) == "training_differs"
        with pytest.raises(TrainingDiffers):
            databases.open(tmp_path / "real")
    finally:
        centre.close()


def test_an_unknown_office_is_told_apart_from_a_wrong_code(tmp_path, line) -> None:
    stranger = desk_in(tmp_path / "stranger", office="41706246000000-envoy-1")
    try:
        stranger.exchange = Exchange(stranger.core, line)
        assert refusal(stranger, "ABCD-EFGH-JKMN") == "office_unknown"
    finally:
        stranger.close()
    with pytest.raises(OfficeUnknown):
        enrolment.new_code(line.centre, "41706246000000-envoy-1")
    with pytest.raises(OfficeExists):
        enrolment.add_office(line.centre, OFFICE)
    with pytest.raises(StationMissing):
        enrolment.revoke(line.centre, "nobody")


def test_the_directory_is_signed_and_grows_with_each_change(desk, line) -> None:
    def listed():
        with line.centre.store.read() as connection:
            return enrolment.directory(line.centre, connection, OFFICE)

    before = listed()
    desk.exchange.enrol("here", enrolment.new_code(line.centre, OFFICE))
    after = listed()
    assert after.release > before.release
    assert [card.certificate.station for card in after.cards] == [desk.core.identity.station]
    public = line.centre.key.public
    assert desk_side.genuine_directory(after, office=OFFICE, server_public=public)
    assert not desk_side.genuine_directory(after, office=OTHER, server_public=public)
    enrolment.revoke(line.centre, desk.core.identity.station)
    assert listed().cards[0].revoked_at is not None
    assert listed().release > after.release


def test_commands_that_come_at_once_make_one_server_key(tmp_path) -> None:
    together = Barrier(4)

    def make(_place: int) -> bytes:
        together.wait()
        return server_key(tmp_path).key_id

    with ThreadPoolExecutor(4) as pool:
        made = set(pool.map(make, range(4)))
    assert made == {server_key(tmp_path).key_id}
    assert [path.name for path in tmp_path.iterdir()] == ["server.key"]


def test_the_server_key_is_its_accounts_alone_and_stays(tmp_path) -> None:
    centre = databases.open(tmp_path / "c", is_training=False)
    public = centre.key.public
    centre.close()
    assert (tmp_path / "c" / "server.key").stat().st_mode & 0o777 == 0o600
    again = databases.open(tmp_path / "c", is_training=False)
    assert again.key.public == public
    again.close()


def test_a_code_is_kept_as_a_digest_only(line) -> None:
    code = enrolment.new_code(line.centre, OFFICE)
    for file in line.centre.folder.iterdir():
        assert code.encode() not in file.read_bytes()
    assert issubclass(CodeWrong, Exception)
