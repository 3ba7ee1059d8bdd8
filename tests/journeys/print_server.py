"""A print server of a test's own: one socket in a folder, printers that write files into it."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

WAITING = 60
SYSTEM = Path("/usr/lib/cups")
MM = 72 / 25.4
SIZES = {"A4": (210, 297), "A5": (148, 210), "Roll80": (80, 300)}

_SERVER = """
LogLevel info
Listen {socket}
Browsing No
WebInterface No
DefaultAuthType None
ErrorPolicy abort-job
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
JobPrivateAccess all
JobPrivateValues none
<Limit All>
Order allow,deny
Allow all
</Limit>
</Policy>
"""
_FILES = """
ServerRoot {root}/etc
ServerBin {root}/bin
CacheDir {root}/cache
StateDir {root}/state
RequestRoot {root}/spool
TempDir {root}/spool/tmp
AccessLog {root}/log/access
ErrorLog {root}/log/error
PageLog {root}/log/page
SystemGroup root
"""
# The printer: what comes out of it is a file, and beside it the title of the job.
_BACKEND = """#!/bin/sh
if [ $# -eq 0 ]; then
    echo 'file akimat:/ "Unknown" "A printer of the tests"'
    exit 0
fi
out="${DEVICE_URI#akimat:}"
cat "${6:-/dev/stdin}" > "$out/$1.part" || exit 1
printf '%s' "$3" > "$out/$1.title"
mv "$out/$1.part" "$out/$1.pdf"
"""
_PPD = """*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "AKIMAT.PPD"
*Manufacturer: "Akimat"
*Product: "(Akimat)"
*ModelName: "Akimat {name}"
*ShortNickName: "Akimat {name}"
*NickName: "Akimat {name}"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: False
*DefaultColorSpace: Gray
*FileSystem: False
*Throughput: "1"
*LandscapeOrientation: Plus90
*TTRasterizer: Type42
*cupsVersion: 2.4
*cupsManualCopies: True
*cupsFilter2: "application/vnd.cups-pdf application/pdf 0 -"
*OpenUI *PageSize/Media Size: PickOne
*OrderDependency: 10 AnySetup *PageSize
*DefaultPageSize: A4
{sizes}
*CloseUI: *PageSize
*OpenUI *PageRegion/Media Size: PickOne
*OrderDependency: 10 AnySetup *PageRegion
*DefaultPageRegion: A4
{regions}
*CloseUI: *PageRegion
*DefaultImageableArea: A4
{areas}
*DefaultPaperDimension: A4
{dimensions}
*OpenUI *Resolution/Resolution: PickOne
*OrderDependency: 20 AnySetup *Resolution
*DefaultResolution: 300dpi
*Resolution 300dpi/300 DPI: "<</HWResolution[300 300]>>setpagedevice"
*CloseUI: *Resolution
"""


class PrintServer:
    """Its printers by name; `printed` waits for the file of the newest job."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.socket = root / "cups.sock"
        path = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/bin:/sbin:/bin"
        self.environment = {
            **os.environ, "PATH": path, "CUPS_SERVER": str(self.socket), "LC_ALL": "C.UTF-8",
        }  # fmt: skip

    def do(self, *words: str) -> str:
        ran = subprocess.run(
            words, env=self.environment, capture_output=True, text=True, check=False,
            timeout=WAITING,
        )  # fmt: skip
        assert ran.returncode == 0, (words, ran.stdout, ran.stderr, self.log())
        return ran.stdout

    def add(self, name: str, *sizes: str) -> None:
        """A printer that takes these sheets."""
        (self.root / "out" / name).mkdir()
        (self.root / "out" / name).chmod(0o777)
        ppd = self.root / f"{name}.ppd"
        ppd.write_text(_ppd(name, sizes), "ascii")
        device = f"akimat:{self.root / 'out' / name}"
        self.do("lpadmin", "-p", name, "-v", device, "-P", str(ppd), "-E")

    def printed(self, name: str, number: int = 1) -> bytes:
        """What came out of the printer as its job of that number."""
        out = self.root / "out" / name
        wait_until(lambda: len(list(out.glob("*.pdf"))) >= number, self.log)
        files = sorted(out.glob("*.pdf"), key=lambda file: int(file.stem))
        return files[number - 1].read_bytes()

    def titles(self, name: str) -> list[str]:
        files = sorted((self.root / "out" / name).glob("*.title"), key=lambda file: int(file.stem))
        return [file.read_text("utf-8") for file in files]

    def log(self) -> str:
        file = self.root / "log" / "error"
        return file.read_text("utf-8", "replace")[-3000:] if file.exists() else ""


@contextmanager
def a_print_server() -> Iterator[PrintServer]:
    """Listens on its socket alone and is gone with its folder."""
    # A socket's path may have 107 characters, and the filters' own user must reach the folder.
    root = Path(tempfile.mkdtemp(prefix="akimat-cups-"))
    root.chmod(0o755)
    server = PrintServer(root)
    process = None
    try:
        _lay_out(server)
        with (root / "log" / "server").open("wb") as log:
            process = subprocess.Popen(
                ["cupsd", "-f", "-c", str(root / "etc/cupsd.conf"),
                 "-s", str(root / "etc/cups-files.conf")],
                env=server.environment, stdout=log, stderr=log,
            )  # fmt: skip
        wait_until(server.socket.exists, server.log)
        yield server
    finally:
        if process is not None:
            process.send_signal(signal.SIGTERM)
            process.wait(WAITING)
        shutil.rmtree(root, ignore_errors=True)


def wait_until(is_so: Callable[[], bool], log: Callable[[], str]) -> None:
    end = time.monotonic() + WAITING
    while not is_so():
        assert time.monotonic() < end, log()
        time.sleep(0.05)


def _lay_out(server: PrintServer) -> None:
    root = server.root
    for name in ("etc/ppd", "cache", "state", "spool/tmp", "log", "out", "bin/backend"):
        (root / name).mkdir(parents=True)
    for name in ("cache", "spool", "spool/tmp", "state", "out"):
        (root / name).chmod(0o777)
    for found in SYSTEM.iterdir():
        if found.name != "backend":
            (root / "bin" / found.name).symlink_to(found)
    backend = root / "bin" / "backend" / "akimat"
    backend.write_text(_BACKEND, "ascii")
    # Only its owner may run it: so the server runs it as itself and not as its filters' user.
    backend.chmod(0o700)
    (root / "etc/cupsd.conf").write_text(_SERVER.format(socket=server.socket), "ascii")
    (root / "etc/cups-files.conf").write_text(_FILES.format(root=root), "ascii")


def _ppd(name: str, sizes: tuple[str, ...]) -> str:
    points = {size: tuple(round(side * MM) for side in SIZES[size]) for size in sizes}

    def lines(shape: str) -> str:
        return "\n".join(
            shape.format(size=size, wide=wide, tall=tall) for size, (wide, tall) in points.items()
        )

    page = '<</PageSize[{wide} {tall}]/ImagingBBox null>>setpagedevice"'
    return _PPD.format(
        name=name,
        sizes=lines('*PageSize {size}/{size}: "' + page),
        regions=lines('*PageRegion {size}/{size}: "' + page),
        areas=lines('*ImageableArea {size}/{size}: "0 0 {wide} {tall}"'),
        dimensions=lines('*PaperDimension {size}/{size}: "{wide} {tall}"'),
    )
