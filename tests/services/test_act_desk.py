"""Acts by templates: whole or not issued, numbered by one desk, and the same bytes for ever."""

import uuid
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import msgspec
import pikepdf
import pytest
from central.direct_line import Direct, centre_in, desk_in
from PIL import Image
from services.working_desks import HandClock, a_complaint, a_desk

from akimat_desk.domain.act_events import OfficeActOpened
from akimat_desk.domain.act_readings import ActReading
from akimat_desk.domain.act_wishes import ActDelivery, ActTold
from akimat_desk.domain.acts import PartsMissing
from akimat_desk.domain.case_events import ActIssued
from akimat_desk.domain.errors import ActUnknown, ClockBehind, FieldWrong
from akimat_desk.domain.office_events import KeeperNamed
from akimat_desk.domain.readings import Bilingual, Letterhead
from akimat_desk.paths import RESOURCES
from akimat_desk.services.act_numbers import NotTheKeeper, hand_pen
from akimat_desk.services.act_steps import ActNotReady, SignedFileOther
from akimat_desk.services.desk import Desk
from akimat_desk.services.staff import StaffTold
from akimat_desk.services.templates import read_template

POINTS = ["Айыл өкмөтүнүн башчылары жолду ачсын.", "Жыйынтыгын жумага чейин билдирсин."]


def an_order(subject: str = "Жолду ачуу жөнүндө", **changes) -> ActTold:
    told = {"subject": subject, "preamble": "Текшерүүнүн жыйынтыгы боюнча.", "points": POINTS}
    return ActTold(**{"template": "order", "told": told} | changes)


A_CERTIFICATE = ActTold(
    template="family-certificate",
    told={
        "person": "Асанова Гүлнара Бакытовна",
        "address": "Көк-Жар айылы, Токтогул көч., 12",
        "members": [{"name": "Асанов Бакыт", "kin": "атасы", "born": "1960"}],
        "place_of_use": "мектепке",
    },
)


def with_a_head(desk: Desk) -> Desk:
    desk.office.hold_post("head", "asanova", order="№ 1")
    return desk


@pytest.fixture
def desk(tmp_path):
    with a_desk(tmp_path) as found:
        yield with_a_head(found)


def ready(desk: Desk) -> Desk:
    """A desk of the exchange, with what a paper needs."""
    desk.office.set_letterhead(
        address=Bilingual(ky="Ноокат ш., Ленин көч., 1", ru="г. Ноокат, ул. Ленина, 1"),
        phone="03230 5-11-22",
    )
    desk.office.add_staff(
        StaffTold(
            login="akim", surname="Жээнбекова", given="Бактыгүл", post_ky="аким", post_ru="аким",
            roles=("head",), room="1", phone="03230 5-11-22",
        )
    )  # fmt: skip
    desk.office.hold_post("head", "akim", order="№ 1")
    return desk


@pytest.fixture
def desks(tmp_path: Path):
    centre = centre_in(tmp_path / "centre")
    line = Direct(centre)
    one, other = (desk_in(tmp_path / name, line) for name in ("one", "other"))
    ready(one)
    meet(one, other)
    yield one, other
    one.close()
    other.close()
    centre.close()


def meet(*desks: Desk) -> None:
    for _ in range(3):
        for desk in desks:
            desk.exchange.sync()


def test_two_desks_issue_fifty_orders_each_offline_and_the_numbers_have_no_gap_and_no_twin(desks):
    one, other = desks
    for n in range(50):
        assert one.act_desk.issue(an_order(f"Биринчи столдун буйругу {n}")).number
        assert other.act_desk.issue(an_order(f"Экинчи столдун буйругу {n}")).stage == "waiting"
    meet(one, other)
    rows = [desk.act_desk.newest() for desk in desks]
    assert {row.act: row.number for row in rows[0]} == {row.act: row.number for row in rows[1]}
    given = sorted(int(row.number) for row in rows[1])
    assert given == list(range(1, 101))
    assert one.integrity.digest() == other.integrity.digest()


def test_a_paper_that_was_numbered_elsewhere_is_drawn_here_to_the_same_bytes(desks):
    one, other = desks
    waiting = other.act_desk.issue(an_order())
    with pytest.raises(ActNotReady):
        other.act_desk.paper(waiting.act)
    meet(one, other)
    assert other.act_desk.paper(waiting.act) == one.act_desk.paper(waiting.act)


def test_a_paper_without_a_required_part_is_not_issued_and_writes_nothing(desk):
    before = desk.integrity.verify().entries
    for told in ({}, {"subject": "Эмне", "preamble": " ", "points": [""]}):
        prepared = desk.act_desk.prepare(an_order(told=told))
        assert (prepared.paper, "preamble" in prepared.missing) == (b"", True)
        with pytest.raises(PartsMissing) as refused:
            desk.act_desk.issue(an_order(told=told))
        assert set(refused.value.parts) == set(prepared.missing)
    with pytest.raises(FieldWrong):
        desk.act_desk.issue(an_order(told={"nothing_like_it": "x"}))
    assert desk.integrity.verify().entries == before


