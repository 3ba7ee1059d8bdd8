"""What administrators see: the door, offices, stations, what is published, what was done."""

from collections.abc import Iterator, Sequence
from html import escape

from akimat_desk.central.access import REPUBLIC, office_name
from akimat_desk.central.admin_desk import Checked, OfficeLine, StationLine
from akimat_desk.central.admin_frame import (
    Seen,
    ask,
    at,
    choice,
    field,
    file_form,
    form,
    link,
    page,
    strip,
    table,
)
from akimat_desk.central.admin_words import done_words, kind_words, state_words
from akimat_desk.central.publishing import RULES
from akimat_desk.central.store.audit_lines import AuditLine
from akimat_desk.central.store.publications import Line
from akimat_desk.exchange.messages import Publication
from akimat_desk.text.catalogue import Texts
from akimat_desk.text.finding_words import finding_words
from akimat_desk.text.rule_words import finding_words as rule_finding
from akimat_desk.trust.password_hashes import SHORTEST


def door(seen: Seen, login: str = "", wrong: str = "") -> str:
    t = seen.t
    fields = field(
        "login", t("Login"), value=login, more='maxlength="40" autocomplete="username"'
    ) + field(
        "password", t("Password"), kind="password",
        more='maxlength="200" autocomplete="current-password"',
    )  # fmt: skip
    about = escape(t("For those who administer this centre. Applicants ask on another page:"))
    status = link(f"/status?lang={seen.language}", t("How an application stands"))
    body = strip(wrong) + form(seen, "/admin/sign-in", fields, t("Sign in"))
    return page(seen, t("Centre: signing in"), f'{body}<p class="small">{about} {status}</p>')


def refused(seen: Seen, words: str, back: str) -> str:
    t = seen.t
    again = link(back, t("Back"), "act")
    return page(seen, t("This was not done"), f"{strip(words)}<p>{again}</p>")


def offices(seen: Seen, lines: Sequence[OfficeLine]) -> str:
    t = seen.t
    heads = (t("Institution"), t("Workstations"), t("Last heard of"))
    rows = ((_office(seen, one), _stations_of(seen, one), _contact(seen, one)) for one in lines)
    body = table(heads, rows) if lines else f"<p>{escape(t('No office yet.'))}</p>"
    if seen.may("add_office"):
        # Translators: check the Kyrgyz of "SOATE code"
        told = field("office", t("SOATE code of the place, or the whole id of the office"))
        step = "/admin/offices"
        body += ask(t("Another office"), form(seen, step, told, t("Add the office")))
    return page(seen, t("Offices"), body)


def stations(seen: Seen, office: OfficeLine, lines: Sequence[StationLine]) -> str:
    t = seen.t
    heads = (t("Workstation"), t("State"), t("Certified"), t("Its entries last came"), t("To do"))
    rows = (
        (
            _station(seen, one),
            escape(state_words(t, one)),
            at(one.certified_at),
            at(one.heard_at, t("never")),
            " ".join(_steps(seen, office.office, one)),
        )
        for one in lines
    )
    about = f'<p class="small">{escape(office.office)}. {_contact_line(seen, office)}</p>'
    body = about + (table(heads, rows) if lines else f"<p>{escape(t('No workstation yet.'))}</p>")
    if seen.may("make_code"):
        step = f"/admin/offices/{office.office}/code"
        made = form(seen, step, "", t("Make a one-time code"))
        body += ask(t("A new workstation"), made)
    return page(seen, office.place[seen.language], body)


def code(seen: Seen, office: str, station: str, made: str) -> str:
    t = seen.t
    about = t("Good for one desk, once, within a week. It is shown now and never again.")
    if station:
        about = t("Good for this workstation alone, once, within a week. It is never shown again.")
    back = link(f"/admin/offices/{office}", t("Back"), "act")
    body = (
        f"<p>{escape(office_name(office)[seen.language])}<br>{escape(station)}</p>"
        f'<p class="code">{escape(made)}</p><p>{escape(about)}</p><p>{back}</p>'
    )
    return page(seen, t("One-time code"), body)


def revoking(seen: Seen, office: str, line: StationLine) -> str:
    t = seen.t
    told = t(
        "The workstation will neither send nor receive any more. What it sent before stays. "
        "It comes back only with a one-time code made for it."
    )
    step = f"/admin/offices/{office}/stations/{line.station}/revoke"
    body = (
        f"<p>{escape(office_name(office)[seen.language])}, "
        f"{escape(t('Point {point}', point=line.point))}<br>{escape(line.station)}</p>"
        f"<p>{escape(told)}</p>"
        f"{form(seen, step, '', t('Revoke the workstation'), 'grave')}"
        f"<p>{link(f'/admin/offices/{office}', t('Back'), 'act')}</p>"
    )
    return page(seen, t("Revoke this workstation?"), body)


def published(seen: Seen, lines: Sequence[Line], known: Sequence[OfficeLine]) -> str:
    t = seen.t
    heads = (t("Number"), t("What"), t("Release"), t("To whom"), t("Published"))
    rows = (
        (
            str(one.number),
            f"{escape(kind_words(t, one.kind))}: {escape(one.id)}",
            str(one.release),
            escape(_whom(seen, one.office)),
            at(one.at),
        )
        for one in reversed(lines)
    )
    body = table(heads, rows) if lines else f"<p>{escape(t('Nothing is published yet.'))}</p>"
    if seen.may("publish"):
        body += ask(t("Publish"), _upload(seen, known))
    return page(seen, t("Published"), body)


