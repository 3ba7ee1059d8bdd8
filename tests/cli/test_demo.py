"""The demonstration tells the whole story, and what it leaves behind is whole and agrees."""

import json
import re
import uuid
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from cli.program_runs import called, run
from filelock import FileLock
from hypothesis import given
from hypothesis import strategies as st

from akimat_desk.cli import demo_told
from akimat_desk.cli.demo_centre import centre_program
from akimat_desk.cli.demo_days import Days, StoryClock
from akimat_desk.cli.demo_papers import DemoPapers
from akimat_desk.cli.demo_story import FIRST_DAY, Story
from akimat_desk.cli.demo_summary import summary
from akimat_desk.cli.demo_works_words import works_remarks
from akimat_desk.domain.duties import STAGES
from akimat_desk.domain.identifiers import is_pin, phone_findings, pin_findings
from akimat_desk.domain.moments import BISHKEK, legal_day, milliseconds
from akimat_desk.paths import RESOURCES
from akimat_desk.services.desk import opened, territories
from akimat_desk.services.terms import shipped_calendar
from akimat_desk.storage.queries import CaseFilter

NOON = milliseconds(datetime(2026, 12, 1, 12, tzinfo=BISHKEK))
CALENDAR = shipped_calendar()
needs_centre = pytest.mark.skipif(centre_program() is None, reason="missing litestar, uvicorn")


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    out = tmp_path_factory.mktemp("demo")
    # Where there is a display no pictures are taken; those have their own tests.
    done = run(out, "demo", "--no-window", "--out", str(out), "--json", DISPLAY=":0")
    assert done.code == 0, done.err
    return done.one


def all_desks(shown):
    return [desk for office in shown["offices"] for desk in office["desks"]]


def over_offices(shown, what):
    return {name for office in shown["offices"] for name in office[what]}


def of_catalogue(name):
    rows = json.loads((RESOURCES / "catalogue" / f"{name}.json").read_text("utf-8"))["rows"]
    return {row["id"] for row in rows}


