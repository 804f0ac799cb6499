"""R1 and R8: the program is killed or stopped at any moment; what it acknowledged is there.

Random moments show the program as it meets a crash; the sweep kills it at each single write and
flush of one save, so that no moment in between is left out.
"""
import random
import signal
import statistics
import time

from clinic import (
    Clinic, Visit, lost, restart_seconds, said_saved, said_stored, stored_visits)
from strace import strace

# So many imports go into one clinic: its visits are looked for after each of them, and must not reach today.
IMPORTS_PER_CLINIC = 50

# System calls at which the sweep kills.
CALLS = ("pwrite64", "fdatasync", "ftruncate", "unlink")


class Kills:
    def __init__(self, recheck, folder, report, seed):
        self.clinic = Clinic(recheck, folder)
        self.report = report
        self.random = random.Random(seed)
        self.acknowledged = set()
        self.looked_for = 0
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

    def begin_anew(self):
        """Goes on with an empty clinic."""
        for path in self.clinic.folder.glob("clinic.sqlite*"):
            path.unlink()
        self.clinic.make()
        self.looked_for += len(self.acknowledged)
        self.acknowledged = set()
        self.next_number = 0

    def visit(self):
        self.next_number += 1
        return Visit(self.next_number)

    def check(self, what):
        """The state after a crash: the next command opens it in time, nothing is lost or half."""
        start = time.monotonic()
        done = self.clinic.run("patient", "list")
        seconds = time.monotonic() - start
        faults = [] if done.returncode == 0 else [f"the next command failed: {done.stderr}"]
        faults += self.clinic.verify()
        self.slowest = max(self.slowest, seconds)
        if seconds > restart_seconds():
            faults.append(f"the next command took {seconds:.1f} s")
        faults += lost(self.acknowledged, self.clinic.file)
        for fault in faults:
            self.report.fault(f"{what}: {fault}")

    def log_state(self):
        """Size and time of the log; it changes where a save was cut off in the middle."""
        log = self.clinic.file.with_name("clinic.sqlite-wal")
        state = log.stat() if log.exists() else None
        return (state.st_size, state.st_mtime_ns) if state and state.st_size else None

    def was_not_refused(self, status, stop):
        """A command that is refused is no load, and the test would see nothing."""
        if status not in (0, -stop):
            self.report.fault(f"a command left with exit status {status}")

    def at_random_moments(self, name, number, stop):
        """Signals one save each time, at a random moment of its second half or shortly after."""
        answered = logs = 0
        for _ in range(number):
            visit = self.visit()
            before = self.log_state()
            process = self.clinic.start(*visit.command)
            time.sleep(self.random.uniform(0.5, 1.15) * self.save_seconds)
            process.send_signal(stop)
            out, _ = process.communicate(timeout=60)
            self.was_not_refused(process.returncode, stop)
            if said_saved(out):
                self.acknowledged.add(visit.number)
                answered += 1
            logs += self.log_state() not in (None, before)
            self.check(f"{name} during visit {visit.number}")
        self.report.line(
            f"{name} at {number} random moments of a save: {answered} acknowledged before it,"
            f" {logs} left a new log behind, slowest next command {self.slowest:.2f} s")

    def killed_at(self, call, count, *words):
        """Runs a command and kills it at its so-manieth call: what it said, and
        whether it was killed; it was not where it has fewer."""
        log = self.clinic.folder / "strace.log"
        before = strace(log, [call], inject=f"{call}:signal=KILL:when={count}")
        done = self.clinic.run(*words, before=before)
        self.was_not_refused(done.returncode, signal.SIGKILL)
        return done.stdout, done.returncode == -signal.SIGKILL

    def at_each_call(self, every):
        """Kills a save at its 1st, 2nd, 3rd ... write, flush, cut and removal."""
        kills = answered = 0
        for call in CALLS:
            step = every if call == "pwrite64" else 1
            killed, count = True, 1
            while killed:
                visit = self.visit()
                out, killed = self.killed_at(call, count, *visit.command)
                if said_saved(out):
                    self.acknowledged.add(visit.number)
                kills += killed
                answered += killed and said_saved(out)
                self.check(f"kill -9 at {call} {count} of visit {visit.number}")
                count += step
        self.report.line(
            f"kill -9 at {kills} single system calls of a save ({', '.join(CALLS)}):"
            f" {answered} acknowledged before it")
        if not kills:
            self.report.fault("no save was killed at a system call, so the test is blind")

    def import_at_calls(self, size, every):
        """The same with an import, at every so-manieth write."""
        kills = answered = whole = 0
        killed, count = True, 1
        while killed:
            numbers, path = self.import_file(size)
            out, killed = self.killed_at("pwrite64", count, "import", str(path))
            kills += killed
            answered += killed and said_stored(out)
            whole += killed and self.check_import(
                f"kill -9 at write {count} of an import", numbers, said_stored(out))
            count += every
        self.report.line(
            f"kill -9 at {kills} single writes of an import: {answered} acknowledged,"
            f" {whole} there as a whole, {kills - whole} not at all")

    def import_file(self, size):
        first = self.next_number + 1
        self.next_number += size
        numbers = set(range(first, first + size))
        return numbers, self.clinic.write_import(sorted(numbers))

    def check_import(self, what, numbers, said):
        """All of an import is there, or nothing of it; whether it is there."""
        if said:
            self.acknowledged |= numbers
        self.check(what)
        there = stored_visits(self.clinic.file)[0] & numbers
        if there and there != numbers:
            self.report.fault(f"{what}: {len(there)} of {len(numbers)} visits are there")
        return bool(there)

    def import_at_random_moments(self, number, size):
        """Kills imports at random moments; the first one runs undisturbed and gives the time."""
        numbers, path = self.import_file(size)
        start = time.monotonic()
        self.clinic.must("import", str(path))
        seconds = time.monotonic() - start
        self.acknowledged |= numbers
        whole = answered = 0
        for index in range(number):
            if index and index % IMPORTS_PER_CLINIC == 0:
                self.begin_anew()
            numbers, path = self.import_file(size)
            process = self.clinic.start("import", str(path))
            time.sleep(self.random.uniform(0.6, 1.2) * seconds)
            process.kill()
            out, _ = process.communicate(timeout=60)
            self.was_not_refused(process.returncode, signal.SIGKILL)
            answered += said_stored(out)
            whole += self.check_import(f"kill -9 during import {index}", numbers, said_stored(out))
        self.report.line(
            f"kill -9 at {number} random moments of imports of {size} visits:"
            f" {answered} acknowledged before it, {whole} there as a whole,"
            f" {number - whole} not at all")

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
    kills.import_at_random_moments(sizes["killed_imports"], sizes["import_visits"])
    kills.import_at_calls(sizes["import_visits"], sizes["import_kill_every"])
    kills.control()
    kills.looked_for += len(kills.acknowledged)
    report.line(f"{kills.looked_for} acknowledged visits were looked for after each crash")