def test_what_is_shown_before_is_what_is_issued_but_for_number_and_seal(desk):
    shown = desk.act_desk.prepare(an_order()).paper
    issued = desk.act_desk.issue(an_order())
    assert issued.paper is not None
    assert shown.startswith(b"%PDF")
    assert shown != issued.paper.data
    assert desk.act_desk.paper(issued.number).data == issued.paper.data
    assert desk.act_desk.paper(issued.act).digest == issued.paper.digest


def test_an_act_goes_from_its_number_to_the_signature_and_to_the_addressee(desk):
    act = desk.act_desk.issue(an_order()).act
    today = desk.cases.today()
    with pytest.raises(FieldWrong):
        desk.act_desk.sign(act, today + timedelta(days=1))
    assert desk.act_desk.sign(act).stage == "signed"
    with pytest.raises(ActNotReady):
        desk.act_desk.sign(act)
    returned = desk.act_desk.deliver(act, ActDelivery(way="returned", proof="почта"))
    assert (returned.stage, returned.delivered_on) == ("returned", None)
    reached = desk.act_desk.deliver(act, ActDelivery(way="hand", proof="тил кат"))
    assert (reached.stage, reached.delivered_on) == ("delivered", today)
    with pytest.raises(FieldWrong):
        desk.act_desk.deliver(act, ActDelivery(way="pigeon"))
    assert desk.integrity.verify().streams


def test_a_signed_file_counts_only_where_it_holds_our_bytes(desk):
    issued = desk.act_desk.issue(an_order())
    data = issued.paper.data
    with pytest.raises(SignedFileOther):
        desk.act_desk.sign(issued.act, file=b"signed" + data[:-1])
    signed = desk.act_desk.sign(issued.act, file=b"envelope" + data + b"signature")
    assert signed.signed.file == desk.core.files.digest(b"envelope" + data + b"signature")


def test_a_correction_is_a_new_act_that_names_the_old_one(desk):
    wrong = desk.act_desk.issue(an_order("Туура эмес"))
    right = desk.act_desk.issue(an_order("Туура", replaces=wrong.act))
    assert desk.act_desk.state(wrong.act).stage == "replaced"
    assert desk.act_desk.state(wrong.act).replaced.by == right.act
    assert desk.act_desk.state(right.act).issued.replaces == wrong.act
    assert desk.act_desk.paper(wrong.act).data == wrong.paper.data
    with pytest.raises(ActUnknown):
        desk.act_desk.issue(an_order(replaces="nothing"))


def test_an_annulled_act_keeps_its_number_and_the_next_one_goes_on(desk):
    first = desk.act_desk.issue(an_order())
    assert desk.act_desk.annul(first.act, "эки жолу даярдалган").stage == "annulled"
    with pytest.raises(ActNotReady):
        desk.act_desk.annul(first.act, "дагы")
    assert int(desk.act_desk.issue(an_order()).number) == int(first.number) + 1


def test_a_paper_of_a_case_stands_in_the_case_and_takes_its_number_and_name(desk):
    case = desk.cases.find(desk.registration.register(a_complaint()).number)
    prepared = desk.act_desk.prepare(A_CERTIFICATE, case)
    assert prepared.paper, (prepared.missing, prepared.unsure)
    issued = desk.act_desk.issue(A_CERTIFICATE, case)
    (row,) = [row for row in desk.act_desk.newest() if row.act == issued.act]
    assert row.case_number == desk.cases.newest()[0].number
    assert row.addressee == "Асанова Гүлнара Бакытовна"
    assert issued.act in [one.act for one in desk.cards.card(case).acts]


def test_a_dead_keeper_is_replaced_from_the_last_number_known(desks):
    one, other = desks
    for n in range(3):
        one.act_desk.issue(an_order(str(n)))
    meet(one, other)
    one.act_desk.issue(an_order("нобель жеткен жок"))
    with pytest.raises(NotTheKeeper):
        hand_pen(other.core, "orders", other.core.identity.station)
    taken = hand_pen(
        other.core, "orders", other.core.identity.station, last_number=4, reason="диск күйдү"
    )
    assert (taken.last_number, taken.reason) == (4, "диск күйдү")
    assert other.act_desk.issue(an_order("улантуу")).number == "5"
    with other.core.read() as (_, lens):
        changes = [one for one in lens.office.all("keeper") if isinstance(one, KeeperNamed)]
    assert changes[-1].reason


def test_the_keeper_hands_its_pen_on_and_the_other_goes_on_without_a_gap(desks):
    one, other = desks
    assert one.act_desk.issue(an_order()).number == "1"
    hand_pen(one.core, "orders", other.core.identity.station)
    meet(one, other)
    assert one.act_desk.issue(an_order()).stage == "waiting"
    assert other.act_desk.issue(an_order()).number == "2"
    meet(one, other)
    assert sorted(row.number for row in one.act_desk.newest()) == ["1", "2", "3"]


