"""The morning's mail: what one key promises, and what becomes of an envelope."""

from datetime import date

import pytest
from services.scan_samples import a_png
from services.working_desks import MONDAY_MORNING, HandClock, a_complaint, a_desk, again, new_desk

from akimat_desk.domain.errors import NotAllowed, UnknownRow
from akimat_desk.domain.moments import local_time
from akimat_desk.services.drafts import POST

DAY = 24 * 3600 * 1000


@pytest.fixture
def clock():
    return HandClock(MONDAY_MORNING + 37_500)


@pytest.fixture
def desk(tmp_path, clock):
    with a_desk(tmp_path / "desk", clock=clock) as found:
        yield found


def test_an_envelope_holds_its_minute_its_channel_and_what_was_noted(desk):
    taken = desk.post.take("courier", from_whom=" Асанова ", about="Суу жок")
    (found,) = desk.post.waiting()
    assert found == taken
    assert (found.received_at, found.channel) == (MONDAY_MORNING, "courier")
    assert (found.from_whom, found.about, found.files) == ("Асанова", "Суу жок", ())
    assert found.register_by == date(2026, 11, 24)
    assert not found.is_late
    assert desk.drafts.find(found.id).kind == POST


def test_envelopes_of_one_minute_keep_their_order(desk):
    taken = [desk.post.take("post", about=str(place)).id for place in range(10)]
    assert [one.id for one in desk.post.waiting()] == taken


def test_what_is_overdue_stands_first_and_says_so(desk, clock):
    late = desk.post.take("post", about="late")
    clock.turn(7 * DAY)
    fresh = desk.post.take("post", about="fresh")
    assert [(one.id, one.is_late) for one in desk.post.waiting()] == [
        (late.id, True),
        (fresh.id, False),
    ]


def test_the_channels_offered_are_those_by_which_envelopes_come_post_first(desk):
    ids = [row.id for row in desk.post.channels()]
    assert ids[0] == "post"
    assert {"courier", "box", "email", "edoc"} <= set(ids)
    assert not {"in_person", "hotline", "reception"} & set(ids)


def test_a_channel_that_no_catalogue_has_is_refused(desk):
    with pytest.raises(UnknownRow):
        desk.post.take("pigeon")
    assert desk.post.waiting() == ()


def test_only_who_may_register_takes_post_in(tmp_path):
    new_desk(tmp_path / "desk", training=True, password="").close()
    desk = again(tmp_path / "desk", password="")
    with desk.core.read() as (_, lens):
        desk.core.actor = lens.office.find_login("tokton")
    with pytest.raises(NotAllowed):
        desk.post.take("post")
    desk.close()


def test_received_and_registered_are_two_instants_of_the_case(desk, clock):
    envelope = desk.post.take("post", files=[desk.attachments.hold(a_png(), "кат.png")])
    clock.turn(DAY)
    told = a_complaint(
        channel=envelope.channel, received_at=local_time(envelope.received_at).isoformat()
    )
    case = desk.registration.register(told, files=envelope.files, draft=envelope.id).case
    registered = desk.cases.open(case).case.registered
    assert (registered.received_at, registered.registered_at) == (MONDAY_MORNING, clock.at)
    assert desk.post.waiting() == ()


def test_scans_are_put_in_taken_out_and_never_doubled(desk):
    first, second = (desk.attachments.hold(a_png(grey=shade), f"{shade}.png") for shade in (1, 2))
    envelope = desk.post.take("post", files=[first]).id
    desk.post.put_in(envelope, [first, second])
    assert desk.post.waiting()[0].files == (first, second)
    desk.post.lay(envelope, [second])
    assert desk.post.waiting()[0].files == (second,)
    assert desk.attachments.untaken([first.digest, second.digest]) == (first.digest,)


def test_an_envelope_thrown_away_comes_back_as_it_was(desk):
    envelope = desk.post.take("box", about="Жарык жок", files=[desk.attachments.hold(a_png(), "x")])
    draft = desk.post.throw_away(envelope.id)
    assert desk.post.waiting() == ()
    desk.post.bring_back(draft)
    assert desk.post.waiting() == (envelope,)


def test_what_was_typed_in_the_form_since_is_what_the_list_says(desk):
    envelope = desk.post.take("post", from_whom="Асанова", about="суу")
    form = desk.drafts.find(envelope.id).form
    desk.drafts.keep(envelope.id, {**form, "name": "Асанова Гүлнара", "subject": "Нет воды"})
    (found,) = desk.post.waiting()
    assert (found.from_whom, found.about, found.is_begun) == ("Асанова Гүлнара", "Нет воды", True)


def test_drafts_of_the_counter_are_no_envelopes(desk):
    desk.drafts.keep("register-1", {"name": "Асанов"})
    assert desk.post.waiting() == ()
    assert [draft.id for draft in desk.drafts.all("register")] == ["register-1"]
