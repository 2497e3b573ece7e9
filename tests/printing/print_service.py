"""A print service of the tests' own: CUPS with its files, socket and queues in one folder.

A queue hands the PDF that comes out of CUPS's own filter to a backend that keeps it. Nothing of the machine's
own CUPS is read, written or reached.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

NOT_INSTALLED = (
    "CUPS is not installed here: install the system packages `cups-daemon cups-client cups-filters`, "
    "or run `.ci/setup test`."
)
LONGEST = 20.0
"""Seconds that the service is waited for: the machine is shared."""
_KEEPER = '"$@" & cat >/dev/null; kill $!; wait; rm -rf "$0"'
"""Ends the service and removes its folder when standard input ends: the run is over, or was killed."""
_BACKEND = """#!/bin/sh
# keeps what comes out of a queue, and with which arguments
[ $# -eq 0 ] && { echo 'direct keep "Keeps" "keep"'; exit 0; }
place="${DEVICE_URI#keep:}"
printf '%s\\n' "$@" > "$place/$1.told"
if [ $# -ge 6 ]; then cat "$6"; else cat; fi > "$place/$1.part"
mv "$place/$1.part" "$place/$1.pdf"
"""
_FILES = """ServerRoot {0}/root
ServerBin {0}/bin
DataDir /usr/share/cups
RequestRoot {0}/spool
TempDir {0}/spool/tmp
CacheDir {0}/cache
StateDir {0}/run
AccessLog {0}/log
ErrorLog {0}/log
PageLog {0}/log
Printcap
"""
_SERVICE = """LogLevel warn
Listen {0}/run/s
Browsing Off
DefaultAuthType None
WebInterface No
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
"""


class NoPrintService(Exception):
    """CUPS is not installed or did not start. The text is one sentence for the person."""


class PrintService:
    """One running CUPS; ``server`` is what CUPS_SERVER is set to."""

    def __init__(self, folder: Path) -> None:
        """Start it in a folder whose path is short, for its socket. Raises NoPrintService."""
        self.folder = folder
        self.server = str(folder / "run/s")
        program = shutil.which("cupsd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
        if (
            program is None
            or shutil.which("lp") is None
            or not Path("/usr/lib/cups/filter/pdftopdf").exists()
        ):
            raise NoPrintService(NOT_INSTALLED)
        self._lay_out()
        command = [program, "-f", "-c", folder / "root/cupsd.conf", "-s", folder / "root/cups-files.conf"]
        with (folder / "said").open("wb") as said:
            keeper = ["sh", "-c", _KEEPER, folder, *command]
            self._process = subprocess.Popen(keeper, stdin=subprocess.PIPE, stdout=said, stderr=said)
        self._wait()

    def _lay_out(self) -> None:
        for name in ("root", "spool/tmp", "cache", "run", "bin/backend", "out"):
            (self.folder / name).mkdir(parents=True)
        for name in ("filter", "daemon", "notifier", "driver"):
            (self.folder / "bin" / name).symlink_to(Path("/usr/lib/cups") / name)
        backend = self.folder / "bin/backend/keep"
        backend.write_text(_BACKEND)
        backend.chmod(0o700)  # run as who runs the service
        (self.folder / "root/cups-files.conf").write_text(_FILES.format(self.folder))
        (self.folder / "root/cupsd.conf").write_text(_SERVICE.format(self.folder))

    def _wait(self) -> None:
        end = time.monotonic() + LONGEST
        while self._tool("lpstat", "-r").stdout.strip() != "scheduler is running":
            if time.monotonic() > end:
                told = " ".join((self.folder / "said").read_text("utf-8", "replace").split())[-400:]
                self.stop()
                raise NoPrintService(f"CUPS did not start: {told or 'it said nothing'}")

    def _tool(self, *command: str) -> subprocess.CompletedProcess[str]:
        path = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
        environment = {**os.environ, "PATH": path, "CUPS_SERVER": self.server, "LC_ALL": "C.UTF-8"}
        command = (shutil.which(command[0], path=path) or command[0], *command[1:])
        return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)

    def queue(self, name: str, said: str, *, usual: bool = False) -> Path:
        """Make a queue; the folder in which its jobs appear as ``1.pdf`` with ``1.told``."""
        place = self.folder / "out" / name
        place.mkdir()
        driver = Path(__file__).with_name("keeps.ppd")
        told = ("-D", said, "-v", f"keep:{place}", "-P", str(driver))
        done = self._tool("lpadmin", "-p", name, "-E", *told)
        assert done.returncode == 0, done.stderr
        if usual:
            self._tool("lpadmin", "-d", name)
        return place

    def refuse(self, name: str) -> None:
        """Have the queue take no more jobs."""
        assert self._tool("cupsreject", "-r", "paper is out", name).returncode == 0

    def take(self, name: str) -> None:
        """Have the queue take jobs again."""
        assert self._tool("cupsaccept", name).returncode == 0

    def stop(self) -> None:
        """End the service and remove its folder."""
        self._process.communicate()
