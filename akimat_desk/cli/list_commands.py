"""Lists as files, for other programs and for paper."""

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from akimat_desk.cli.opening import open_desk
from akimat_desk.cli.output import Output
from akimat_desk.cli.reasons import add_reason
from akimat_desk.domain.errors import FieldWrong
from akimat_desk.services.list_export import FORMATS, USUAL, ExportWish
from akimat_desk.text.catalogue import spoken, tr_many

if TYPE_CHECKING:
    from akimat_desk.cli.program import Adder

_SEVERAL = ("stages", "kinds", "channels", "topics")
_YES_OR_NO = ("is_open", "is_disputed", "shares_number")


def add(adder: "Adder") -> None:
    exported = adder("export", export, "a list of cases as a file; the reason is kept")
    exported.add_argument("what", choices=("list",))
    exported.add_argument("--out", type=Path, required=True, metavar="FILE")
    exported.add_argument("--format", default="", choices=("", *FORMATS))
    exported.add_argument(
        "--filter",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="as often as needed: stages=registered,decided due=overdue registered_from=today-30 …",
    )
    exported.add_argument("--columns", default=",".join(USUAL), metavar="A,B,…")
    exported.add_argument("--lang", default="", choices=("", "ky", "ru"))
    add_reason(exported)


def export(told: argparse.Namespace, output: Output) -> None:
    """Without a format the file's own ending tells it, without a language the spoken one."""
    wish = ExportWish(
        format=told.format or told.out.suffix.removeprefix(".").lower(),
        reason=told.reason,
        columns=tuple(told.columns.split(",")),
        language=told.lang or ("ru" if spoken().language == "ru" else "ky"),
    )
    plain = plain_filter(told.filter)
    with open_desk(told) as desk:
        made = desk.list_export.write(told.out, desk.lists.filter_from(plain), wish)
    output.line(
        {"file": str(made.path), "rows": made.rows},
        tr_many("{count} case is in {file}.", "{count} cases are in {file}.", made.rows,
                file=made.path),
    )  # fmt: skip


def plain_filter(told: Iterable[str]) -> dict[str, Any]:
    """Raises FieldWrong for what is not KEY=VALUE, or no yes or no where one is asked."""
    plain: dict[str, Any] = {}
    for one in told:
        key, mark, value = one.partition("=")
        if not mark:
            raise FieldWrong("filter", "wrong_type")
        if key in _YES_OR_NO and value not in ("yes", "no"):
            raise FieldWrong(key, "unknown")
        if key in _SEVERAL:
            plain[key] = value.split(",")
        else:
            plain[key] = value == "yes" if key in _YES_OR_NO else value
    return plain
