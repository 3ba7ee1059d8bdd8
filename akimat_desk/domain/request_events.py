"""The facts about papers that were asked for, and about those that were not asked after all."""

from datetime import date
from typing import Any

from akimat_desk.domain.facts import Event


class DocumentsRequested(Event, frozen=True, kw_only=True):
    """Papers were asked of the applicant or of a body, until `wanted_on`.

    `overrides` names those that should not have been asked of an applicant: `override_by` ordered
    it by `article`, for `override_reason`. Such a request never pauses the term.
    """

    request: str
    of: str
    documents: tuple[str, ...]
    requested_on: date
    body: str = ""
    ground: str = ""
    override_reason: str = ""
    override_by: str = ""
    article: str = ""
    overrides: tuple[str, ...] = ()
    wanted_on: date | None = None


class RequestPrevented(Event, frozen=True, kw_only=True):
    """The applicant was to be asked for a paper and was not.

    `instead` is "body" where the register that holds it was asked, by `request`, or "withdrawn".
    """

    document: str
    verdict: str
    instead: str
    prevented_on: date
    register: str = ""
    request: str = ""


REQUEST_EVENTS: tuple[type[Any], ...] = (DocumentsRequested, RequestPrevented)
