"""The public status page: plain HTML in Kyrgyz and Russian, no script, nothing from elsewhere."""

from html import escape

from akimat_desk.central.status import Standing
from akimat_desk.domain.moments import local_time
from akimat_desk.text.catalogue import Texts

LANGUAGES = ("ky", "ru")
SAFE = {
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
_STYLE = (
    "body{font:1.1rem/1.5 serif;max-width:40rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b}"
    "label{display:block;margin:1rem 0 .2rem}input{font:inherit;padding:.4rem;width:100%;"
    "box-sizing:border-box;border:1px solid #555}button{font:inherit;margin-top:1rem;"
    "padding:.5rem 1.5rem}dt{color:#555}dd{margin:0 0 .8rem;font-weight:bold}"
    "p.said{border-left:.3rem solid #7a1f1f;padding-left:.8rem}"
)


def form(language: str, *, number: str = "", said: str = "") -> str:
    """The questions; `said` is "unknown" or "later" after an answer that tells nothing."""
    t = Texts.of(language)
    told = {
        "unknown": t("No application is known under this number and code."),
        "later": t("Too many attempts. Try again in an hour."),
    }.get(said, "")
    strip = f'<p class="said" role="alert">{escape(told)}</p>' if told else ""
    return _page(
        t,
        f"""{strip}<form method="post" action="/status?lang={language}">
<label for="n">{escape(t("Registration number"))}</label>
<input id="n" name="number" value="{escape(number)}" maxlength="40" required autocomplete="off">
<label for="c">{escape(t("Code on the receipt (6 digits)"))}</label>
<input id="c" name="code" inputmode="numeric" maxlength="12" required autocomplete="off">
<button>{escape(t("Show"))}</button></form>""",
    )


def standing(language: str, found: Standing) -> str:
    t = Texts.of(language)
    day = "%d.%m.%Y"
    due = t("no term is established") if found.due_on is None else found.due_on.strftime(day)
    post = found.post.ru if language == "ru" else found.post.ky
    official = ", ".join(part for part in (found.responsible, post) if part)
    office = found.office.ru if language == "ru" else found.office.ky
    rows = (
        (t("Registration number"), found.number),
        (t("Office"), office),
        *_successor(t, found, language),
        (t("Stage"), stage_words(t, found.stage)),
        (t("Registered on"), found.registered_on.strftime(day)),
        (t("To be answered by"), due),
        (t("Responsible official"), official or t("not named yet")),
    )
    listed = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in rows)
    at = t("As of {at}.", at=local_time(found.as_of).strftime("%d.%m.%Y %H:%M"))
    again = escape(t("Another application"))
    return _page(
        t, f'<dl>{listed}</dl><p>{escape(at)}</p><p><a href="/status?lang={language}">{again}</a>'
    )


def _successor(t: Texts, found: Standing, language: str) -> tuple[tuple[str, str], ...]:
    if found.successor_from is None:
        return ()
    said = t("Its matters go on from {day} in", day=found.successor_from.strftime("%d.%m.%Y"))
    return ((said, found.successor[language]),)


def stage_words(t: Texts, stage: str) -> str:
    return {
        "registered": t("registered"),
        "under_consideration": t("under consideration"),
        "waiting_for_applicant": t("waiting for papers from the applicant"),
        "waiting_for_body": t("waiting for an answer from another body"),
        "decided": t("decided"),
        "forwarded": t("forwarded to another body"),
        "closed": t("answered and closed"),
        "withdrawn": t("withdrawn by the applicant"),
        "annulled": t("registration annulled"),
    }.get(stage, t("under consideration"))


def _page(t: Texts, body: str) -> str:
    title = escape(t("How an application stands"))
    links = " · ".join(_link(one, is_here=one == t.language) for one in LANGUAGES)
    return (
        f'<!doctype html><html lang="{t.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{title}</title><style>{_STYLE}</style></head><body><nav>{links}</nav>"
        f"<main><h1>{title}</h1>{body}</main></body></html>"
    )


def _link(language: str, *, is_here: bool) -> str:
    # Translators: the name of the language these words are in, as its speakers call it
    name = escape(Texts.of(language)("In this language"))
    if is_here:
        return f"<b>{name}</b>"
    return f'<a href="/status?lang={language}" lang="{language}">{name}</a>'
