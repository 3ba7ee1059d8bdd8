"""The steps of an exchange one by one: answers that come late, and words that are void."""

from exchange.nodes import CentreNode, DeskNode, bytes_of, exchange, settle_down

from akimat_desk.exchange import central_side
from akimat_desk.exchange.desk_steps import Asking
from akimat_desk.exchange.messages import Place, SyncAnswer

STREAM = bytes_of("stream")
ALL = 10_000
CARRIED = Asking(limit=ALL, is_carried=True)


def answered(desk: DeskNode, centre: CentreNode, asking: Asking | None = None) -> SyncAnswer:
    """A call that reaches the centre; what becomes of its answer is the test's."""
    request, pushed = desk.prepare(asking)
    have = centre.met(request)
    for batch in pushed:
        centre.accept(batch, have)
    return centre.answer(request, have, ALL)


def two_desks() -> tuple[DeskNode, DeskNode, CentreNode]:
    one, two, centre = DeskNode("a"), DeskNode("b"), CentreNode()
    one.write(STREAM, "first")
    settle_down([one, two], centre)
    return one, two, centre


def test_an_answer_that_is_not_waited_for_brings_entries_and_receipts_but_decides_nothing() -> None:
    one, two, centre = two_desks()
    one.write(STREAM, "by stick")
    two.write(STREAM, "of the other")
    settle_down([two], centre)
    late = answered(one, centre, CARRIED)
    exchange(one, centre, is_answered=False)
    before = one.server
    ended = one.absorb(late)
    assert one.server == before
    assert ended.goes_on
    assert one.receipts[one.origin].seq == 2
    assert one.journal.known == centre.journal.known
    assert two.origin not in before.places or before.places[two.origin] == Place(0, b"")


def test_a_late_answer_of_another_life_of_the_server_is_left_alone() -> None:
    one, two, centre = two_desks()
    two.write(STREAM, "of the other")
    settle_down([two], centre)
    late = answered(one, centre)
    centre.mint()
    settle_down([one], centre)
    before, receipts = one.server, dict(one.receipts)
    one.absorb(late)
    assert (one.server, one.receipts) == (before, receipts)


def test_a_stale_request_that_finds_the_lease_gone_opens_no_new_origin() -> None:
    one, _, centre = two_desks()
    stick = one.prepare(CARRIED)
    for _ in range(2):
        exchange(one, centre)
    late = centre.answer(stick[0], centre.met(stick[0]), ALL)
    assert late.must_open == "cloned"
    origin = one.origin
    one.absorb(late)
    assert one.origin == origin


def test_the_same_answer_twice_changes_nothing_more() -> None:
    one, _, centre = two_desks()
    one.write(STREAM, "more")
    answer = answered(one, centre)
    one.absorb(answer)
    before = one.server
    one.absorb(answer)
    assert one.server == before


def test_a_courier_takes_all_along_that_no_word_covers_without_asking_first() -> None:
    desk, centre = DeskNode("a"), CentreNode()
    written = {desk.write(STREAM, str(n)).content_id for n in range(3)}
    late = answered(desk, centre, CARRIED)
    assert centre.journal.known == written
    desk.absorb(late)
    assert desk.receipts[desk.origin].seq == 3


def test_a_desk_that_wrote_on_over_anothers_place_does_not_pass_it_for_its_own() -> None:
    """A copy of the disk had gone further, and we heard so before we wrote."""
    one, two, centre = two_desks()
    twin = two.clone()
    two.write(STREAM, "of the twin")
    settle_down([two], centre)
    place = centre.journal.place(two.origin)
    twin.journal.places[twin.origin] = place
    twin.write(STREAM, "of ours")
    twin.write(STREAM, "and more")
    request, pushed = twin.prepare()
    assert request.have[twin.origin] != place
    assert pushed == []
    settle_down([one, two, twin], centre)
    assert twin.journal.known == one.journal.known == centre.journal.known
    assert twin.origin != two.origin


def test_a_desk_that_hears_of_more_than_it_wrote_goes_on_in_another_origin() -> None:
    one, _, centre = two_desks()
    older = one.clone()
    one.write(STREAM, "later")
    settle_down([one], centre)
    centre.leases.clear()
    origin = older.origin
    exchange(older, centre)
    assert older.origin != origin


def test_a_server_put_back_unannounced_is_found_by_its_feed_though_no_receipt_tells() -> None:
    """The desk that wrote what is lost died; the reader has no receipt for it."""
    one, two, centre = two_desks()
    older = centre.copied()
    one.write(STREAM, "only the reader still has it")
    settle_down([one, two], centre)
    assert two.cursor == 2
    centre.put_back(older)
    three = DeskNode("c")
    three.write(STREAM, "fills the gap in the numbers")
    settle_down([three], centre)
    assert len(centre.feed) == two.cursor
    settle_down([two, three], centre)
    assert two.journal.known == three.journal.known == centre.journal.known
    assert len(centre.journal.known) == 3


def test_a_start_tells_a_database_that_is_behind_its_witness() -> None:
    told = central_side.reason_to_mint
    assert told("", 0, None) == "created"
    assert told("e", 4, None) == "no_witness"
    assert told("e", 3, (4, "e")) == "restored"
    assert told("e", 4, (4, "another")) == "restored"
    assert told("e", 4, (4, "e")) == ""


def test_after_a_lost_answer_a_desk_asks_what_arrived_before_anything_comes_down() -> None:
    one, two, centre = two_desks()
    two.write(STREAM, "of the other")
    settle_down([two], centre)
    one.write(STREAM, "arrives")
    one.write(STREAM, "arrives as well")
    exchange(one, centre, is_answered=False)
    told = answered(one, centre)
    assert (told.page, told.more) == ((), True)
    assert told.have[one.origin] == one.journal.place(one.origin)
    one.absorb(told)
    settle_down([one, two], centre)
    assert one.journal.known == two.journal.known == centre.journal.known


def test_a_desk_that_lacks_nothing_up_takes_the_page_again_at_once() -> None:
    one, two, centre = two_desks()
    two.write(STREAM, "of the other")
    settle_down([two], centre)
    exchange(one, centre, is_answered=False)
    assert answered(one, centre).page


def test_what_a_server_lost_beyond_a_desks_cursor_is_asked_for_and_pushed_again() -> None:
    """Put back without notice, its feed agrees up to the cursor: the digest cannot tell."""
    one, two, centre = two_desks()
    for number in range(4):
        two.write(STREAM, f"of the other {number}")
        settle_down([two], centre)
    one.write(STREAM, "of an origin that is closed")
    one.open_origin()
    before = centre.copied()
    exchange(one, centre, page=1)
    exchange(one, centre, page=1)
    assert centre.journal.known > before.journal.known
    assert one.cursor < len(centre.feed)
    centre.put_back(before)
    settle_down([one, two], centre)
    assert one.journal.known == two.journal.known == centre.journal.known
