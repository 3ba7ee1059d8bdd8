"""Settings: who holds the posts that sign, and who stands in for whom."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from akimat_desk.services.desk import Desk
from akimat_desk.services.office_readings import Holding, StandIn
from akimat_desk.services.offices import OfficeDesk
from akimat_desk.text.catalogue import tr
from akimat_desk.ui.background import Background
from akimat_desk.ui.choice import Choice, ChoiceField
from akimat_desk.ui.fields import CheckField, DateField, TextField
from akimat_desk.ui.flow import flow
from akimat_desk.ui.forms import Entry, Form
from akimat_desk.ui.labels import secondary, soft, strong, wrapped
from akimat_desk.ui.paged_table import Column
from akimat_desk.ui.place import MainAction, Place, Ways
from akimat_desk.ui.screens.absence import absence_change
from akimat_desk.ui.screens.card_words import joined, shown_day
from akimat_desk.ui.screens.post_touched import WhatIsTouched
from akimat_desk.ui.screens.settings_list import RowAction, ShortList
from akimat_desk.ui.screens.settings_panel import Change, Entered, Turning
from akimat_desk.ui.screens.settings_staff import people_of
from akimat_desk.ui.screens.settings_words import (
    post_words,
    read_only_words,
    span_words,
    when_tone,
    when_words,
)
from akimat_desk.ui.theme import look

POSTS = ("head", "deputy", "apparatus")


class PostsPage(Place):
    """The head's post signs the papers of the days it is held on."""

    def __init__(self, desk: Desk, background: Background, ways: Ways) -> None:
        super().__init__(desk, background, ways)
        book = desk.office.book
        self._may_posts, self._may_instead = book.may("office"), book.may("substitute")
        self._people: tuple[Choice, ...] = ()
        self._posts: ShortList[Holding] = ShortList(
            _post_columns(), background, self._post_actions(), tr("Posts and who holds them")
        )
        self._instead: ShortList[StandIn] = ShortList(
            _instead_columns(), background, self._instead_actions(), tr("Who stands in for whom")
        )
        self._turning = Turning(self._build_page(), background, ways)
        self._build()

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._turning)
        self._turning.turned.connect(self.ways.retitle)
        self._turning.written.connect(self.shown)
        self._instead.view.say_when_empty(tr("Nobody stands in for anybody."))
        self._posts.view.say_when_empty(
            tr("No post is held."), tr("Without a head no paper can be signed.")
        )

    def _build_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look().px(8))
        layout.addWidget(strong(tr("Posts and who holds them")))
        layout.addWidget(self._posts, 3)
        layout.addWidget(strong(tr("Who stands in for whom")))
        layout.addWidget(self._instead, 2)
        if self._may_instead:
            more = secondary(tr("Name a substitute"), "account-switch-outline")
            more.clicked.connect(lambda *_: self.name_substitute())
            layout.addWidget(flow(more))
        if not (self._may_posts and self._may_instead):
            book = self.desk.office.book
            who = book.who_may("office" if not self._may_posts else "substitute")
            layout.addWidget(wrapped(soft(read_only_words(who))))
        page.setFocusProxy(self._posts)
        self.setFocusProxy(self._posts)
        return page

    def _post_actions(self) -> tuple[RowAction, ...]:
        if not self._may_posts:
            return ()
        office = self.desk.office
        return (
            RowAction(
                tr("End on a day"),
                "calendar-end",
                lambda row: self._turning.open(end_post_change(office, row)),
                lambda row: row.when != "past",
            ),
        )

    def _instead_actions(self) -> tuple[RowAction, ...]:
        if not self._may_instead:
            return ()
        office = self.desk.office
        return (
            RowAction(
                tr("End sooner"),
                "calendar-end",
                lambda row: self._turning.open(end_substitution_change(office, row)),
                lambda row: row.when != "past",
            ),
        )

    def title(self) -> str:
        return tr("Posts and substitutes")

    def main_action(self) -> MainAction | None:
        if self._turning.panel is not None:
            return self._turning.panel.main_action()
        if not self._may_posts:
            return None
        return MainAction(tr("Appoint to a post"), "F2", lambda: self._open(self._appointing))

    def shown(self) -> None:
        office = self.desk.office
        self._posts.ask(office.book.holdings)
        self._instead.ask(office.book.stand_ins)
        self.background.run(lambda: people_of(office), self._learn, owner=self, key="people")

    def _learn(self, people: Sequence[Choice]) -> None:
        self._people = tuple(people)

    def form(self) -> Form | None:
        """The one that is open."""
        return None if self._turning.panel is None else self._turning.panel.form

    def name_substitute(self) -> None:
        people = self._people or people_of(self.desk.office)
        self._turning.open(absence_change(self.desk.absences, self.background, people))

    def _appointing(self, office: OfficeDesk, people: Sequence[Choice]) -> Change:
        touched = partial(WhatIsTouched, self.desk.succession, self.background)
        return appoint_change(office, people, touched)

    def _open(self, change: Callable[[OfficeDesk, Sequence[Choice]], Change]) -> None:
        self._turning.open(change(self.desk.office, self._people))


