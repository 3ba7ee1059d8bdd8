"""One run of the demonstration: its folders, its centre if there is one, and what came of it."""

from pathlib import Path
from typing import Any

from akimat_desk.cli.demo_centre import DemoCentre, centre_program
from akimat_desk.cli.demo_days import Days
from akimat_desk.cli.demo_papers import DemoPapers
from akimat_desk.cli.demo_story import Story
from akimat_desk.cli.demo_summary import summary
from akimat_desk.services.clock import training_clock
from akimat_desk.services.terms import shipped_calendar


def played(out: Path) -> dict[str, Any]:
    """The summary; the workspaces are closed and the centre is gone when it comes back."""
    now = training_clock().now()
    program = centre_program()
    centre = None if program is None else DemoCentre(program, out / "centre")
    papers = DemoPapers(out / "papers")
    story = Story(out / "workspaces", Days(now, shipped_calendar()), papers, centre)
    try:
        story.play()
        shown = summary(story, centre, papers, now)
    finally:
        story.close()
    first = story.told.offices[0].desks[0]
    shown["open"] = {
        "data": shown["offices"][0]["desks"][0]["folder"],
        "logins": [first.admin, *first.accounts],
        "password": story.told.password,
    }
    return shown
