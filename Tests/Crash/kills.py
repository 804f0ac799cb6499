"""R1 and R8: the program is killed or stopped at any moment; what it acknowledged is there.

Random moments show the program as it meets a crash; the sweep kills it at each single write and
flush of one save, so that no moment in between is left out.
"""
import random
import signal
import statistics
import time

from clinic import Clinic, Visit, lost, said_saved, said_stored, stored_visits
from strace import injected, strace

RESTART_SECONDS = 2
# Systems calls at which the sweep kills.
CALLS = ("pwrite64", "fdatasync", "ftruncate", "unlink")


class Kills:
    def __init__(self, recheck, folder, report, seed):
        self.clinic = Clinic(recheck, folder)
        self.report = report
        self.random = random.Random(seed)
        self.acknowledged = set()
        self.next_number = 0
        self.slowest = 0.0

    def prepare(self):
        """Makes the clinic, and measures how long one save takes undisturbed."""
        self.clinic.make()
        seconds = []
        for _ in range(5):
            start = time.monotonic()
            self.clinic.must(*self.visit().command)
            seconds.append(time.monotonic() - start)
            self.acknowledged.add(self.next_number)
        self.save_seconds = statistics.median(seconds)

    def visit(self):
        self.next_number += 1
        return Visit(self.next_number)

    def check(self, what):
        """The state after a crash: the next command opens it in time, nothing is lost or half."""
        log_left = self.clinic.file.with_name("clinic.sqlite-wal").exists()
        faults, seconds = self.clinic.verify()
        self.slowest = max(self.slowest, seconds)
        if seconds > RESTART_SECONDS:
            faults.append(f"the next command took {seconds:.1f} s")
        faults += lost(self.acknowledged, f"file:{self.clinic.file}?mode=ro")
        for fault in faults:
            self.report.fault(f"{what}: {fault}")
        return log_left

    def at_random_moments(self, name, number, stop):
        """Signals one save each time, at a random moment of its second half or shortly after."""
        answered = logs = 0
        for _ in range(number):
            visit = self.visit()
            process = self.clinic.start(*visit.command)
            time.sleep(self.random.uniform(0.4, 1.15) * self.save_seconds)
            process.send_signal(stop)
            out, _ = process.communicate(timeout=60)
            if said_saved(out):
                self.acknowledged.add(visit.number)
                answered += 1
            logs += self.check(f"{name} during visit {visit.number}")
        self.report.line(
            f"{name} at {number} random moments of a save: {answered} acknowledged before it,"
            f" {logs} left a log behind, slowest next command {self.slowest:.2f} s")

    def at_each_call(self, every):
        """Kills a save at its 1st, 2nd, 3rd ... write, flush, cut and removal."""
        kills = answered = 0
        for call in CALLS:
            count = 0
            while True:
                count += every if count else 1
                visit = self.visit()
                log = self.clinic.folder / "strace.log"
                before = strace(log, [call], inject=f"{call}:signal=KILL:when={count}")
                done = self.clinic.run(*visit.command, before=before)
                if said_saved(done.stdout):
                    self.acknowledged.add(visit.number)
                if not injected(log):
                    break
                kills += 1
                answered += said_saved(done.stdout)
                self.check(f"kill -9 at {call} {count} of visit {visit.number}")
        self.report.line(
            f"kill -9 at {kills} single system calls of a save ({', '.join(CALLS)}):"
            f" {answered} acknowledged before it")

    def during_imports(self, number, size):
        """Kills imports at random moments: all of an import is there, or nothing of it."""
        seconds = None
        whole = answered = 0
        for index in range(number + 1):
            first = self.next_number + 1
            self.next_number += size
            numbers = set(range(first, first + size))
            path = self.clinic.write_import(sorted(numbers))
            start = time.monotonic()
            process = self.clinic.start("import", str(path))
            if index > 0:
                time.sleep(self.random.uniform(0.3, 1.15) * seconds)
                process.send_signal(signal.SIGKILL)
            out, _ = process.communicate(timeout=120)
            if said_stored(out):
                answered += index > 0
                self.acknowledged |= numbers
            if index == 0:
                # The first one runs undisturbed and gives the time.
                seconds = time.monotonic() - start
                continue
            self.check(f"kill -9 during import {index}")
            there = stored_visits(self.clinic.file)[0] & numbers
            if there and there != numbers:
                self.report.fault(f"import {index}: {len(there)} of {size} visits are there")
            whole += bool(there)
        self.report.line(
            f"kill -9 during {number} imports of {size} visits: {answered} acknowledged,"
            f" {whole} there as a whole, {number - whole} not at all")

    def control(self):
        """The comparison must miss a visit that was never saved."""
        if not lost({self.next_number + 1}, self.clinic.file):
            self.report.fault("control: a visit that was never saved is not missed")


def run(recheck, folder, report, sizes):
    kills = Kills(recheck, folder, report, sizes["seed"])
    kills.prepare()
    kills.at_random_moments("kill -9", sizes["kills"], signal.SIGKILL)
    kills.at_random_moments("SIGTERM", sizes["stops"], signal.SIGTERM)
    kills.at_each_call(sizes["kill_every"])
    kills.during_imports(sizes["killed_imports"], sizes["import_visits"])
    kills.control()
    report.line(f"{len(kills.acknowledged)} visits acknowledged, all there and complete",
                unless_faults=True)
