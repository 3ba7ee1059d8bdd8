"""The centre's commands for copies: made while it serves, put back into an empty folder."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from akimat_desk.central import backups
from akimat_desk.central.centre import open_centre
from akimat_desk.central.secret_words import database_address


def add(adder: Callable[..., argparse.ArgumentParser]) -> None:
    made = adder("backup", _backup, "a verified copy of database, key and files in a folder")
    made.add_argument("folder", type=Path, metavar="DIR")
    back = adder(
        "restore", _restore,
        "put a centre back; with a PostgreSQL database first pg_restore, then this with DIR",
    )  # fmt: skip
    back.add_argument("copy", type=Path, nargs="?", metavar="FILE|DIR")


def _backup(told: argparse.Namespace, output: Any) -> None:
    address = database_address(told.database)
    centre = open_centre(told.files, address, is_training=told.training)
    try:
        done = backups.backup(centre, told.folder, centre.clock)
    finally:
        centre.close()
    if done.command:
        sentence = f"Key and {done.files} files are in {done.folder}; the database: {done.command}"
    else:
        sentence = f"{done.entries} entries and {done.files} files are verified in {done.file}"
    output.line(msgspec.to_builtins(done), f"{sentence}\nKeep it as safe as the server itself.")


def _restore(told: argparse.Namespace, output: Any) -> None:
    address = database_address(told.database)
    if address or told.copy is None:
        done = backups.begin_anew(told.files, address, told.copy)
    else:
        done = backups.restore(told.copy, told.files)
    output.line(
        msgspec.to_builtins(done),
        f"{done.entries} entries and {done.files} files are back in {done.folder}; epoch"
        f" {done.epoch}. What the desks hold beyond it comes with their next exchange.",
    )
