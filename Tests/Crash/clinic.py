"""A clinic file as a user makes one: visits entered with the program, read back with SQLite.

A visit is one `recheck record` of the eight MG-ADL items. Its number alone gives patient, day,
answers and total, so that whatever is found in a file can be compared in full.
"""
import contextlib
import dataclasses
import datetime
import os
import pathlib
import random
import sqlite3
import subprocess
import time

ITEMS = "talking chewing swallowing breathing brush-comb chair diplopia ptosis".split()
PATIENTS = 5
FIRST_DAY = datetime.date(2001, 1, 1)
EPOCH = datetime.date(1970, 1, 1)
# No command of these tests takes a fraction of this; what does has hung.
LONGEST_SECONDS = 120


def restart_seconds():
    """After a crash the program answers in 2 s; proportionally later on a machine that is busy."""
    return 2 * max(1, os.getloadavg()[0] / os.cpu_count())


@dataclasses.dataclass(frozen=True)
class Visit:
    number: int

    @property
    def patient(self):
        return f"P{self.number % PATIENTS}"

    @property
    def date(self):
        return FIRST_DAY + datetime.timedelta(days=self.number // PATIENTS)

    @property
    def answers(self):
        # Any order and two totals: an unusually large step would have to be confirmed.
        answers = [0, 1, 2, 3, 0, 1, 2, 2 + self.number % 2]
        random.Random(self.number).shuffle(answers)
        return answers

    @property
    def command(self):
        answers = [f"{item}={value}" for item, value in zip(ITEMS, self.answers)]
        return ["record", self.patient, "mg-adl", "--date", str(self.date), *answers]

    @property
    def lines(self):
        """The visit as lines of an import file."""
        return "".join(
            f"{self.patient},{self.date},mg-adl,{item},{value},,,\n"
            for item, value in zip(ITEMS, self.answers))

    @property
    def row(self):
        """The stored row but for its day: patient, answers, total and its scale."""
        return (self.patient, ",".join(map(str, self.answers)), sum(self.answers), 1)


class Clinic:
    """One clinic file and the built program that writes it."""

    def __init__(self, recheck, folder):
        self.recheck = str(pathlib.Path(recheck).resolve())
        self.folder = pathlib.Path(folder).resolve()
        self.file = self.folder / "clinic.sqlite"

    def argv(self, *words):
        return [self.recheck, *words, "--clinic", str(self.file)]

    def start(self, *words, before=()):
        """Starts a command; `before` goes in front of it, such as strace."""
        environment = dict(os.environ, RECHECK_AUTHOR="Crash test", TZ="UTC", LC_ALL="C.UTF-8")
        return subprocess.Popen(
            [*before, *self.argv(*words)], env=environment, text=True, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def run(self, *words, before=()):
        process = self.start(*words, before=before)
        try:
            out, errors = process.communicate(timeout=LONGEST_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise
        return subprocess.CompletedProcess(process.args, process.returncode, out, errors)

    def must(self, *words):
        done = self.run(*words)
        if done.returncode != 0:
            raise RuntimeError(f"'recheck {' '.join(words)}' failed: {done.stdout}{done.stderr}")
        return done.stdout

    def make(self, visits=()):
        """Registers the patients, and records the first visits."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for index in range(PATIENTS):
            self.must("patient", "add", f"P{index}", "--family", f"Silva{index}", "--given", "Vera",
                      "--born", f"196{index}-04-02", "--sex", "female")
        for number in visits:
            self.must(*Visit(number).command)
        return self

    def write_import(self, numbers):
        path = self.folder / "scores.csv"
        head = "patient_id,date,measure,item,value,variant,rater,note\n"
        path.write_text(head + "".join(Visit(number).lines for number in numbers))
        return path

    def restore_from(self, other):
        """Becomes a copy of another clinic's files; nobody may have those open."""
        for side in ("", "-wal", "-shm"):
            source = pathlib.Path(f"{other.file}{side}")
            target = pathlib.Path(f"{self.file}{side}")
            target.unlink(missing_ok=True)
            if source.exists():
                target.write_bytes(source.read_bytes())
                target.chmod(0o600)

    def verify(self):
        """The faults that `recheck verify` finds; empty where there are none."""
        done = self.run("verify")
        if done.returncode == 0 and done.stdout.startswith("No fault:"):
            return []
        told = done.stdout[:400] + done.stderr[:400]
        return [f"recheck verify left with {done.returncode}: {told}"]


def said_saved(text):
    """Whether the program acknowledged the visit."""
    return any(line.startswith("Saved as score ") for line in text.splitlines())


def said_stored(text):
    """Whether the program acknowledged the import."""
    return any(line.startswith("Stored ") for line in text.splitlines())


def stored_visits(file):
    """Opens the file with SQLite; gives the numbers of the visits in it, and faults.

    A visit that is there in part or with other content is a fault, as is a row of no visit.
    """
    faults = []
    # Read-only, so that what a crash left is brought in by the program and not by this look at it.
    address = f"{file.as_uri()}?mode=ro"
    with contextlib.closing(sqlite3.connect(address, uri=True)) as database:
        found = database.execute("PRAGMA integrity_check").fetchall()
        if found != [("ok",)]:
            faults.append(f"integrity_check: {found[:3]}")
        if links := database.execute("PRAGMA foreign_key_check").fetchall():
            faults.append(f"foreign_key_check: {links[:3]}")
        if opened := database.execute("SELECT id FROM entry WHERE seal IS NULL").fetchall():
            faults.append(f"entries without a seal: {opened[:3]}")
        rows = database.execute(
            "SELECT day, patient, answers, total, scale FROM score").fetchall()
    numbers = set()
    for day, *row in rows:
        number = ((EPOCH - FIRST_DAY).days + day) * PATIENTS + int(row[0].removeprefix("P"))
        if tuple(row) != Visit(number).row:
            faults.append(f"visit {number} is stored as {row}, not as {Visit(number).row}")
        if number in numbers:
            faults.append(f"visit {number} is stored twice")
        numbers.add(number)
    return numbers, faults


def lost(acknowledged, file):
    """Faults of a file in which these visits, and perhaps others, must be."""
    try:
        numbers, faults = stored_visits(file)
    except sqlite3.DatabaseError as error:
        return [f"SQLite cannot read it: {error}"]
    missing = sorted(set(acknowledged) - numbers)
    if missing:
        faults.append(f"{len(missing)} acknowledged visits lost, the first is {missing[0]}")
    return faults
