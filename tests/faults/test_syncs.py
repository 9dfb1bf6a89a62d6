"""What was acknowledged is on the disk: counted from outside, by the kernel's own calls."""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

from tests.conftest import House
from tests.labels.virtual import missing

EXPECTED = {"signs": 3, "confirms": 1, "goes on": 1, "scans": 1, "is refused": 1, "leaves": 1}
"""One for each commit. A signature has three: the try is counted before the PIN is looked at, and forgiven
afterwards. A refusal's record is a commit like any other; who only looks commits nothing.
"""

TRACER = ["strace", "-f", "--seccomp-bpf", "-e", "trace=fsync,fdatasync,write", "-o"]


def _refuse_untraceable() -> None:
    if not shutil.which("strace"):
        missing("strace is not installed: Debian's strace has it")
    if subprocess.run([*TRACER, os.devnull, "true"], capture_output=True, check=False).returncode:
        missing("strace may not trace here")


def test_each_commit_is_synced_once_before_it_is_acknowledged(house: House, tmp_path: Path) -> None:
    _refuse_untraceable()
    file = str(house.file)
    bag_id = house.order()[0]
    house.station.database.close()
    trace = tmp_path / "trace"
    command = [*TRACER, str(trace), sys.executable, "-m", "tests.faults.synced", file, bag_id]
    subprocess.run(command, check=True, timeout=120, capture_output=True)
    synced: Counter[str] = Counter()
    act = ""
    for line in trace.read_text().splitlines():
        if told := re.search(r'write\(2, "begin (.*?)"', line):
            act = told[1]
        elif "sync(" in line and act:
            synced[act] += 1
    assert act == "nothing"
    assert synced == EXPECTED