@pytest.mark.journey
@needs_centre
class TestTheStory:
    def test_every_kind_channel_and_state_of_a_case_is_there(self, played):
        assert sum(office["cases"] for office in played["offices"]) >= 40
        assert over_offices(played, "kind") == of_catalogue("kinds")
        assert over_offices(played, "channel") == of_catalogue("channels")
        assert over_offices(played, "stage") == set(STAGES)

    def test_some_cases_are_overdue_due_today_due_soon_waiting_and_in_dispute(self, played):
        district = played["offices"][0]
        assert all(
            district[count] >= 1 for count in ("overdue", "today", "soon", "waiting", "disputed")
        )

    def test_workstations_of_an_office_and_the_centre_hold_the_same(self, played):
        assert played["ok"]
        for office in played["offices"]:
            held = {desk["digest"] for desk in office["desks"]} | {office["centre_digest"]}
            assert len(held) == 1
        assert len(played["offices"][0]["desks"]) == 2

    def test_every_workspace_verifies_with_the_printed_password(self, played):
        password = played["open"]["password"]
        for office, told in zip(played["offices"], demo_told.offices().offices, strict=True):
            for desk, named in zip(office["desks"], told.desks, strict=True):
                done = called(
                    Path(desk["folder"]), "verify", "--login", named.admin, "--json",
                    AKIMAT_DESK_PASSWORD=password,
                )  # fmt: skip
                assert done.code == 0, done.err
                assert done.one["digest"] == desk["digest"]

    def test_each_login_that_is_named_opens_the_workspace(self, played):
        opens = played["open"]
        for login in opens["logins"]:
            done = called(
                Path(opens["data"]), "list", "--login", login, "--json", "--limit", "1",
                AKIMAT_DESK_PASSWORD=opens["password"],
            )  # fmt: skip
            assert done.code == 0, done.err

    def test_both_workstations_show_the_same_open_dispute_over_who_answers(self, played):
        told = demo_told.offices().offices[0]
        shown = []
        for desk, named in zip(played["offices"][0]["desks"], told.desks, strict=True):
            how = {"login": named.admin, "password": played["open"]["password"]}
            with opened(Path(desk["folder"]), **how, clock=StoryClock(NOON)) as one:
                (row,) = one.cases.page(CaseFilter(is_disputed=True)).rows
                case = one.cases.open(str(uuid.UUID(bytes=row.stream))).case
                shown.append((row.number, case.disputes, case.slot("responsible").latest))
        assert shown[0] == shown[1]
        assert shown[0][1] == ("responsible",)

    def test_receipts_in_both_languages_and_three_forms_and_the_replies_are_on_paper(self, played):
        folder = Path(played["papers"]["folder"])
        files = played["papers"]["files"]
        assert {str(path.relative_to(folder)) for path in folder.rglob("*.pdf")} == set(files)
        assert all((folder / name).read_bytes().startswith(b"%PDF-") for name in files)
        for form in ("a5", "a4x2", "roll80"):
            for language in ("ky", "ru"):
                assert any(name.endswith(f" {form} {language}.pdf") for name in files)
        replies = [name for name in files if re.search(r" - \S+ (ky|ru)\.pdf$", name)]
        assert len(replies) >= 5

    def test_papers_by_forms_stand_at_every_step_and_one_waits_for_the_second_workstation(
        self, played
    ):
        district, village = played["offices"]
        steps = {act["stage"] for act in district["acts"]}
        assert steps >= {"waiting", "signed", "delivered", "annulled", "replaced"}
        (waiting,) = [act for act in district["acts"] if act["stage"] == "waiting"]
        assert (waiting["kind"], waiting["number"]) == ("directive", "")
        assert {act["kind"] for act in village["acts"]} >= {
            "family-certificate",
            "residence-certificate",
        }
        folder = Path(district["desks"][1]["folder"])
        login = demo_told.offices().offices[0].desks[1].admin
        done = called(
            folder, "pen", "show", "--login", login, "--json",
            AKIMAT_DESK_PASSWORD=played["open"]["password"],
        )  # fmt: skip
        (pen,) = [one for one in done.lines if one["journal"] == "directives"]
        assert (pen["is_ours"], pen["waiting"]) == (True, 1)

    def test_a_wrong_receipt_was_replaced_and_people_have_heads_of_their_departments(self, played):
        assert any("оңдолгон тил кат" in name for name in played["papers"]["files"])
        told = demo_told.offices().offices[0]
        how = {"login": told.desks[0].admin, "password": played["open"]["password"]}
        folder = Path(played["offices"][0]["desks"][0]["folder"])
        with opened(folder, **how, clock=StoryClock(NOON)) as desk:
            heads = {row.id: row.head_login for row in desk.departments.rows()}
        assert heads["Коммуналдык чарба бөлүмү"] == "toktonaliev"

    def test_the_centre_is_gone_when_the_story_is_over(self, played):
        folder = Path(played["papers"]["folder"]).parent / "centre"
        with FileLock(folder / "server.lock", timeout=0):
            assert (folder / "central.db").exists()

    def test_a_second_story_into_the_same_folder_is_refused(self, played):
        out = Path(played["papers"]["folder"]).parent
        done = run(out, "demo", "--no-window", "--out", str(out), "--json")
        assert (done.code, done.one["error"]) == (1, "workspace_exists")

    def test_no_part_of_the_departments_work_is_empty(self, played):
        works = played["offices"][0]["works"]
        assert works["inspections"] == {"announced": 1, "begun": 1, "ended": 1}
        assert works["visits"] == {"made": 1}
        (pad,) = works["pads"]
        assert (pad["blanks"], pad["entered"], pad["spoiled"], pad["left"]) == (10, 3, 1, 6)
        assert works["awaited"] >= works["to_remind"] >= 1
        assert all(works["control"][state] >= 1 for state in ("open", "reported", "lifted"))
        (acting,) = works["acting"]
        assert acting["from"] < acting["until"]

    def test_four_resolutions_stand_in_the_heads_name_and_the_summary_says_who_wrote_them(
        self, played
    ):
        told = {
            one.login: f"{one.surname} {one.given[0]}. {one.patronymic[0]}."
            for one in demo_told.offices().offices[0].staff
        }
        (sheet,) = played["offices"][0]["works"]["pen_sheets"]
        assert (sheet["matters"], sheet["entered"], sheet["waiting"]) == (6, 4, 2)
        assert sheet["by"] == [told["asanova"]]
        assert sheet["on_behalf_of"] == [told["akim"]]
        (said,) = works_remarks(played["offices"][0])
        assert told["akim"] in said
        assert told["asanova"] in said

    def test_what_the_department_printed_is_among_the_papers(self, played):
        files = [name for name in played["papers"]["files"] if name.startswith("nookat/")]
        for form in (
            "Ишкердин нускасы",
            "Жарык өчкөндөгү бланктар",
            "Резолюция барагы",
            "Органга суроо кат",
            "Көзөмөлдөгү маселе боюнча отчёт",
            "Коштоочу кат",
            "таандыгы боюнча жөнөтүү жөнүндө билдирүү",
            "шарттарын текшерүү актысы",
        ):
            assert any(form.casefold() in name.casefold() for name in files), form

    def test_a_forwarded_case_is_told_as_it_went(self, played):
        (sent,) = played["forwarded"]
        district, village = played["offices"]
        assert sent["to"] == village["office"]
        assert district["stage"]["forwarded"] >= 1
        assert isinstance(sent["arrived"], bool)


class ADisagreeingCentre:
    """Tells for each office a digest that no workstation has."""

    def digests(self, offices, _at):
        return dict.fromkeys(offices, "00")