def test_a_paper_without_a_part_that_another_desk_sent_gets_no_number(desks):
    one, other = desks
    act, empty = str(uuid.uuid4()), msgspec.json.encode(
        ActReading(
            template="order-1", language="ky", issued_on=one.cases.today(),
            office=Letterhead(name=Bilingual(ky="Ноокат"), address=Bilingual(ky="Ноокат")),
        )
    )  # fmt: skip
    with other.core.write("issue-act") as writing:
        opened = writing.append(uuid.UUID(act).bytes, None, OfficeActOpened(act=act, kind="order"))
        forged = ActIssued(
            act=act, kind="order", language="ky", template="order-1", journal="orders",
            issued_on=one.cases.today(), digest=b"", signatory="", reading=empty.decode(),
            template_digest=other.templates.find("order").digest,
        )  # fmt: skip
        writing.append(uuid.UUID(act).bytes, opened, forged)
    whole = other.act_desk.issue(an_order())
    meet(one, other)
    # The centre refused it for everybody; at the desk that wrote it its text is kept.
    assert {row.act: row.number for row in one.act_desk.newest()} == {whole.act: "1"}
    (refused,) = other.outbox.refused()
    assert (refused.type, refused.refusal) == ("ActIssued", "part_missing")


def test_a_copy_is_a_second_file_whose_number_is_on_record(desk):
    issued = desk.act_desk.issue(an_order())
    copies = [desk.act_desk.copy(issued.number) for _ in range(2)]
    assert [paper.copy for paper in copies] == [1, 2]
    assert len({issued.paper.digest, *(paper.digest for paper in copies)}) == 3
    assert [made.digest for made in desk.act_desk.state(issued.act).copies] == [
        paper.digest for paper in copies
    ]
    assert desk.act_desk.paper(issued.act).data == issued.paper.data
    assert desk.integrity.verify().files == 3


def test_what_waits_for_its_number_has_no_copy(desks):
    one, other = desks
    one.act_desk.issue(an_order())
    waiting = other.act_desk.issue(an_order())
    with pytest.raises(ActNotReady):
        other.act_desk.copy(waiting.act)


def a_picture(colour: str = "navy") -> bytes:
    out = BytesIO()
    Image.new("RGBA", (900, 700), colour).save(out, "PNG")
    return out.getvalue()


def pictures_in(data: bytes) -> int:
    with pikepdf.open(BytesIO(data)) as pdf:
        return sum(len(page.get_images()) for page in pdf.pages)


def test_the_letterhead_bears_the_picture_of_its_day_here_and_at_the_other_desk(desks):
    one, other = desks
    bare = one.act_desk.issue(an_order())
    one.office.set_emblem(a_picture())
    meet(one, other)
    with_one = one.act_desk.issue(an_order())
    waiting = other.act_desk.issue(an_order())
    one.office.set_emblem(a_picture("darkred"))
    meet(one, other)
    assert [pictures_in(paper.data) for paper in (bare.paper, with_one.paper)] == [0, 1]
    later = other.act_desk.paper(waiting.act)
    assert pictures_in(later.data) == 1
    assert later == one.act_desk.paper(waiting.act)
    assert other.act_desk.paper(with_one.act).data == with_one.paper.data
    with pytest.raises(FieldWrong):
        one.office.set_emblem(b"no picture")


def test_the_office_writes_its_numbers_as_it_is_used_to_and_names_its_place(desk):
    with pytest.raises(FieldWrong):
        desk.office.set_setting("act_number.orders", "no place for it")
    desk.office.set_setting("act_number.orders", "{sequence}-\u0431")
    desk.office.set_setting("place_ky", "Ноокат ш.")
    issued = desk.act_desk.issue(an_order())
    assert issued.number == "1-\u0431"
    assert desk.act_desk.paper("1-\u0431").data == issued.paper.data


def test_of_a_refusal_the_term_of_appeal_runs_from_the_day_it_was_delivered(desk):
    case = desk.cases.find(desk.registration.register(a_complaint()).number)
    template, sample = read_template(RESOURCES / "templates" / "refusal")
    wish = ActTold(template=template.id, told=sample["ky"])
    refusal = desk.act_desk.issue(wish, case)
    order = desk.act_desk.issue(an_order())
    assert [row.appeal_until for row in desk.act_desk.newest()] == [None, None]
    for act in (refusal.act, order.act):
        desk.act_desk.deliver(act, ActDelivery(way="hand"))
    until = {row.act: row.appeal_until for row in desk.act_desk.newest()}
    assert until[order.act] is None
    with desk.core.read() as (_, lens):
        day = lens.references.calendar.nth_working_day(desk.cases.today(), 30)
    assert until[refusal.act] == day


def test_a_clock_that_was_set_back_gives_no_number_and_nothing_is_written(tmp_path):
    clock = HandClock()
    with a_desk(tmp_path, clock=clock) as desk:
        with_a_head(desk)
        desk.act_desk.issue(an_order())
        before = desk.integrity.verify().entries
        clock.turn(-3_600_000)
        with pytest.raises(ClockBehind):
            desk.act_desk.issue(an_order())
        assert desk.act_desk.number_what_came() is False
        assert desk.integrity.verify().entries == before
        clock.turn(7_200_000)
        assert desk.act_desk.issue(an_order()).number == "2"
