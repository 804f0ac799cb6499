"""R4 and R5: the disk is full or reports an error at the 1st, 2nd, 3rd ... call of one save.

Never "saved" without the visit being there afterwards; a refusal says so in plain words and by its
exit status; what was there before still verifies; once the disk works again, so does the program.
"""
import re

from clinic import Clinic, Visit, lost, said_saved, said_stored, stored_visits
from strace import injected, strace

# Exit status of the program when the file could not be read or written.
FILE_FAULT = 3
# Parts of the sentences in which the program says what happened; anything else is no clear message.
CLEAR = re.compile(
    "Nothing was saved|not certain whether it was saved|cannot be opened|could not|not permitted|is damaged|is no clinic file"
    "|first page is damaged")
SAYS_NOT_SAVED = re.compile("Nothing was saved|Nothing was stored")
OLD = {1, 2, 3}
# Name, system call, error, and whether it goes on failing from then on.
FAILURES = [
    ("disk full for good", "pwrite64", "ENOSPC", True),
    ("disk full once", "pwrite64", "ENOSPC", False),
    ("write error", "pwrite64", "EIO", False),
    ("write error for good", "pwrite64", "EIO", True),
    ("flush error", "fdatasync", "EIO", False),
    ("flush error for good", "fdatasync", "EIO", True),
    ("read error", "pread64", "EIO", False),
    ("cut error", "ftruncate", "EIO", False),
]
IMPORT_FAILURES = ("disk full for good", "flush error", "flush error for good")


class FailingDisk:
    def __init__(self, recheck, folder, report, sizes):
        self.report = report
        self.sizes = sizes
        self.before = Clinic(recheck, folder / "before").make(visits=sorted(OLD))
        self.clinic = Clinic(recheck, folder / "failing")
        self.clinic.folder.mkdir(parents=True)
        self.log = folder / "strace.log"

    def sweep(self, failure, what, numbers, command, every):
        """Fails call after call of one command, each time on a fresh copy of the clinic.

        `every`: in the quick run not each of the many reads and writes, but each flush.
        """
        name, call, error, for_good = failure
        counts = {"failed": 0, "saved": 0, "refused": 0, "elsewhere": 0}
        step = every if call in ("pwrite64", "pread64") else 1
        count = 1
        while True:
            self.clinic.restore_from(self.before)
            when = f"{count}+" if for_good else f"{count}"
            done = self.clinic.run(*command, before=strace(
                self.log, [call], inject=f"{call}:error={error}:when={when}"))
            line = injected(self.log)
            if line is None:
                break
            counts["failed"] += 1
            outcome = self.judge(f"{name}, {call} {count} of {what}", numbers, done, line)
            counts[outcome] += 1
            count += step
        self.report.line(
            f"{name} ({error}) at {counts['failed']} single {call} of {what}:"
            f" {counts['saved']} saved all the same, {counts['refused']} refused,"
            f" {counts['elsewhere']} before the program was loaded")
        return counts

    def judge(self, label, numbers, done, line):
        said = said_saved(done.stdout) or said_stored(done.stdout)
        told = done.stdout + done.stderr
        # strace writes paths as bytes; a call on another file is the loader's, not the program's.
        own = str(self.clinic.folder).encode().hex("-").replace("-", r"\x") in line
        if not said and own:
            if done.returncode != FILE_FAULT:
                self.report.fault(
                    f"{label}: not saved, but exit status {done.returncode}: {told[:200]!r}")
            if not CLEAR.search(done.stderr):
                self.report.fault(f"{label}: no clear message: {told[:200]!r}")
        if said and done.returncode != 0:
            self.report.fault(f"{label}: saved, but exit status {done.returncode}: {told[:200]!r}")
        faults = self.clinic.verify()
        faults += lost(OLD | (numbers if said else set()), self.clinic.file)
        there = stored_visits(self.clinic.file)[0] if not faults else set()
        if there & numbers not in (set(), numbers):
            faults.append(f"{len(there & numbers)} of {len(numbers)} visits are there")
        if there & numbers and not said and SAYS_NOT_SAVED.search(told):
            faults.append(f"the visit is there although the program said {done.stderr.strip()!r}")
        again = self.clinic.run(*Visit(max(numbers) + 1).command)
        if not said_saved(again.stdout):
            faults.append(f"the next save failed: {again.stdout}{again.stderr}")
        for fault in faults:
            self.report.fault(f"{label}: {fault}")
        if said:
            return "saved"
        return "refused" if own else "elsewhere"


def run(recheck, folder, report, sizes):
    test = FailingDisk(recheck, folder, report, sizes)
    refused = 0
    for failure in FAILURES:
        visit = Visit(4)
        counts = test.sweep(failure, "a save", {4}, visit.command, sizes["fail_every"])
        refused += counts["refused"]
    numbers = set(range(4, 4 + sizes["import_visits"]))
    path = test.before.write_import(sorted(numbers))
    for failure in FAILURES:
        if failure[0] not in IMPORT_FAILURES:
            continue
        counts = test.sweep(
            failure, "an import", numbers, ["import", str(path)], sizes["import_fail_every"])
        refused += counts["refused"]
    if refused == 0:
        report.fault("no failure reached the program, so the test is blind")