def _post_columns() -> tuple[Column[Holding], ...]:
    return (
        Column(
            title=lambda: tr("Post"),
            text=lambda row: post_words(row.post),
            note=lambda row: tr("acting") if row.acting else "",
        ),
        Column(
            title=lambda: tr("Who"),
            text=lambda row: row.name,
            note=lambda row: row.order,
            is_strong=True,
        ),
        Column(
            title=lambda: tr("When"),
            text=lambda row: when_words(row.when),
            note=lambda row: span_words(row.from_on, row.until_on),
            tone=lambda row: when_tone(row.when),
            chars=25,
        ),
    )


def _instead_columns() -> tuple[Column[StandIn], ...]:
    return (
        Column(
            title=lambda: tr("Who is away"),
            text=lambda row: row.absent,
            note=lambda row: row.ground,
        ),
        Column(
            title=lambda: tr("Who stands in"),
            text=lambda row: row.substitute,
            is_strong=True,
        ),
        Column(
            title=lambda: tr("When"),
            text=lambda row: when_words(row.when),
            note=lambda row: span_words(row.from_on, row.until_on),
            tone=lambda row: when_tone(row.when),
            chars=25,
        ),
    )


def appoint_change(
    office: OfficeDesk, people: Sequence[Choice], touched: Callable[[Form], WhatIsTouched]
) -> Change:
    def fill(form: Form) -> None:
        posts = [Choice(post, post_words(post)) for post in POSTS]
        form.row(Entry("post", tr("&Post"), ChoiceField(posts), is_required=True))
        form.row(Entry("login", tr("&Who"), ChoiceField(people), is_required=True))
        acting = CheckField(tr("holds it for somebody else for a while"))
        form.row(Entry("acting", tr("&Acting"), acting))
        form.row(Entry("from_on", tr("&From"), DateField(lambda: office.today), is_required=True))
        form.row(Entry("until_on", tr("&Until, if known"), DateField(lambda: office.today)))
        form.row(Entry("order", tr("&Order, number and date"), TextField()))
        told = touched(form)
        form.widget_row(told)
        form.restore({"post": post_words("head"), "from_on": shown_day(office.today)})
        told.ask()

    def work(entered: Entered) -> Callable[[], object]:
        told = dict(entered)
        return lambda: office.hold_post(
            told["post"],
            told["login"],
            from_on=told["from_on"],
            until_on=told["until_on"],
            acting=told["acting"],
            order=told["order"],
        )

    return Change(
        tr("Appoint to a post"),
        tr("Record"),
        fill,
        work,
        tr("Recorded. Papers of its days carry this signature."),
        advice=tr(
            "Papers take the signatory of their own date. When an acting holder's time is over, the"
            " one they stood in for holds the post again."
        ),
        judge=_judge_span,
    )


def _judge_span(entered: Entered) -> dict[str, str]:
    first, last = entered["from_on"], entered["until_on"]
    if last is not None and last < first:
        return {"until_on": tr("Not before {day}.", day=shown_day(first))}
    return {}


def end_post_change(office: OfficeDesk, row: Holding) -> Change:
    def work(entered: Entered) -> Callable[[], object]:
        day = entered["last_day"]
        return lambda: office.book.end_post(row.post, row.from_on, day)

    def judge(entered: Entered) -> dict[str, str]:
        if entered["last_day"] < row.from_on:
            return {"last_day": tr("Not before {day}.", day=shown_day(row.from_on))}
        return {}

    return Change(
        tr("{post}: {name}", post=post_words(row.post), name=row.name),
        tr("Record"),
        lambda form: _last_day(form, office),
        work,
        tr("Recorded. Another ending can be recorded after it if this was a mistake."),
        advice=joined(span_words(row.from_on, row.until_on), row.order),
        judge=judge,
    )


def _last_day(form: Form, office: OfficeDesk) -> None:
    day = DateField(lambda: office.today)
    form.row(Entry("last_day", tr("&Last day"), day, is_required=True))
    form.restore({"last_day": shown_day(office.today)})


def end_substitution_change(office: OfficeDesk, row: StandIn) -> Change:
    def work(entered: Entered) -> Callable[[], object]:
        day = entered["last_day"]
        return lambda: office.book.end_substitution(row.id, day)

    return Change(
        tr("{substitute} stands in for {absent}", substitute=row.substitute, absent=row.absent),
        tr("Record"),
        lambda form: _last_day(form, office),
        work,
        tr("Recorded."),
        advice=tr("A day before its first day calls the substitution off."),
    )