def test_without_a_centre_first_workstations_play_alone_and_a_differing_digest_is_not_ok(tmp_path):
    papers = DemoPapers(tmp_path / "papers")
    story = Story(tmp_path / "workspaces", Days(NOON, CALENDAR), papers, None)
    try:
        story.play()
        alone = summary(story, None, papers, NOON)
        disagreeing = summary(story, ADisagreeingCentre(), papers, NOON)
    finally:
        story.close()
    assert alone["ok"]
    assert [desk["key"] for desk in all_desks(alone)] == ["nookat-1", "ulgu-1"]
    assert all(desk["pushed"] is None for desk in all_desks(alone))
    assert not disagreeing["ok"]


def test_a_folder_that_cannot_be_made_is_refused_in_words(tmp_path):
    (tmp_path / "file").write_text("")
    done = run(tmp_path, "demo", "--no-window", "--out", str(tmp_path / "file" / "x"), "--json")
    assert (done.code, done.one["error"]) == (3, "output_unwritable")


class TestTheDays:
    moments = st.datetimes(datetime(2026, 2, 1), datetime(2027, 12, 1)).map(
        lambda at: milliseconds(at.replace(tzinfo=BISHKEK))
    )

    @given(moments, st.lists(st.integers(-40, 0)), st.lists(st.integers(0, 24 * 60 - 1)))
    def test_what_the_story_names_later_is_never_earlier_and_never_in_the_future(
        self, now, offsets, minutes
    ):
        days = Days(now, CALENDAR)
        clock = timedelta(hours=8, minutes=30)
        named = sorted(
            (offset, clock + timedelta(minutes=minute % 570))
            for offset, minute in zip(offsets, minutes, strict=False)
        )
        at = [days.instant(f"{offset} {str(hour).zfill(8)[:5]}") for offset, hour in named]
        assert at == sorted(at)
        assert all(one <= now for one in at)

    @given(moments, st.integers(-40, 30))
    def test_every_day_of_the_story_is_a_working_day_so_many_away(self, now, offset):
        days = Days(now, CALENDAR)
        found = days.day(offset)
        assert CALENDAR.is_working(found)
        first, last = sorted((found, days.last))
        assert CALENDAR.working_days(first, last) == abs(offset)
        assert days.last <= legal_day(now)

    def test_the_clock_only_goes_forward(self):
        clock = StoryClock(1_000)
        clock.turn_to(500)
        assert clock.now() > 1_000
        clock.turn_to(5_000)
        assert clock.now() < clock.now()


class TestWhatIsTold:
    def cases(self):
        return [case for desk in demo_told.CASES for case in demo_told.cases(desk)]

    def test_no_two_cases_bear_one_name_and_nothing_happens_before_they_come_in(self):
        keys = [case.key for case in self.cases()]
        assert len(keys) == len(set(keys))
        days = Days(NOON, CALENDAR)
        for case in self.cases():
            steps = [days.instant(case.on), *(days.instant(step.when) for step in case.then)]
            assert steps == sorted(steps), case.key
            assert steps[0] > days.instant(FIRST_DAY)

    def test_texts_are_as_people_write_and_differ_from_each_other(self):
        texts = [case.told["text"] for case in self.cases()]
        assert len(set(texts)) == len(texts)
        assert all(40 <= len(text) <= 1_000 for text in texts)

    def test_personal_numbers_are_fourteen_digits_and_plainly_invented(self):
        people = demo_told.applicants().people.values()
        for person in people:
            assert is_pin(person["pin"])
            assert person["pin"][1:5] == "0101"
            assert not pin_findings(person["pin"])
            assert not phone_findings(person["phone"])
        assert len({person["pin"] for person in people}) == len(people)

    def test_addresses_stand_in_territories_of_the_list(self):
        listed = territories()
        for person in demo_told.applicants().people.values():
            assert listed.find(person["address"]["soate"]) is not None

    def test_the_aiyl_okmotu_is_none_of_the_list_and_says_that_it_is_for_training(self):
        district, village = demo_told.offices().offices
        assert territories().find(district.id) is not None
        assert territories().find(village.id) is None
        assert village.invented
        assert "окуу" in village.name.ky
        assert all("окуу үчүн ойдон" in rule.legal.ky for rule in village.lengths)

    def test_a_gap_is_filled_however_deep_it_stands(self):
        told = {"a": ["{day:-3} x", {"b": "{act}"}], "c": 1}
        filled = demo_told.filled(told, lambda word, of: f"<{word} {of}>")
        assert filled == {"a": ["<day -3> x", {"b": "<act >"}], "c": 1}

    def test_a_misspelt_key_of_the_story_is_noticed(self):
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert(
                {"key": "a", "on": "0 09:00", "told": {}, "whom": "b"}, demo_told.CaseTold
            )
