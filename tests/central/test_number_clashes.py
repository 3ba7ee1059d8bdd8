"""The ways by which one number comes to stand on two papers, on real desks and a real centre."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from central.direct_line import (
    APPLICATION,
    OFFICE,
    PASSWORD,
    Direct,
    centre_in,
    desk_in,
    join,
    numbers,
    register,
)
from central.test_exchange import demand_level, go_on_in, own_origin

from akimat_desk.central import verifying
from akimat_desk.central.status import StatusDesk
from akimat_desk.domain.case_events import ReceiptIssued
from akimat_desk.domain.readings import Bilingual
from akimat_desk.services.desk import Desk, Setup, make_workspace, open_desk
from akimat_desk.services.errors import NumberShared
from akimat_desk.services.number_clashes import Bearer, NumberClash
from akimat_desk.services.reentry import Reentry
from akimat_desk.services.restoring import Opening, Place, restore
from akimat_desk.trust.wraps import Cost


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Direct]:
    centre = centre_in(tmp_path / "centre")
    yield Direct(centre)
    centre.close()


def level(line: Direct, *desks: Desk) -> None:
    for _ in range(3):
        for desk in desks:
            desk.exchange.sync()
    demand_level(line, *desks)


def clashes(line: Direct, *desks: Desk) -> list[NumberClash]:
    """As every desk of the office and the centre tell of them, before and after a rebuild."""
    found = desks[0].number_clashes.all()
    for desk in desks:
        assert desk.number_clashes.all() == found
        assert desk.integrity.verify().number_clashes == len(found)
        desk.integrity.make_anew()
        assert desk.number_clashes.all() == found
    StatusDesk(line.centre).by_code("К1-00000/26-0", "000000", "")  # the index follows the feed
    assert verifying.verify(line.centre).number_clashes == len(found)
    return found


def desk_at(folder: Path) -> Desk:
    """One that prints receipts."""
    post = Bilingual(ky="администратор", ru="администратор")
    setup = Setup(office=OFFICE, is_training=True, password=PASSWORD, admin_post=post)
    make_workspace(folder, setup, cost=Cost(8, 1, 1))
    desk = open_desk(folder, password=PASSWORD)
    address = Bilingual(ky="Ноокат ш., Ленин көч., 1", ru="г. Ноокат, ул. Ленина, 1")
    desk.office.set_letterhead(address=address, phone="03230 5-11-22")
    desk.office.set_responsible("admin", order="№ 2")
    return desk


def seal_of(desk: Desk, case: str) -> str:
    desk.papers.receipt(case)
    ((_, issued),) = desk.cases.open(case).case.each(ReceiptIssued)
    return issued.reading.qr


def demand_told_apart(line: Direct, clash: NumberClash, writers: dict[str, Desk]) -> None:
    """Number and code lead to one's own case, and the genuine receipt of either to its own."""
    for desk in writers.values():
        with pytest.raises(NumberShared):
            desk.cases.find(clash.number)
        for paper in clash.bearers:
            assert desk.cases.find(f"{clash.number} {paper.code}") == paper.id
    page = StatusDesk(line.centre)
    for paper in clash.bearers:
        seal = seal_of(writers[paper.id], paper.id)
        assert writers[paper.id].paper_proofs.check(seal).record.id == paper.id
        shown = [page.by_code(clash.number, paper.code, ""), page.by_seal(seal, "")]
        assert [one.standing.stage for one in shown] == [paper.stage] * 2
        assert shown[1].paper.number == clash.number
    assert not page.by_code(clash.number, "000000", "").is_known


def work_on(desk: Desk, paper: Bearer) -> None:
    """So that the page can be seen to tell of the right one."""
    desk.cases.do(paper.id, "assign", {"executor": "admin"})


def test_two_desks_that_gave_numbers_before_they_met(tmp_path: Path, line: Direct) -> None:
    with closing(desk_at(tmp_path / "one")) as one, closing(desk_at(tmp_path / "two")) as two:
        given = register(one, 1, "one")
        assert register(two, 1, "two") == given
        at = {desk.cases.newest()[0].stream: desk for desk in (one, two)}
        join(one, line)
        join(two, line)
        level(line, one, two)
        (clash,) = clashes(line, one, two)
        assert (clash.number, clash.is_same_paper, clash.is_settled) == (given[0], False, False)
        work_on(one, clash.bearers[0])
        level(line, one, two)
        (clash,) = clashes(line, one, two)
        writers = {paper.id: at[stream_of(paper)] for paper in clash.bearers}
        demand_told_apart(line, clash, writers)
        two.number_clashes.settle(clash.number, "сообщено обоим")
        level(line, one, two)
        (settled,) = clashes(line, one, two)
        assert (settled.is_settled, settled.reasons) == (True, ("сообщено обоим",))


def stream_of(paper: Bearer) -> bytes:
    return bytes.fromhex(paper.id.replace("-", ""))


def test_two_copies_of_one_workspace_that_both_go_on(tmp_path: Path, line: Direct) -> None:
    with ExitStack() as open_desks:
        one = desk_in(tmp_path / "one", line)
        register(one, 1, "before")
        one.exchange.sync()
        one.close()
        shutil.copytree(tmp_path / "one", tmp_path / "twin")
        one = open_desks.enter_context(closing(open_desk(tmp_path / "one", password=PASSWORD)))
        twin = open_desks.enter_context(closing(open_desk(tmp_path / "twin", password=PASSWORD)))
        go_on_in(twin, own_origin(one))
        for desk in (one, twin):
            desk.exchange = type(desk.exchange)(desk.core, line)
        given = register(one, 2, "one")
        assert register(twin, 2, "twin") == given
        level(line, one, twin)
        assert [one.number for one in clashes(line, one, twin)] == sorted(given)
        fresh = [*register(one, 1, "after"), *register(twin, 1, "after")]
        assert len(set(fresh) | set(given)) == 4, "no third paper gets such a number"


def test_a_record_that_came_back_after_its_receipt_was_entered_again(
    tmp_path: Path, line: Direct
) -> None:
    lost = desk_at(tmp_path / "lost")
    join(lost, line)
    made = lost.backups.make(tmp_path / "stick")
    register(lost, 1, "after the copy")
    case = lost.cases.find(numbers(lost)[0])
    seal = seal_of(lost, case)
    lost.exchange.sync()
    lost.close()
    place = Place(backup=Path(made.file), folder=tmp_path / "back", witness=tmp_path / "witness")
    restore(place, Opening(login="admin", password=PASSWORD))
    with closing(open_desk(tmp_path / "back", password=PASSWORD)) as back:
        again = Reentry(back.core).reenter(seal, APPLICATION).case
        join(back, line)
        level(line, back)
        (clash,) = clashes(line, back)
        assert clash.is_same_paper
        assert {one.id for one in clash.bearers} == {case, again}
        back.cases.do(case, "assign", {"executor": "admin"})
        back.cases.do(again, "annul", {"reason": "запись вернулась"})
        level(line, back)
        assert back.cases.find(f"{clash.number} {clash.bearers[0].code}") == case
        assert back.paper_proofs.check(seal).record.id == case
        page = StatusDesk(line.centre)
        for told in (page.by_code(clash.number, clash.bearers[0].code, ""), page.by_seal(seal, "")):
            assert told.standing.stage == "under_consideration"
