"""Forms about people: recording them, their account here, their leaving and coming back."""

import re
from collections.abc import Callable, Mapping

from akimat_desk.domain.rights import ROLES
from akimat_desk.services.office_readings import Member
from akimat_desk.services.offices import OfficeDesk
from akimat_desk.services.staff import StaffTold
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.choice import Choice
from akimat_desk.ui.fields import DateField, TextField
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.screens.actions_fields import ManyField
from akimat_desk.ui.screens.card_words import role_words, shown_day
from akimat_desk.ui.screens.settings_panel import Change, Entered
from akimat_desk.ui.screens.settings_passwords import PasswordField, judged_twice

_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]*")


class LoginField(TextField):
    """Typed at each sign-in, under any layout: Latin letters and digits."""

    def tidied(self, text: str) -> str:
        return "".join(text.split()).lower()

    def problem(self) -> str:
        typed = self.tidied(self.raw())
        is_wrong = typed and not _LOGIN.fullmatch(typed)
        return tr("Latin letters, digits, dot and hyphen only.") if is_wrong else ""

    def value(self) -> str:
        return self.tidied(self.raw())


class RolesField(ManyField):
    """At least one; what stands in it is what the person may do."""

    def __init__(self) -> None:
        super().__init__([Choice(role, role_words(role), role) for role in ROLES])

    def value(self) -> str:
        """A role a line."""
        return "\n".join(self.taken())


def member_change(office: OfficeDesk, member: Member | None) -> Change:
    """A new record, or the record of somebody anew; the login stays for life."""

    def fill(form: Form) -> None:
        login = LoginField()
        login.line.setReadOnly(member is not None)
        form.row(
            Entry("surname", tr("&Surname"), TextField(), is_required=True),
            Entry("given", tr("Given &name"), TextField(), is_required=True),
        )
        form.row(
            Entry("patronymic", tr("P&atronymic"), TextField()),
            Entry("login", tr("&Login"), login, is_required=True),
        )
        form.row(Entry("post_ky", tr("Post in &Kyrgyz"), TextField(), is_required=True))
        form.row(Entry("post_ru", tr("Post in &Russian"), TextField()))
        form.row(Entry("roles", tr("&Work of"), RolesField(), is_required=True, hint=_roles_hint()))
        form.row(
            Entry("room", tr("R&oom"), TextField()), Entry("phone", tr("&Telephone"), TextField())
        )
        form.row(Entry("department", tr("&Department"), TextField()))
        if member is None:
            field = DateField(lambda: office.today)
            form.row(Entry("from_on", tr("Works here &from"), field, is_required=True))
            form.restore({"from_on": shown_day(office.today)})
        else:
            form.restore(_raw(member))

    def work(entered: Entered) -> Callable[[], object]:
        told = _told(entered)
        return lambda: office.add_staff(told)

    return Change(
        tr("Add a person") if member is None else tr("Record of {name}", name=member.name),
        tr("Save"),
        fill,
        work,
        tr("Recorded. Cases and papers show the post and the room from now on."),
        advice=_new_advice() if member is None else "",
        codes={"login_taken": "login"},
        judge=lambda entered: _judge(office, entered, is_new=member is None),
    )


def _new_advice() -> str:
    return tr("A password is set afterwards, if the person signs in at this workstation.")


def _roles_hint() -> str:
    return tr("Type a role and press Enter; several may stand together.")


def _judge(office: OfficeDesk, entered: Entered, *, is_new: bool) -> Mapping[str, str]:
    """A second person under a login that is in use would silently change the first."""
    if not _roles(entered):
        return {"roles": tr("Choose at least one role.")}
    known = office.now.find_login(str(entered["login"])) if is_new else None
    if known is None:
        return {}
    return {"login": tr("This login belongs to {name}.", name=known.full_name)}


def _roles(entered: Entered) -> tuple[str, ...]:
    return tuple(str(entered["roles"]).split())


def _told(entered: Entered) -> StaffTold:
    texts = {
        key: str(entered[key])
        for key in ("login", "surname", "given", "patronymic", "post_ky", "post_ru")
    }
    more = {key: str(entered[key]) for key in ("room", "phone", "department")}
    return StaffTold(**texts, **more, roles=_roles(entered), from_on=entered.get("from_on"))


def _raw(member: Member) -> dict[str, str]:
    return {
        "surname": member.surname,
        "given": member.given,
        "patronymic": member.patronymic,
        "login": member.login,
        "post_ky": member.post.ky,
        "post_ru": member.post.ru,
        "roles": "\n".join((*member.roles, "")),
        "room": member.room,
        "phone": member.phone,
        "department": member.department,
    }


def access_change(office: OfficeDesk, member: Member) -> Change:
    """A first password or, when it was forgotten, another one."""

    def fill(form: Form) -> None:
        form.row(Entry("new", tr("&New password"), PasswordField(), is_required=True))
        form.row(Entry("again", tr("&Once more"), PasswordField(), is_required=True))

    def work(entered: Entered) -> Callable[[], object]:
        password = str(entered["new"])
        return lambda: office.enable_account(member.login, password)

    return Change(
        tr("Password of {name} at this workstation", name=member.name),
        tr("Set the password"),
        fill,
        work,
        tr("{name} signs in here as {login}.", name=member.name, login=member.login),
        advice=tr(
            "Let the person type it. A password that was set before stops working; nothing else of"
            " the account changes."
        ),
        codes={"password_too_short": "new"},
        judge=lambda entered: judged_twice(entered, "new", "again"),
    )


def shut_change(office: OfficeDesk, member: Member) -> Change:
    return Change(
        tr("Shut the account of {name} at this workstation", name=member.name),
        tr("Shut the account"),
        lambda _form: None,
        lambda _entered: lambda: office.book.shut_account(member.login),
        tr("{name} signs in here no more.", name=member.name),
        advice=tr(
            "The person stays in the office's record and keeps accounts at other workstations. A"
            " new password opens the account again."
        ),
    )


def end_change(office: OfficeDesk, member: Member) -> Change:
    def fill(form: Form) -> None:
        day = DateField(lambda: office.today)
        form.row(Entry("last_day", tr("&Last day at work"), day, is_required=True))
        form.row(Entry("order", tr("&Order, number and date"), TextField()))
        form.restore({"last_day": shown_day(office.today)})

    def work(entered: Entered) -> Callable[[], object]:
        day, order = entered["last_day"], str(entered["order"])
        return lambda: office.book.end_staff(member.login, day, order)

    return Change(
        tr("{name} leaves", name=member.name),
        tr("Record"),
        fill,
        work,
        tr("Recorded. It can be taken back in the list of people."),
        advice=tr(
            "What the person did stays theirs. Hand over their open cases first: filter the list"
            " of cases by the responsible."
        ),
        undo=lambda: office.book.take_back_ending(member.login),
    )


def return_change(office: OfficeDesk, member: Member) -> Change:
    def fill(form: Form) -> None:
        form.row(Entry("order", tr("&Reason or order"), TextField()))

    def work(entered: Entered) -> Callable[[], object]:
        order = str(entered["order"])
        return lambda: office.book.take_back_ending(member.login, order)

    return Change(
        tr("{name} works here again", name=member.name),
        tr("Record"),
        fill,
        work,
        tr("Recorded. The login works again where a password is set."),
        advice=tr(
            "Nothing is rubbed out: the journal keeps the leaving, and after it that it was taken"
            " back."
        ),
    )
