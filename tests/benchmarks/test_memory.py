"""What memory the window takes on 100,000 cases after every screen, and a long list, was shown."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.large_office import NOW, large_office

WALK = Path(__file__).with_name("walk_all.py")
ROOT = WALK.parents[2]


@pytest.mark.benchmark
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no /proc here")
def test_memory_of_the_window_after_all_screens(tmp_path):
    own = {name: str(tmp_path) for name in ("XDG_CONFIG_HOME", "APPDATA")}
    ran = subprocess.run(
        [sys.executable, str(WALK), str(large_office())],
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
        env={**os.environ, **own, "AKIMAT_DESK_NOW": NOW, "PYTHONPATH": str(ROOT)},
    )
    assert ran.stdout, ran.stderr
    seen = json.loads(ran.stdout)
    print(", ".join(f"{where} {size:.0f}" for where, size in seen.items()))
    print(f"memory of the window: {max(seen.values()):.0f} MB (limit 350 MB)")
