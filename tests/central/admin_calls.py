"""An administrator at the centre's own page, without a browser: signs in, fills in its forms."""

import re
from html import unescape
from pathlib import Path
from typing import Any

from central.databases import databases
from litestar.testing import TestClient

from akimat_desk.central import enrolment, users
from akimat_desk.central.access import Role
from akimat_desk.central.app import application
from akimat_desk.central.centre import Centre

# Of one district of Osh oblast, of another of it, and of Jalal-Abad oblast.
NOOKAT, KARA_SUU, SUZAK = (
    "41706242000000-district-1",
    "41706226000000-district-1",
    "41703220000000-district-1",
)
OSH, NOOKAT_DISTRICT, REPUBLIC = "41706", "41706242", "republic"
PASSWORD = "a long enough word"
HOST = "https://centre.example"


def centre_with_offices(folder: Path) -> Centre:
    centre = databases.open(folder)
    centre.start()
    for office in (NOOKAT, KARA_SUU, SUZAK):
        enrolment.add_office(centre, office)
    return centre


def add_user(
    centre: Centre, login: str = "asan", role: Role = "administrator", territory: str = OSH
) -> None:
    users.add(centre, login, role, territory, PASSWORD)


def browser(centre: Centre, host: str = HOST) -> "TestClient[Any]":
    return TestClient(application(centre), base_url=host, raise_server_exceptions=False)


class Administrator:
    """One browser with its cookies."""

    def __init__(self, client: "TestClient[Any]") -> None:
        self.client = client

    def open(self, place: str, **query: str) -> Any:
        return self.client.get(place, params=query, follow_redirects=False)

    def sign_in(self, login: str = "asan", password: str = PASSWORD) -> Any:
        word = words_of(self.open("/admin/sign-in").text)["/admin/sign-in"]
        told = {"login": login, "password": password, "word": word}
        return self.client.post("/admin/sign-in", data=told, follow_redirects=False)

    def send(self, page: str, step: str, **told: str) -> Any:
        """The form of a page whose address is `step`, filled in and sent."""
        word = words_of(self.open(page).text)[step]
        return self.client.post(step, data={**told, "word": word}, follow_redirects=False)

    def upload(self, office: str, *paths: Path) -> Any:
        word = words_of(self.open("/admin/published").text)["/admin/published"]
        files = [("files", (path.name, path.read_bytes(), "text/plain")) for path in paths]
        told = {"office": office, "word": word}
        return self.client.post("/admin/published", data=told, files=files, follow_redirects=False)


def words_of(page: str) -> dict[str, str]:
    """What each form of a page carries along, by the address it goes to."""
    found = re.findall(r'<form method="post" action="([^"]+)".*?name="word" value="([^"]+)"', page)
    return {unescape(step): word for step, word in found}
