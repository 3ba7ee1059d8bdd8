"""Desks of one office that share a folder, and clocks a test can turn by days."""

from pathlib import Path

from central.direct_line import APPLICATION, OFFICE, PASSWORD

from akimat_desk.services.desk import Desk, Setup, make_workspace, open_desk
from akimat_desk.trust.wraps import Cost

MONDAY = 1_795_401_000_000  # 2026-11-23T08:30+06:00


class DayClock:
    """Goes on by a millisecond at each look, and by days where the test says so."""

    def __init__(self, at: int = MONDAY) -> None:
        self.at = at

    def now(self) -> int:
        self.at += 1
        return self.at


def a_desk(folder: Path, point: str, clock: DayClock | None = None, office: str = OFFICE) -> Desk:
    clock = clock or DayClock()
    setup = Setup(office=office, is_training=True, password=PASSWORD, point=point)
    make_workspace(folder, setup, clock=clock, cost=Cost(8, 1, 1))
    return open_desk(folder, password=PASSWORD, clock=clock)


def join(founder: Desk, desk: Desk, stick: Path, shared: Path) -> None:
    asked = desk.joining.ask(stick)
    founder.joining.let_in(stick, asked.code)
    desk.joining.take(stick, shared)


def three_desks(root: Path) -> tuple[list[Desk], list[DayClock], Path]:
    """All share one folder; the first one began it."""
    shared, stick = root / "shared", root / "stick"
    shared.mkdir()
    stick.mkdir()
    clocks = [DayClock() for _ in range(3)]
    desks = [a_desk(root / f"desk{n}", str(n), clock) for n, clock in enumerate(clocks, 1)]
    desks[0].share.choose(shared)
    for desk in desks[1:]:
        join(desks[0], desk, stick, shared)
    return desks, clocks, shared


def settle(*desks: Desk) -> None:
    """Looks until nobody has anything to take."""
    for _ in range(8):
        if not sum([desk.share.exchange().taken for desk in desks]):
            return
    raise AssertionError("the share does not come to rest")


def register(desk: Desk, count: int = 1, said: str = "") -> list[str]:
    told = [{**APPLICATION, "subject": f"Жайыт {said} {n}"} for n in range(count)]
    return [one.number for one in desk.registration.register_group(told)]


def files_of(shared: Path, kind: str = "b") -> list[Path]:
    return sorted(shared.glob(f"akimat-share-*/{kind}-*.akm"))


def demand_equal(*desks: Desk) -> None:
    for desk in desks:
        desk.integrity.verify()
    assert len({desk.integrity.digest() for desk in desks}) == 1
    assert len({tuple(sorted(c.number for c in d.cases.newest(limit=9999))) for d in desks}) == 1
