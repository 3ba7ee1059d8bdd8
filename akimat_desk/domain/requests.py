"""What may be asked of an applicant: papers listed for the service that no register holds.

No text of a law that bans such requests was found (once-only), so this is the program's own rule:
whatever else is asked needs an article and the head's reason, and never pauses the term.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

import msgspec

from akimat_desk.domain.applications import demand_filled
from akimat_desk.domain.case_events import DocumentReceived
from akimat_desk.domain.cases import Case
from akimat_desk.domain.catalogues import Catalogue, Document, Service
from akimat_desk.domain.collation import folded
from akimat_desk.domain.controls import own_id
from akimat_desk.domain.errors import DateOutOfPlace, FieldWrong, RuleBroken
from akimat_desk.domain.readings import Bilingual
from akimat_desk.domain.request_events import DocumentsRequested, RequestPrevented
from akimat_desk.domain.situations import Situation, demand_open
from akimat_desk.domain.wishes import Request

Verdict = Literal["allowed", "needs_ground", "not_listed", "state_holds"]
LEAST_TYPED = 4


@dataclass(eq=False)
class StateHoldsIt(RuleBroken):
    """The applicant need not bring what a register holds; names in Kyrgyz and Russian."""

    document: str
    name: tuple[str, ...]
    register: tuple[str, ...]


@dataclass(eq=False)
class RequestNotListed(RuleBroken):
    """The service does not ask for this paper."""

    document: str
    name: tuple[str, ...]


@dataclass(eq=False)
class OverrideNotByHead(RuleBroken):
    """Only the head may order that such a paper be asked for all the same."""

    document: str


@dataclass(eq=False)
class PauseNotLawful(RuleBroken):
    """A paper that the applicant need not bring stops no term."""

    document: str


@dataclass(eq=False)
class RequestUnknown(RuleBroken):
    request: str


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """A paper and what is said to asking an applicant for it.

    `document` is the row's id, or the words where no row of the catalogue fits. "needs_ground":
    what may be asked in this matter is not established, so the clerk writes on what ground.
    `told` are the words it was told by.
    """

    document: str
    name: Bilingual
    verdict: Verdict
    held_in: Bilingual | None = None
    ground: Bilingual | None = None
    is_confirmed: bool = False
    told: tuple[str, ...] = ()

    @property
    def is_blocked(self) -> bool:
        return self.verdict in ("not_listed", "state_holds")


def judge(
    documents: Iterable[str], service: Service | None, catalogue: Catalogue[Document]
) -> tuple[Judged, ...]:
    """Each paper once, in the order told; a register that holds it outweighs the list."""
    found: dict[str, Judged] = {}
    for told in documents:
        if told.strip():
            one = _judged(told.strip(), service, catalogue)
            before = found[one.document].told if one.document in found else ()
            found[one.document] = msgspec.structs.replace(one, told=(*before, told))
    return tuple(found.values())


def known(document: str, catalogue: Catalogue[Document]) -> Document | None:
    """By its id, its name, or the words its name alone begins with: typing it avoids nothing."""
    row, typed = catalogue.find(document), folded(document)
    if row is not None or len(typed) < LEAST_TYPED:
        return row
    fitting = [
        one
        for one in catalogue.rows
        if any(f"{folded(name)} ".startswith(f"{typed} ") for name in (one.name.ky, one.name.ru))
    ]
    return fitting[0] if len(fitting) == 1 else None


def judged_for(case: Case, documents: Iterable[str], now: Situation) -> tuple[Judged, ...]:
    """The same for the service that the case is about, if it is about one."""
    service = now.catalogues.services.find(case.field("service"))
    return judge(documents, service, now.catalogues.documents)


def request(case: Case, wish: Request, now: Situation) -> DocumentsRequested:
    """Raises StateHoldsIt, RequestNotListed, OverrideNotByHead, FieldWrong; bodies are free."""
    demand_open(case, now)
    if wish.of not in ("applicant", "body"):
        raise FieldWrong("of", "unknown")
    demand_filled("documents", "".join(wish.documents))
    if wish.wanted_on is not None and wish.wanted_on < now.today:
        raise DateOutOfPlace("wanted_on", earliest=now.today)
    judged = judged_for(case, wish.documents, now)
    asked = DocumentsRequested(
        request=own_id(now.office_id, wish),
        of=wish.of,
        documents=tuple(one.document for one in judged),
        requested_on=now.today,
        body=wish.body,
        ground=wish.ground,
        wanted_on=wish.wanted_on,
    )
    if wish.of == "body":
        demand_filled("body", wish.body)
        return asked
    if any(one.verdict == "needs_ground" for one in judged):
        demand_filled("ground", wish.ground)
    blocked = tuple(one for one in judged if one.is_blocked)
    return _overridden(asked, blocked, wish, now) if blocked else asked


def prevented(
    case: Case, documents: Iterable[str], now: Situation, *, instead: str, request: str = ""
) -> tuple[RequestPrevented, ...]:
    """What was not asked after all; raises FieldWrong for what might have been asked."""
    demand_open(case, now)
    judged = judged_for(case, documents, now)
    for one in judged:
        if not one.is_blocked or (instead == "body" and one.held_in is None):
            raise FieldWrong("documents", "unknown")
    if not judged:
        raise FieldWrong("documents", "empty")
    return tuple(
        RequestPrevented(
            document=one.document,
            verdict=one.verdict,
            instead=instead,
            prevented_on=now.today,
            register="" if one.held_in is None else one.held_in.ky,
            request=request,
        )
        for one in judged
    )


def demand_lawful_pause(case: Case, waits_for: str, request: str) -> None:
    """Raises RequestUnknown, and PauseNotLawful where nothing else is awaited of the applicant."""
    asked = {one.request: one for _, one in case.each(DocumentsRequested)}
    if request and request not in asked:
        raise RequestUnknown(request)
    if request:
        awaited = [asked[request]]
    elif waits_for == "applicant":
        awaited = list(_awaited(case))
    else:
        return
    if awaited and all(one.overrides for one in awaited):
        raise PauseNotLawful(awaited[0].overrides[0])


def _judged(document: str, service: Service | None, catalogue: Catalogue[Document]) -> Judged:
    row = known(document, catalogue)
    listed = () if service is None else service.documents
    verdict: Verdict = "not_listed" if listed else "needs_ground"
    if row is None:
        return Judged(document=document, name=Bilingual(ky=document), verdict=verdict)
    ground = row.ground
    if row.held_in is not None:
        verdict = "state_holds"
    elif row.id in listed:
        verdict = "allowed"
        ground = row.ground or (None if service is None else service.ground)
    return Judged(
        document=row.id,
        name=row.name,
        verdict=verdict,
        held_in=row.held_in,
        ground=ground,
        is_confirmed=row.status == "confirmed",
    )


def _overridden(
    asked: DocumentsRequested, blocked: tuple[Judged, ...], wish: Request, now: Situation
) -> DocumentsRequested:
    if not wish.article.strip() and not wish.reason.strip():
        raise _why_not(blocked[0])
    head = now.staff(wish.on_behalf_of) if wish.on_behalf_of else now.actor
    if "head" not in head.roles:
        raise OverrideNotByHead(blocked[0].document)
    demand_filled("article", wish.article)
    demand_filled("reason", wish.reason)
    if wish.on_behalf_of:
        # Whoever writes it down for the head names the paper by which the head ordered it.
        demand_filled("ground", wish.ground)
    return msgspec.structs.replace(
        asked,
        article=wish.article,
        override_reason=wish.reason,
        override_by=head.id,
        overrides=tuple(one.document for one in blocked),
        on_behalf_of=head.id if wish.on_behalf_of else "",
    )


def _why_not(one: Judged) -> RuleBroken:
    name = (one.name.ky, one.name["ru"])
    if one.held_in is not None:
        return StateHoldsIt(one.document, name, (one.held_in.ky, one.held_in["ru"]))
    return RequestNotListed(one.document, name)


def _awaited(case: Case) -> Iterator[DocumentsRequested]:
    """What the applicant was asked for and nothing came in answer to."""
    came = {one.request for _, one in case.each(DocumentReceived)}
    for _, asked in case.each(DocumentsRequested):
        if asked.of == "applicant" and asked.request not in came:
            yield asked
