#!/usr/bin/env python3
"""Runs the crash and power-cut tests on a built program and prints what they counted.

    crash_test.py RECHECK [--short] [--only kills]
"""
import argparse
import pathlib
import sys
import tempfile
import time

import backup_under_load
import failing_disk
import kills
import lending_kills
import outputs
import power_cut
import steps
import web_disk
import web_kills

TESTS = {
    "kills": kills, "power_cut": power_cut, "failing_disk": failing_disk,
    "backup_under_load": backup_under_load, "web_kills": web_kills, "steps": steps,
    "outputs": outputs, "web_disk": web_disk, "lending_kills": lending_kills,
}
# How often; `every` 1 means each one, 5 each fifth.
LONG = {
    "kills": 1000, "stops": 200, "kill_every": 1,
    "killed_imports": 1000, "import_visits": 400, "import_kill_every": 10,
    "saves": 252, "imports": 2, "web_saves": 252,
    "cuts": 1500, "control_cuts": 600, "verify_every": 10,
    "fail_every": 1, "import_fail_every": 7,
    "backups": 100, "web_kills": 1000, "web_stops": 50,
    "steps": 400, "moments": 1000, "sinks": None, "web_faults": 60, "web_fault_every": 1,
    "lending_command": 400, "lending_server": 400, "lending_two": 200,
    "lending_call_every": 2, "lending_import_every": 40,
}
SHORT = {
    "kills": 15, "stops": 3, "kill_every": 12,
    "killed_imports": 4, "import_visits": 400, "import_kill_every": 150,
    "saves": 10, "imports": 1, "web_saves": 10,
    "cuts": 70, "control_cuts": 25, "verify_every": 40,
    "fail_every": 25, "import_fail_every": 500,
    "backups": 3, "web_kills": 4, "web_stops": 6,
    "steps": 6, "moments": 2, "sinks": 2, "web_faults": 1, "web_fault_every": 1,
    "lending_command": 6, "lending_server": 4, "lending_two": 2,
    "lending_call_every": 40, "lending_import_every": 400,
}
MOST_FAULTS_SHOWN = 20


class Report:
    """Prints counts as they come, and keeps the faults."""

    def __init__(self):
        self.faults = []

    def line(self, text):
        print(f"  {text}", flush=True)

    def fault(self, text):
        self.faults.append(text)
        if len(self.faults) <= MOST_FAULTS_SHOWN:
            print(f"  FAULT {text}", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("recheck", help="the built program")
    parser.add_argument("--short", action="store_true", help="about a minute")
    parser.add_argument("--only", choices=TESTS, action="append")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    sizes = dict(SHORT if options.short else LONG, seed=options.seed)
    report = Report()
    for name in options.only or TESTS:
        print(name.replace("_", " "), flush=True)
        start = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            TESTS[name].run(options.recheck, pathlib.Path(folder).resolve() / name, report, sizes)
        print(f"  {time.monotonic() - start:.0f} s", flush=True)
    print(f"{len(report.faults)} faults (seed {options.seed})")
    return 1 if report.faults else 0


if __name__ == "__main__":
    sys.exit(main())