def checked(seen: Seen, found: Checked) -> str:
    """Before it is published: what it is, and everything that speaks against it."""
    t = seen.t
    whom = escape(_whom(seen, found.office))
    rows = [
        (escape(t("What")), f"{escape(kind_words(t, found.kind))}: {escape(found.name)}"),
        (escape(t("Release")), str(found.release)),
        (escape(t("Desks have now")), str(found.present) if found.present else "\N{EM DASH}"),
        (escape(t("To whom")), whom),
    ]
    body = table((t("Fact"), t("As uploaded")), rows)
    back = f"<p>{link('/admin/published', t('Back'), 'act')}</p>"
    if found.findings:
        objections = (escape(_objection(t, found.kind, one)) for one in found.findings)
        lines = "".join(f"<li>{one}</li>" for one in objections)
        told = strip(t("It cannot be published: mend what was found and upload it again."))
        return page(seen, t("Findings"), f"{body}{told}<ul>{lines}</ul>{back}")
    told = strip(t("Nothing speaks against it. It will be signed by this centre."), is_good=True)
    step = f"/admin/published/{found.id}"
    sent = form(seen, step, "", t("Sign and publish"))
    return page(seen, t("Publish this?"), f"{body}{told}{sent}{back}")


def _objection(t: Texts, kind: str, finding: str) -> str:
    """In words, with the place; `finding` is the code and the place."""
    code, _, where = finding.partition(" ")
    code = code.removesuffix(":")
    words = rule_finding(code, t) if kind == RULES else finding_words(t, code)
    return f"{where}: {words}" if where else words


def publishing_done(seen: Seen, done: Publication) -> str:
    t = seen.t
    said = t(
        "{kind} {name}, release {release}, is signed and offered to the desks.",
        kind=kind_words(t, done.kind),
        name=done.id,
        release=done.release,
    )
    back = link("/admin/published", t("Published"), "act")
    return page(seen, t("Published"), f"{strip(said, is_good=True)}<p>{back}</p>")


def audit(seen: Seen, lines: Sequence[AuditLine], more: int) -> str:
    """`more` is the line that older ones stand before; 0 where there are none."""
    t = seen.t
    heads = (t("When"), t("Who"), t("From where"), t("What"), t("About"))
    rows = (
        (
            at(one.at),
            escape(one.who or "\N{EM DASH}"),
            escape(t("command line") if one.origin == "command" else one.origin),
            escape(done_words(t, one.what)),
            "<br>".join(escape(told) for told in (one.office, one.about) if told),
        )
        for one in lines
    )
    body = table(heads, rows)
    if more:
        body += f"<p>{link(f'/admin/audit?before={more}', t('Older'), 'act')}</p>"
    return page(seen, t("What was done"), body)


def password(seen: Seen, wrong: str = "") -> str:
    t = seen.t
    more = 'maxlength="200" autocomplete="new-password"'
    login = "" if seen.user is None else escape(seen.user.login)
    fields = (
        # What keeps passwords has to know whose it is.
        f'<input name="login" value="{login}" autocomplete="username" hidden>'
        + field(
            "known", t("Present password"), kind="password",
            more='maxlength="200" autocomplete="current-password"',
        )
        + field(
            "wished", t("New password, at least {count} characters", count=SHORTEST),
            kind="password", more=more,
        )
        + field("again", t("New password once more"), kind="password", more=more)
    )  # fmt: skip
    body = strip(wrong) + form(seen, "/admin/password", fields, t("Change the password"))
    told = escape(t("Afterwards you sign in again, everywhere."))
    return page(seen, t("My password"), f'{body}<p class="small">{told}</p>')


def _office(seen: Seen, one: OfficeLine) -> str:
    name = link(f"/admin/offices/{one.office}", one.place[seen.language])
    return f'{name}<br><span class="small">{escape(one.office)}</span>'


def _station(seen: Seen, one: StationLine) -> str:
    point = escape(seen.t("Point {point}", point=one.point))
    return f'{point}<br><span class="small">{escape(one.station)}</span>'


def _stations_of(seen: Seen, one: OfficeLine) -> str:
    if not one.revoked:
        return str(one.stations)
    revoked = seen.t.many("{count} revoked", "{count} revoked", one.revoked)
    return f"{one.stations} ({escape(revoked)})"


def _contact(seen: Seen, one: OfficeLine) -> str:
    return at(one.contact_at, seen.t("never"))


def _contact_line(seen: Seen, one: OfficeLine) -> str:
    t = seen.t
    if one.contact_at is None:
        return escape(t("It was never heard of."))
    return escape(t("Last heard of {at}.", at=at(one.contact_at)))


def _steps(seen: Seen, office: str, one: StationLine) -> Iterator[str]:
    t = seen.t
    if seen.may("revoke_station") and one.revoked_at is None:
        step = f"/admin/offices/{office}/stations/{one.station}/revoke"
        yield link(step, t("Revoke"), "act")
    if seen.may("make_code"):
        step = f"/admin/offices/{office}/stations/{one.station}/code"
        yield form(seen, step, "", t("Code to enrol again"), "")


def _whom(seen: Seen, office: str) -> str:
    return office_name(office)[seen.language] if office else seen.t("all offices")


def _upload(seen: Seen, known: Sequence[OfficeLine]) -> str:
    t = seen.t
    options = [(one.office, one.place[seen.language]) for one in known]
    if seen.user is not None and seen.user.territory == REPUBLIC:
        options = [("", t("all offices")), *options]
    about = escape(
        t(
            "A rule pack, calendar, catalogue or directory of bodies is one file. Of a form take "
            "its template.json, ky.txt, ru.txt and sample.json together."
        )
    )
    fields = (
        choice("office", t("To whom"), options)
        + f'<label for="files">{escape(t("File, or the files of a form"))}</label>'
        + '<input id="files" name="files" type="file" accept=".json,.txt" multiple required>'
    )
    step = "/admin/published"
    return f'<p class="small">{about}</p>{file_form(seen, step, fields, t("Upload and look"))}'
