"""The sentences of the administrators' pages that depend on a code or on how something stands."""

from akimat_desk.central import errors
from akimat_desk.central.admin_desk import StationLine
from akimat_desk.central.admin_frame import at
from akimat_desk.domain.errors import DeskError, FieldWrong
from akimat_desk.domain.territories import OfficeIdWrong
from akimat_desk.text.catalogue import Texts


def state_words(t: Texts, one: StationLine) -> str:
    if one.revoked_at is None:
        return t("certified")
    return t("revoked {at}", at=at(one.revoked_at))


def kind_words(t: Texts, kind: str) -> str:
    return {
        "rules": t("rule pack"),
        "calendar": t("calendar"),
        "catalogue": t("catalogue"),
        "template": t("form"),
    }.get(kind, kind)


def done_words(t: Texts, what: str) -> str:
    return {
        "office_added": t("office added"),
        "code_made": t("one-time code made"),
        "station_revoked": t("workstation revoked"),
        "published": t("published"),
        "user_added": t("user added"),
        "user_ended": t("user ended"),
        "password_changed": t("password changed"),
        "signed_in": t("signed in"),
        "signed_out": t("signed out"),
        "sign_in_refused": t("signing in refused"),
        "audit_lost": t("lines of this list lost with an older database"),
    }.get(what, what)


def refusal_words(t: Texts, wrong: Exception) -> str:
    """What is not listed says its code."""
    if isinstance(wrong, FieldWrong):
        return _field_words(t, wrong)
    if isinstance(wrong, errors.PublicationOlder):
        return t("Release {release} or a later one was published before.", release=wrong.release)
    known = {
        errors.SignInRefused: t("Login or password is wrong."),
        errors.TooManyTries: t("Too many tries. Wait an hour."),
        errors.NotSignedIn: t("Your session has ended. Sign in again."),
        errors.NotPermitted: t(
            "You have no right to this, or the office is not in your territory."
        ),
        errors.FormStale: t("This page was too old. Open it again and repeat."),
        errors.LineNotSafe: t("Signing in is possible over TLS (https) alone."),
        errors.UploadMissing: t("The uploaded file is no longer here. Upload it again."),
        errors.OfficeUnknown: t("There is no such office at this centre."),
        errors.OfficeExists: t("This office is here already."),
        errors.StationMissing: t("There is no such workstation."),
        errors.PublicationUnreadable: t("Nothing that can be published was found in the file."),
        OfficeIdWrong: t("This is no code of a place and no id of an office."),
    }
    if not isinstance(wrong, DeskError):
        return t("This page does not exist, or something failed.")
    return known.get(type(wrong), wrong.code)


def _field_words(t: Texts, wrong: FieldWrong) -> str:
    return {
        "too_short": t("The new password is too short."),
        "too_long": t("The new password is too long."),
        "too_easy": t("The new password is too easy to guess."),
        "differs": t("The two new passwords differ."),
    }.get(wrong.reason, wrong.code)
