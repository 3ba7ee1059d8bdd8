"""Nothing of a person stands in the server's log, whatever went through it."""

import base64
import json
from pathlib import Path

import httpx2
from central.admin_calls import PASSWORD, REPUBLIC, words_of
from central.direct_line import APPLICATION, OFFICE
from central.direct_line import PASSWORD as DESK_PASSWORD
from central.signed_calls import Caller, body, centre_with_office
from central.test_serving import serving
from litestar.testing import TestClient

from akimat_desk.central import enrolment, users
from akimat_desk.central.app import application
from akimat_desk.central.file_passes import file_pass
from akimat_desk.exchange.messages import plain
from akimat_desk.services.desk import Setup, make_workspace, open_desk
from akimat_desk.trust.wraps import Cost

PIN = "21507198500118"


def signed_in(client: httpx2.Client) -> str:
    """At the second try; the token of the session."""
    word = words_of(client.get("/admin/sign-in").text)["/admin/sign-in"]
    for password in ("wrong", PASSWORD):
        sent = {"login": "asanova", "password": password, "word": word}
        answer = client.post("/admin/sign-in", data=sent)
        word = words_of(answer.text).get("/admin/sign-in", "")
    return client.cookies["akimat-session"]


def test_after_a_whole_journey_the_log_names_nobody(tmp_path: Path) -> None:
    folder = tmp_path / "centre"
    centre = centre_with_office(folder)
    users.add(centre, "asanova", "administrator", REPUBLIC, PASSWORD)
    code = enrolment.new_code(centre, OFFICE)
    centre.close()
    told = {**APPLICATION, "applicant": {"person": {
        "surname": "Өмүрбеков", "given": "Чыңгыз", "pin": PIN,
    }}}  # fmt: skip
    setup = Setup(office=OFFICE, is_training=True, password=DESK_PASSWORD)
    make_workspace(tmp_path / "desk", setup, cost=Cost(8, 1, 1))
    desk = open_desk(tmp_path / "desk", password=DESK_PASSWORD)
    try:
        with serving(folder) as server, httpx2.Client(base_url=server.address) as client:
            done = desk.registration.register(told)
            desk.exchange.enrol(server.address, code)
            desk.exchange.sync()
            for typed in (done.receipt_code, "000000"):
                client.post("/status", data={"number": done.number, "code": typed})
            token = signed_in(client)
            assert client.get(f"/admin/offices/{OFFICE}").status_code == 200
            client.get(f"/status?number={done.number}&name=%D3%A8%D0%BC%D2%AF%D1%80")
            client.post("/v1/sync", content="Өмүрбеков".encode())
            client.post(f"/v1/files/{PIN}/Өмүрбеков", content=b"")
            code_, log = server.end()
    finally:
        desk.close()
    assert code_ == 0
    assert {"sync", "enrol"} <= {one["what"] for one in log}
    text = json.dumps(log, ensure_ascii=False)
    for secret in (
        "Өмүрбеков", "Чыңгыз", PIN, done.number, done.receipt_code, "Жайыт", "asanova", PASSWORD,
        token, code, "127.0.0.1", "%D3%A8",
    ):  # fmt: skip
        assert secret not in text


def test_a_revoked_station_is_refused_in_one_word_everywhere(tmp_path: Path) -> None:
    centre = centre_with_office(tmp_path / "centre")
    caller = Caller()
    caller.enrol(centre)
    shown = file_pass(centre, OFFICE, caller.station)
    enrolment.revoke(centre, caller.station)
    header = {"authorization": f"Akimat {base64.b64encode(plain(shown)).decode()}"}
    place = f"/v1/files/{'0' * 64}"
    enrolling = caller.enrolling(centre, enrolment.new_code(centre, OFFICE))
    with TestClient(application(centre)) as client:
        answers = [
            client.post("/v1/sync", content=body(caller.head())),
            client.get(f"{place}/state", headers=header),
            client.get(place, headers=header),
            client.patch(place, headers=header | {"upload-offset": "0", "upload-length": "1"}),
            client.post("/v1/enrol", content=enrolling),
        ]
    assert [(one.status_code, one.json()) for one in answers] == [
        (403, {"error": "station_revoked"})
    ] * len(answers)
