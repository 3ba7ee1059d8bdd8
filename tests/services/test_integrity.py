"""Long proofs tell how far they are, and whoever stops them finds everything as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.working_desks import a_complaint, a_desk

from akimat_desk.domain.errors import WorkCancelled
from akimat_desk.services.integrity import _ticking


@pytest.fixture
def desk(tmp_path):
    with a_desk(tmp_path) as found:
        done = found.registration.register_group(a_complaint(place) for place in range(5))
        found.cases.do(found.cases.find(done[0].number), "assign", {"executor": "mamyt"})
        found.cases.do(found.cases.find(done[1].number), "annul", {"reason": "Жаңылыш"})
        yield found


def numbers(desk):
    return [row.number for row in desk.lists.page(desk.cases.filter_of(), with_bars=False).rows]


class Stopping:
    """Says True from the n-th question on."""

    def __init__(self, after: int) -> None:
        self.left = after

    def __call__(self) -> bool:
        self.left -= 1
        return self.left < 0


@pytest.mark.parametrize("work", ["verify", "rebuild"])
def test_how_far_it_is_grows_to_the_whole(desk, work):
    told: list[tuple[int, int]] = []
    getattr(desk.integrity, work)(lambda done, total: told.append((done, total)))
    totals = {total for _, total in told}
    assert len(totals) == 1
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[0][0] == 0
    assert told[-1][0] == totals.pop() > 5


@pytest.mark.parametrize("after", [0, 1, 4, 8])
def test_a_rebuild_that_is_stopped_leaves_the_old_readings(desk, after):
    before, digest = numbers(desk), desk.integrity.digest()
    with pytest.raises(WorkCancelled):
        desk.integrity.rebuild(cancelled=Stopping(after))
    assert numbers(desk) == before
    assert desk.integrity.digest() == digest
    assert desk.integrity.verify()
    assert desk.integrity.rebuild() == desk.integrity.verify().streams


def test_wherever_a_check_is_stopped_it_can_be_made_again(desk):
    """What it laid aside in memory for comparing goes with it."""
    for after in range(1000):
        try:
            desk.integrity.verify(cancelled=Stopping(after))
        except WorkCancelled:
            continue
        break
    assert after > 15
    assert desk.integrity.verify()


def test_work_goes_on_after_a_stopped_rebuild(desk):
    with pytest.raises(WorkCancelled):
        desk.integrity.rebuild(cancelled=Stopping(3))
    number = desk.registration.register(a_complaint(9)).number
    assert number in numbers(desk)
    assert desk.integrity.verify()


@given(st.lists(st.integers(0, 50)), st.integers(0, 200))
def test_never_more_than_the_whole_is_told(steps, total):
    told: list[tuple[int, int]] = []
    tick = _ticking(total, lambda done, whole: told.append((done, whole)), lambda: False)
    for step in steps:
        tick(step)
    assert all(0 <= done <= whole == total for done, whole in told)
    assert told[-1][0] == min(sum(steps), total)
