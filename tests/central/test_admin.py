"""The administrators' page: rights by role and territory, sessions, forms, what it shows."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from central.admin_calls import (
    HOST,
    KARA_SUU,
    NOOKAT,
    NOOKAT_DISTRICT,
    OSH,
    PASSWORD,
    REPUBLIC,
    SUZAK,
    Administrator,
    add_user,
    browser,
    centre_with_offices,
    words_of,
)
from central.signed_calls import Caller
from central.test_publishing import a_calendar, a_form, a_pack
from litestar.testing import TestClient
from terms import shipped

from akimat_desk.central import audit, enrolment, sessions
from akimat_desk.central.access import ACTIONS, RIGHTS, ROLES
from akimat_desk.central.admin_routes import JSON, PAGES, admin_routes
from akimat_desk.central.app import application
from akimat_desk.central.centre import Centre
from akimat_desk.central.errors import CodeWrong, StationRevoked
from akimat_desk.text.catalogue import Texts

ALL, PUBLISHERS, HEADS = ROLES, ("administrator", "publisher"), ("administrator",)
# Every route: who may call it at all, and which office it is about ("" for all of them).
ROUTES: dict[tuple[str, str], tuple[tuple[str, ...], str | None]] = {
    ("GET", "/admin/"): (ALL, None),
    ("GET", "/admin/offices"): (ALL, None),
    ("POST", "/admin/offices"): (HEADS, None),
    ("GET", "/admin/offices/{office:str}"): (ALL, NOOKAT),
    ("POST", "/admin/offices/{office:str}/code"): (HEADS, NOOKAT),
    ("POST", "/admin/offices/{office:str}/stations/{station:str}/code"): (HEADS, NOOKAT),
    ("GET", "/admin/offices/{office:str}/stations/{station:str}/revoke"): (HEADS, NOOKAT),
    ("POST", "/admin/offices/{office:str}/stations/{station:str}/revoke"): (HEADS, NOOKAT),
    ("GET", "/admin/published"): (ALL, None),
    ("POST", "/admin/published"): (PUBLISHERS, None),
    ("POST", "/admin/published/{upload:str}"): (PUBLISHERS, None),
    ("GET", "/admin/audit"): (HEADS, None),
    ("GET", "/admin/password"): (ALL, None),
    ("POST", "/admin/password"): (ALL, None),
    ("POST", "/admin/sign-out"): (ALL, None),
    ("GET", "/v1/admin/offices"): (ALL, None),
    ("GET", "/v1/admin/offices/{office:str}/stations"): (ALL, NOOKAT),
    ("GET", "/v1/admin/published"): (ALL, None),
    ("GET", "/v1/admin/audit"): (HEADS, None),
}
DOOR = {("GET", "/admin/sign-in"), ("POST", "/admin/sign-in")}
TERRITORIES = {
    REPUBLIC: {NOOKAT, KARA_SUU, SUZAK},
    OSH: {NOOKAT, KARA_SUU},
    NOOKAT_DISTRICT: {NOOKAT},
    "41703": {SUZAK},
}


@pytest.fixture
def centre(tmp_path: Path) -> Centre:
    return centre_with_offices(tmp_path / "centre")


@pytest.fixture
def client(centre: Centre) -> Iterator["TestClient[Any]"]:
    with browser(centre) as made:
        yield made


@pytest.fixture
def asan(centre: Centre, client: "TestClient[Any]") -> Administrator:
    add_user(centre)
    made = Administrator(client)
    assert made.sign_in().status_code == 303
    return made


def station_of(centre: Centre, name: str = "a-station") -> Caller:
    caller = Caller(name)
    caller.enrol(centre)
    return caller


def test_every_route_stands_in_the_table(centre) -> None:
    app = application(centre)
    served = {
        (method, route.path_format.replace("{office}", "{office:str}"))
        for route in app.routes
        if route.path_format.startswith(("/admin", "/v1/admin"))
        for method in route.methods - {"OPTIONS"}
    }
    tabled = {
        (method, path.replace("{station:str}", "{station}").replace("{upload:str}", "{upload}"))
        for method, path in (ROUTES.keys() | DOOR)
    }
    assert {(method, path.rstrip("/")) for method, path in served} == {
        (method, path.rstrip("/")) for method, path in tabled
    }


def test_every_route_names_a_right_that_the_table_of_rights_knows() -> None:
    pages, answers = admin_routes()
    assert pages.guards
    assert answers.guards
    for handler in (*PAGES, *JSON):
        assert handler.opt["action"] in {*ACTIONS, "door"}
    assert set(RIGHTS) == set(ROLES)


@pytest.mark.parametrize("territory", TERRITORIES)
@pytest.mark.parametrize("role", ROLES)
def test_each_route_by_role_and_territory(centre, client, role, territory) -> None:
    add_user(centre, "uson", role, territory)
    one = Administrator(client)
    signed = one.sign_in("uson")
    assert signed.status_code == 303
    for (method, route), (roles, office) in ROUTES.items():
        place = (
            route.replace("{office:str}", NOOKAT)
            .replace("{station:str}", "nobody")
            .replace("{upload:str}", "nothing")
        )
        answer = client.request(method, place, follow_redirects=False)
        is_permitted = role in roles and office in (None, *TERRITORIES[territory])
        if is_permitted and method == "POST":
            # Let through to the form, which was not made by this page.
            refused = {"403": "Бул барак эскирип калган", "400": "Файлдан"}
            assert refused[str(answer.status_code)] in answer.text, place
        elif is_permitted:
            assert answer.status_code in (200, 404), place
        else:
            assert answer.status_code == 403, place
            assert "укугуңуз жок" in answer.text or "not_permitted" in answer.text, place


@pytest.mark.parametrize("territory", TERRITORIES)
def test_lists_show_the_territory_alone(centre, client, territory) -> None:
    add_user(centre, "uson", "viewer", territory)
    one = Administrator(client)
    one.sign_in("uson")
    shown = one.open("/admin/offices").text
    assert {office for office in (NOOKAT, KARA_SUU, SUZAK) if office in shown} == TERRITORIES[
        territory
    ]
    told = one.open("/v1/admin/offices").json()
    assert {row["office"] for row in told} == TERRITORIES[territory]


def test_nobody_who_is_not_signed_in_sees_anything(client) -> None:
    for method, route in ROUTES:
        place = route.replace("{office:str}", NOOKAT).replace("{station:str}", "x")
        place = place.replace("{upload:str}", "x")
        answer = client.request(method, place, follow_redirects=False)
        assert answer.status_code in (303, 401), place
        assert NOOKAT not in answer.text


def test_the_cookie_is_for_this_host_over_tls_and_for_no_script(centre, client) -> None:
    add_user(centre)
    answer = Administrator(client).sign_in()
    session = next(
        one for one in answer.headers.get_list("set-cookie") if one.startswith("__Host-akimat-s")
    )
    assert {"HttpOnly", "Secure", "SameSite=strict", "Path=/"} <= set(session.split("; "))
    assert "Max-Age" not in session


def test_pages_carry_what_keeps_them_safe(asan) -> None:
    for place in ("/admin/offices", "/admin/audit", "/admin/nothing-here", "/admin/sign-in"):
        headers = asan.open(place).headers
        if place == "/admin/nothing-here":
            continue
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script" not in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["cache-control"] == "no-store"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-content-type-options"] == "nosniff"
    assert "<script" not in asan.open("/admin/offices").text


def test_a_form_of_another_session_or_another_step_does_nothing(centre, client, asan) -> None:
    page = asan.open("/admin/offices").text
    word = words_of(page)["/admin/offices"]
    told = {"office": "41706255000000", "word": word}
    stranger = {**told, "word": sessions.form_word("another token", "/admin/offices")}
    for sent, headers in (
        (stranger, {}),
        ({**told, "word": words_of(page)["/admin/sign-out"]}, {}),
        ({"office": told["office"]}, {}),
        (told, {"sec-fetch-site": "cross-site"}),
    ):
        answer = client.post("/admin/offices", data=sent, headers=headers)
        assert answer.status_code == 403
    assert "41706255000000" not in asan.open("/admin/offices").text
    assert client.post("/admin/offices", data=told).status_code == 200
    assert "41706255000000" in asan.open("/admin/offices").text


def test_the_door_takes_no_form_of_somebody_elses_page(centre, client) -> None:
    add_user(centre)
    told = {"login": "asan", "password": PASSWORD, "word": "made-up"}
    answer = client.post("/admin/sign-in", data=told, follow_redirects=False)
    assert answer.status_code == 403
    assert "session" not in answer.headers.get("set-cookie", "")


def test_signing_in_wrong_says_the_same_of_everybody(centre, client) -> None:
    add_user(centre)
    one = Administrator(client)
    shown = {
        re.sub(r'value="[^"]*"', "", one.sign_in(*told).text)
        for told in (("asan", "wrong"), ("nobody", PASSWORD), ("", ""))
    }
    assert len(shown) == 1
    assert one.open("/admin/offices").status_code == 303


def test_signing_out_ends_it_on_the_server_too(client, asan) -> None:
    token = client.cookies["__Host-akimat-session"]
    assert asan.send("/admin/offices", "/admin/sign-out").status_code == 303
    client.cookies.set("__Host-akimat-session", token)
    assert asan.open("/admin/offices").status_code == 303


def test_a_password_goes_over_tls_or_at_the_machine_itself(centre) -> None:
    add_user(centre)
    with browser(centre, "http://centre.example") as client:
        answer = client.get("/admin/sign-in")
        assert answer.status_code == 403
        assert "password" not in answer.text


def test_a_code_is_shown_once_and_lets_one_desk_in(centre, asan) -> None:
    answer = asan.send(f"/admin/offices/{NOOKAT}", f"/admin/offices/{NOOKAT}/code")
    (code,) = re.findall(r'class="code">([^<]+)<', answer.text)
    assert len(code) == 14
    assert code not in asan.open(f"/admin/offices/{NOOKAT}").text
    assert code not in asan.open("/admin/audit").text


def test_a_station_is_revoked_after_a_question_and_only_its_own_code_brings_it_back(
    centre, asan
) -> None:
    caller = station_of(centre)
    place = f"/admin/offices/{NOOKAT}"
    step = f"{place}/stations/{caller.station}/revoke"
    assert "кайтарып аласызбы" in asan.open(step).text
    assert "кайтарылып алынган" not in asan.open(place).text
    assert asan.send(step, step).status_code == 303
    assert "кайтарылып алынган" in asan.open(place).text
    with pytest.raises(StationRevoked):
        caller.enrol(centre)
    answer = asan.send(place, f"{place}/stations/{caller.station}/code")
    (code,) = re.findall(r'class="code">([^<]+)<', answer.text)
    other = Caller("another")
    with pytest.raises(CodeWrong):
        other.enrol_with(centre, code)
    caller.enrol_with(centre, code)
    with centre.store.read() as connection:
        assert not enrolment.Stations(connection, NOOKAT).is_revoked(caller.station)
    whats = [line.what for line in audit.every(centre) if line.about == caller.station]
    assert whats == ["station_revoked", "code_made"]


@pytest.mark.parametrize("made", [a_pack, a_calendar, a_form])
def test_what_is_uploaded_is_looked_at_then_signed_and_published(
    tmp_path, centre, client, made
) -> None:
    add_user(centre, "uson", "publisher", REPUBLIC)
    one = Administrator(client)
    one.sign_in("uson")
    path = made(tmp_path)
    paths = sorted(path.iterdir()) if path.is_dir() else [path]
    looked = one.upload("", *paths)
    assert looked.status_code == 200, looked.text
    assert one.open("/v1/admin/published").json() == []
    ((step, word),) = [pair for pair in words_of(looked.text).items() if "published/" in pair[0]]
    done = client.post(step, data={"word": word})
    assert done.status_code == 200, done.text
    (line,) = one.open("/v1/admin/published").json()
    assert line["release"] == 2
    assert client.post(step, data={"word": word}).status_code == 404
    last = list(audit.every(centre))[-1]
    assert (last.who, last.what, last.origin) == ("uson", "published", "testclient")


def test_the_directory_of_bodies_is_published_like_the_rest(tmp_path, centre, asan) -> None:
    told = shipped("catalogue/bodies.json")
    told["release"] += 1
    path = tmp_path / "bodies.json"
    path.write_text(json.dumps(told), "utf-8")
    looked = asan.upload(NOOKAT, path)
    ((step, word),) = [pair for pair in words_of(looked.text).items() if "published/" in pair[0]]
    assert asan.client.post(step, data={"word": word}).status_code == 200
    (line,) = asan.open("/v1/admin/published").json()
    assert (line["kind"], line["id"], line["office"]) == ("catalogue", "bodies", NOOKAT)


def test_what_has_findings_is_shown_with_them_and_cannot_be_published(tmp_path, asan) -> None:
    answer = asan.upload(NOOKAT, a_pack(tmp_path, length=-4))
    assert answer.status_code == 200
    assert f": {Texts.of('ky')('the length is less than one day')}</li>" in answer.text
    assert not [step for step in words_of(answer.text) if "published/" in step]


def test_only_the_republic_publishes_to_all(tmp_path, asan) -> None:
    assert asan.upload("", a_calendar(tmp_path)).status_code == 403
    assert asan.upload(SUZAK, a_calendar(tmp_path)).status_code == 403
    assert asan.upload(NOOKAT, a_calendar(tmp_path)).status_code == 200


def test_nobody_publishes_what_another_uploaded(tmp_path, centre, client, asan) -> None:
    looked = asan.upload(NOOKAT, a_calendar(tmp_path))
    (step,) = [one for one in words_of(looked.text) if "published/" in one]
    add_user(centre, "uson")
    assert asan.sign_in("uson").status_code == 303
    token = client.cookies["__Host-akimat-session"]
    answer = client.post(step, data={"word": sessions.form_word(token, step)})
    assert answer.status_code == 404


def test_odd_uploads_are_refused_in_words(tmp_path, asan) -> None:
    odd = tmp_path / "odd.json"
    for content in (b"", b"\xff\xfe", b"[]", b"{}", b"[" * 100_000):
        odd.write_bytes(content)
        answer = asan.upload(NOOKAT, odd)
        assert answer.status_code == 400
        assert "Файлдан" in answer.text
    odd.write_bytes(b"x" * 5_000_000)
    assert asan.upload(NOOKAT, odd).status_code in (400, 413)


def test_the_audit_tells_a_territory_of_its_own_offices(centre, client, asan) -> None:
    asan.send("/admin/offices", "/admin/offices", office="41706255000000")
    add_user(centre, "head", territory="41703")
    asan.sign_in("head")
    shown = asan.open("/admin/audit").text
    assert SUZAK in shown
    assert NOOKAT not in shown
    assert "41706255000000" not in shown
    assert ">asan<" not in shown


def test_an_own_password_is_changed_by_who_knows_it(client, asan) -> None:
    fresh = "another long sentence"
    step = "/admin/password"
    for known, wished, again in (
        ("wrong", fresh, fresh),
        (PASSWORD, fresh, fresh + "x"),
        (PASSWORD, "short", "short"),
    ):
        told = {"known": known, "wished": wished, "again": again}
        assert asan.send(step, step, **told).status_code == 403
    done = asan.send(step, step, known=PASSWORD, wished=fresh, again=fresh)
    assert done.status_code == 303
    assert asan.open("/admin/offices").status_code == 303
    assert asan.sign_in(password=PASSWORD).status_code == 403
    assert asan.sign_in(password=fresh).status_code == 303


def test_too_long_a_request_is_refused_everywhere(client, asan) -> None:
    long = b"x" * 100_000
    for method, place in (
        ("POST", "/status"),
        ("POST", "/v1/enrol"),
        ("POST", "/admin/sign-in"),
        ("POST", "/admin/offices"),
    ):
        answer = client.request(method, place, content=long)
        assert answer.status_code in (400, 413), place


@pytest.mark.parametrize("odd", ["%00", "%ff", "..%2f", "%F0%9F%98%80", "x" * 3000])
def test_odd_addresses_are_refused_in_words(asan, odd) -> None:
    for place in (
        f"/admin/offices/{odd}",
        f"/admin/offices/{NOOKAT}/stations/{odd}/revoke",
        f"/v1/admin/offices/{odd}/stations",
        f"/admin/audit?before={odd}",
    ):
        answer = asan.client.get(place, follow_redirects=False)
        assert answer.status_code in (200, 400, 403, 404), place
    for step in (f"/admin/published/{odd}", f"/admin/offices/{NOOKAT}/stations/{odd}/code"):
        word = sessions.form_word(asan.client.cookies["__Host-akimat-session"], unquote(step))
        answer = asan.client.post(step, data={"word": word}, follow_redirects=False)
        assert answer.status_code in (400, 403, 404, 405), step


def test_both_languages_have_every_page(centre, asan) -> None:
    caller = station_of(centre)
    for place in (
        "/admin/offices", f"/admin/offices/{NOOKAT}", "/admin/published", "/admin/audit",
        "/admin/password", f"/admin/offices/{NOOKAT}/stations/{caller.station}/revoke",
    ):  # fmt: skip
        shown = {language: asan.open(place, lang=language).text for language in ("ky", "ru")}
        for language, text in shown.items():
            assert f'<html lang="{language}">' in text
        assert "Кыргызча</b>" in shown["ky"]
        assert "Русский</b>" in shown["ru"]
    assert '<html lang="ru">' in asan.open("/admin/offices").text
    assert HOST not in asan.open("/admin/offices").text
