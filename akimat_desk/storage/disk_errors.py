"""The disk's own refusals for files beside the database, under the names all platforms share."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from akimat_desk.storage import errors


@contextmanager
def sorted_os_error() -> Iterator[None]:
    """As storage.database sorts what SQLite says."""
    try:
        yield
    except OSError as wrong:
        if wrong.errno in (errno.ENOSPC, errno.EDQUOT):
            raise errors.DiskFull from wrong
        if wrong.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
            raise errors.DiskReadOnly from wrong
        raise errors.DiskFailed(wrong.strerror or "") from wrong
