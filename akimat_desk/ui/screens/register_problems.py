"""What is wrong in the register form, shown beside it: before anything is asked, and after."""

from typing import TYPE_CHECKING

from akimat_desk.domain.errors import DeskError, FieldWrong
from akimat_desk.ui.messages import problem_words, sentence
from akimat_desk.ui.screens.register_told import beside

if TYPE_CHECKING:
    from akimat_desk.ui.screens.register_form import RegisterForm


def show_problems(form: "RegisterForm") -> bool:
    """Goes to the first; True when there is none."""
    talk, answer = form.talk.problems(), form.answer.problems()
    papers = {} if form.papers.isHidden() else form.papers.problems()
    asked = {} if form.questions.isHidden() else form.questions.problems()
    form.answer.show_problems(answer)
    form.papers.show_problems(papers)
    form.questions.show_problems(asked)
    form.talk.show_problems(talk)
    return not (talk or papers or answer or asked)


def show_refusal(form: "RegisterForm", error: DeskError) -> bool:
    """False when it belongs to no field that is in sight."""
    place, words = beside(error), _reproach(error)
    if place.paper is not None:
        form.papers.show_problems({place.paper: words})
        return True
    if place.question is not None:
        form.questions.show_problems({place.question: words})
        return True
    for one in (form.talk, form.answer):
        if place.key in one.keys() and one.is_shown(place.key):  # noqa: SIM118
            one.show_problems({place.key: words})
            return True
    return False


def _reproach(error: DeskError) -> str:
    if isinstance(error, FieldWrong):
        return problem_words(error.reason, error.limit)
    return sentence(error)
