"""R1 with commands beside a running server, which lends them the right to write.

A command or the server is killed at any moment of a save or of an import through the socket. What
was acknowledged is there, nothing is half there, and the other one of the two goes on.
"""
import random
import signal
import time

from clinic import Clinic, Visit, lost, said_saved, said_stored, stored_visits
from desk import Server
from kills import Kills


class LendingKills:
    def __init__(self, recheck, folder, report, seed):
        self.clinic = Clinic(recheck, folder)
        self.report = report
        self.random = random.Random(seed)
        self.acknowledged = set()
        self.next_number = 0
        self.server = None

    def prepare(self, size):
        """Makes the clinic, and measures a save and an import beside the server, undisturbed."""
        self.clinic.make()
        self.server = Server(self.clinic)
        if not self.clinic.file.with_name("clinic.sqlite.socket").is_socket():
            self.report.fault("there is no socket, so the test is blind")
        self.save_seconds, _ = self.timed(*self.visit_words(), said=said_saved)
        self.import_seconds, _ = self.timed(*self.import_words(size), said=said_stored)

    def timed(self, numbers, *words, said):
        start = time.monotonic()
        out = self.clinic.must(*words)
        if said(out):
            self.acknowledged |= numbers
        return time.monotonic() - start, out

    def visit_words(self):
        self.next_number += 1
        return {self.next_number}, *Visit(self.next_number).command

    def import_words(self, size):
        first = self.next_number + 1
        self.next_number += size
        numbers = set(range(first, first + size))
        return numbers, "import", str(self.clinic.write_import(sorted(numbers)))

    def once(self, name, seconds, said, numbers, *words, whom):
        """Kills the command, the server or both at a random moment; whether all of it is there."""
        process = self.clinic.start(*words)
        time.sleep(self.random.uniform(0.2, 1.1) * seconds)
        if whom != "server":
            process.kill()
        if whom != "command":
            self.server.stop(signal.SIGKILL)
        out, errors = process.communicate(timeout=60)
        if said(out):
            self.acknowledged |= numbers
        if whom == "server" and process.returncode != 0:
            self.report.fault(f"{name}: the command left with {process.returncode}: {errors[:300]}")
        if whom != "command":
            self.server = Server(self.clinic)
        # The one that was not killed, or was started anew, lends on.
        after = self.visit_words()
        done = self.clinic.run(*after[1:])
        if done.returncode == 0 and said_saved(done.stdout):
            self.acknowledged |= after[0]
        else:
            self.report.fault(f"{name}: the next command failed: {done.stdout}{done.stderr}")
        for fault in lost(self.acknowledged, self.clinic.file):
            self.report.fault(f"{name}: {fault}")
        there = stored_visits(self.clinic.file)[0] & numbers
        if there and there != numbers:
            self.report.fault(f"{name}: {len(there)} of {len(numbers)} visits are there")
        return bool(there), said(out)

    def kill(self, whom, number, size):
        """Saves and imports by turns."""
        whole = answered = 0
        for index in range(number):
            is_import = index % 2 == 0
            words = self.import_words(size) if is_import else self.visit_words()
            stored, said = self.once(
                f"kill -9 {index} of the {whom}",
                self.import_seconds if is_import else self.save_seconds,
                said_stored if is_import else said_saved, *words, whom=whom)
            whole += stored
            answered += said
            if index % 25 == 0:
                for fault in self.clinic.verify():
                    self.report.fault(f"kill -9 {index} of the {whom}: {fault}")
        self.report.line(
            f"kill -9 of the {whom} {number} times during a save or an import of {size} visits beside"
            f" the server: {answered} acknowledged, {whole} there as a whole,"
            f" {number - whole} not at all")

    def end(self):
        for fault in self.clinic.verify():
            self.report.fault(f"at the end: {fault}")
        status, _ = self.server.stop()
        if status != 0:
            self.report.fault(f"the server left with {status}")
        if self.clinic.file.with_name("clinic.sqlite.socket").exists():
            self.report.fault("the socket stays behind")


def at_single_calls(recheck, folder, report, sizes):
    """Commands killed at single writes and flushes of theirs, beside a server that goes on."""
    kills = Kills(recheck, folder, report, sizes["seed"])
    kills.prepare()
    with Server(kills.clinic) as server:
        kills.at_each_call(sizes["lending_call_every"])
        kills.import_at_calls(sizes["import_visits"], sizes["lending_import_every"])
        if server.process.poll() is not None:
            report.fault("the server has left")


def run(recheck, folder, report, sizes):
    at_single_calls(recheck, folder.with_name("lending_calls"), report, sizes)
    test = LendingKills(recheck, folder, report, sizes["seed"])
    test.prepare(sizes["import_visits"])
    try:
        for whom in ("command", "server", "two"):
            test.kill(whom, sizes[f"lending_{whom}"], sizes["import_visits"])
        test.end()
    finally:
        if test.server.process.poll() is None:
            test.server.stop(signal.SIGKILL)
