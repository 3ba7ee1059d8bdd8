"""No number twice and none lost, in whatever order blanks and ordinary registrations come."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from akimat_desk.domain.facts import Fact
from akimat_desk.domain.offices import Office, apply
from akimat_desk.domain.pad_events import BlankEntered, PadClosed, PadNumberAnnulled, PadReserved
from akimat_desk.domain.pads import annulled, close, demand_left, find_blank, pads, spoil
from akimat_desk.domain.series_taken import series_taken

DAY = date(2026, 11, 23)
STATION = "a station"
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("pad"), st.integers(1, 6)),
        st.tuples(st.just("usual"), st.just(0)),
        st.tuples(st.sampled_from(("enter", "spoil")), st.integers(0, 30)),
        st.tuples(st.just("close"), st.integers(0, 3)),
    ),
    max_size=25,
)


class Desk:
    """The series of one workstation and the office's stream, without a disk."""

    def __init__(self):
        self.office, self.last, self.given, self.at = Office(), 0, [], 0

    def write(self, event):
        self.at += 1
        fact = Fact(self.at.to_bytes(16, "big"), _All(), event, at=self.at)
        self.office = apply(self.office, fact)
        taken = series_taken(event)
        self.last = self.last if taken is None else max(self.last, taken[2])

    def reserve(self, count):
        first = self.last + 1
        self.write(
            PadReserved(
                pad=f"pad {self.at}",
                journal="К",
                mark="1",
                point="1",
                station=STATION,
                year=2026,
                first=first,
                last=first + count - 1,
                codes=("123456",) * count,
                reserved_on=DAY,
                reserved_at=self.at,
            )
        )

    def usual(self):
        self.last += 1
        self.given.append(self.last)

    def blanks(self, *stages):
        return [
            (pad, one) for pad in pads(self.office) for one in pad.blanks if one.stage in stages
        ]

    def do(self, step, which):
        open_pads = [pad for pad in pads(self.office) if pad.is_open]
        left = [(pad, one) for pad, one in self.blanks("left") if pad.is_open]
        if step == "pad":
            self.reserve(which)
        elif step == "usual":
            self.usual()
        elif step == "close" and open_pads:
            self.write(close(open_pads[which % len(open_pads)], STATION, DAY))
        elif step in ("enter", "spoil") and left:
            pad, blank = left[which % len(left)]
            demand_left(pad, blank, STATION)
            self.write(_entered(pad, blank) if step == "enter" else _spoiled(pad, blank))


class _All:
    def __contains__(self, _):
        return True


def _entered(pad, blank):
    return BlankEntered(
        pad=pad.id, sequence=blank.sequence, number=blank.number, case="a case", registered_at=1
    )


def _spoiled(pad, blank):
    return spoil(pad, blank, "жыртылды", STATION, DAY)


@given(STEPS)
def test_every_number_of_the_series_has_exactly_one_fate(steps):
    desk = Desk()
    for step, which in steps:
        desk.do(step, which)
    on_blanks = [one.sequence for _, one in desk.blanks("left", "entered", "spoiled", "not_used")]
    assert sorted(on_blanks + desk.given) == list(range(1, desk.last + 1))
    gone = [one.sequence for one in annulled(pads(desk.office))]
    entered = [one.sequence for _, one in desk.blanks("entered")]
    left = [one.sequence for _, one in desk.blanks("left")]
    assert sorted(gone + entered + left) == sorted(on_blanks)
    assert all(pad.count("left") == 0 for pad in pads(desk.office) if not pad.is_open)


@given(STEPS)
def test_every_blank_is_found_by_its_whole_number(steps):
    desk = Desk()
    for step, which in steps:
        desk.do(step, which)
    for pad, blank in desk.blanks("left", "entered", "spoiled", "not_used"):
        assert find_blank(pads(desk.office), blank.number.lower()) == (pad, blank)


@given(st.permutations(range(3)))
def test_what_was_entered_stands_whatever_else_is_said_of_the_number(order):
    desk = Desk()
    desk.reserve(1)
    (pad,) = pads(desk.office)
    (blank,) = pad.blanks
    said = (
        _entered(pad, blank),
        PadNumberAnnulled(
            pad=pad.id, sequence=1, number=blank.number, annulled_on=DAY, reason="кеч"
        ),
        PadClosed(pad=pad.id, closed_on=DAY, unused=(1,)),
    )
    for place in order:
        desk.write(said[place])
    (pad,) = pads(desk.office)
    assert [one.stage for one in pad.blanks] == ["entered"]
    assert pad.closed_on == DAY


def test_an_impossible_reservation_fills_no_memory():
    desk = Desk()
    desk.reserve(1)
    for first, last in ((5, 4), (-7, -2), (1, 10**15)):
        desk.write(
            PadReserved(
                pad=f"{first}",
                journal="К",
                mark="1",
                point="1",
                station=STATION,
                year=2026,
                first=first,
                last=last,
                codes=(),
                reserved_on=DAY,
                reserved_at=1,
            )
        )
    assert sorted(len(one.blanks) for one in pads(desk.office)) == [0, 0, 1, 100]
