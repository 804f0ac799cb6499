"""F3: a fault, and a kill, at each system call of what reads, writes or replaces a file.

Restoring, backing up, opening a file of an earlier version, exporting, importing, recording a score
and noting a visit are run once under strace to see which calls touch the clinic's folder; then each
of these calls fails with a full disk or an error of the disk, or the program is killed there.
Restoring and opening an earlier version are also killed at random moments.
Afterwards the file opens, verifies, and holds the old state or the new one, as a whole; what was
acknowledged is there; the next command works, and nothing unfinished stays once the next backup, or
the same export, has run.
"""
import collections
import pathlib
import random
import re
import shutil
import signal
import subprocess
import time

from clinic import Clinic, Visit, lost, said_saved, said_stored, stored_visits
from strace import CALL, STORAGE, injected, strace

FILE_FAULT = 3
OLD = {1, 2, 3}
BACKED_UP = {1, 2}
CALLS = [call for call in STORAGE if call not in ("open", "rename", "link")] + [
    "rename", "link", "pread64", "read"]
READING = ("pread64", "read")
# What the program says where a new file has its name, and the disk did not confirm that.
IN_PLACE = re.compile("is complete and in its place|^The backup is (complete|restored)")
# The answer itself could not be written.
STORED = "It is stored; do not enter it again"
DONE = re.compile(r"^(Restored from|Backed up and verified|Saved as score|Stored |P\d, visit of)",
                  re.MULTILINE)
# Names that nothing has once it is complete.
UNFINISHED = re.compile(r"\.unfinished|\.new-\d+$|^\.(backup|restore-drill|package)-")
FIXTURE = pathlib.Path(__file__).parent.parent / "RegistryTests/Fixtures/version-1.sqlite"


def fault(call):
    """What a disk does to such a call."""
    full = call in ("openat", "write", "pwrite64", "link", "linkat", "rename", "renameat",
                    "renameat2")
    return "ENOSPC" if full else "EIO"


class Command:
    """One command on a clinic, what it starts from, and what may be there afterwards."""

    def __init__(self, test, name):
        self.clinic = test.clinic
        self.test = test
        self.name = name

    def prepare(self):
        for entry in self.clinic.folder.iterdir():
            entry.unlink() if not entry.is_dir() else shutil.rmtree(entry)
        self.clinic.restore_from(self.test.before)

    @property
    def next(self):
        """What is run afterwards, and takes away what is unfinished."""
        safe = self.clinic.folder / "safe"
        safe.mkdir(exist_ok=True)
        return ["backup", "--into", str(safe)]

    def allowed(self, done, killed):
        """The sets of visits of which one must be in the file."""
        return [OLD]

    def check(self, done, killed):
        """Faults of what lies beside the clinic file."""
        return []


class Record(Command):
    words = Visit(4).command

    def allowed(self, done, killed):
        if said_saved(done.stdout) or STORED in done.stderr:
            return [OLD | {4}]
        unsure = killed or "not certain whether it was saved" in done.stderr
        return [OLD, OLD | {4}] if unsure else [OLD]


class Note(Command):
    words = ["visit", "note", "P1", "--date", str(Visit(1).date), "--illness", "no"]


class Import(Command):
    numbers = set(range(4, 24))

    def prepare(self):
        super().prepare()
        self.words = ["import", str(self.clinic.write_import(sorted(self.numbers)))]

    def allowed(self, done, killed):
        if said_stored(done.stdout) or STORED in done.stderr:
            return [OLD | self.numbers]
        unsure = killed or "not certain whether it was saved" in done.stderr
        return [OLD, OLD | self.numbers] if unsure else [OLD]


class Restore(Command):
    def prepare(self):
        super().prepare()
        shutil.copy(self.test.backup, self.clinic.folder / "backup.sqlite")
        self.words = ["restore", str(self.clinic.folder / "backup.sqlite")]

    def allowed(self, done, killed):
        if done.returncode == 0 or IN_PLACE.search(done.stderr):
            return [BACKED_UP]
        return [OLD, BACKED_UP] if killed else [OLD]

    def check(self, done, killed):
        kept = list(self.clinic.folder.glob("clinic.sqlite.replaced-*"))
        if done.returncode == 0 and len(kept) != 1:
            return [f"{len(kept)} earlier files are kept"]
        if killed or done.returncode == 0 or IN_PLACE.search(done.stderr):
            return []
        return [f"{path.name} was left behind" for path in
                kept + list(self.clinic.folder.glob("*.unfinished"))]


class Backup(Command):
    @property
    def next(self):
        """An unfinished copy goes with the next one of the same name."""
        self.copy.file.unlink(missing_ok=True)
        return self.words

    def prepare(self):
        super().prepare()
        self.copy = Clinic(self.clinic.recheck, self.clinic.folder / "copy")
        self.copy.folder.mkdir()
        self.words = ["backup", str(self.copy.file)]

    def check(self, done, killed):
        said = done.returncode == 0
        in_place = IN_PLACE.search(done.stderr)
        if not self.copy.file.exists():
            return ["the backup is not there"] if said or in_place else []
        if not (said or in_place or killed):
            return [f"there is a backup, and the program said {done.stderr!r}"]
        return self.copy.verify() + lost(OLD, self.copy.file)


class Drill(Command):
    def prepare(self):
        super().prepare()
        self.words = ["restore", "--check", str(self.test.backup)]


class BackupInto(Command):
    def prepare(self):
        super().prepare()
        self.safe = self.clinic.folder / "safe"
        self.safe.mkdir()
        self.old = self.safe / "clinic-2026-01-01T010203Z.sqlite"
        shutil.copy(self.test.backup, self.old)
        self.words = ["backup", "--into", str(self.safe), "--keep", "1d"]

    @property
    def next(self):
        # Its name has the second: the next one is another.
        time.sleep(1)
        return self.words

    def check(self, done, killed):
        dated = [path for path in self.safe.glob("clinic-*.sqlite") if path != self.old]
        faults = []
        for path in dated:
            copy = Clinic(self.clinic.recheck, self.safe)
            copy.file = path
            faults += copy.verify() + lost(OLD, path)
        if not dated and not self.old.exists():
            faults.append("no backup is left")
        # An earlier one that cannot be read at that moment stays, which is no loss.
        if done.returncode == 0 and len(dated) != 1:
            faults.append(f"{len(dated)} new backups are there")
        return faults


class Export(Command):
    before = "an earlier table\n"

    @property
    def next(self):
        return self.words

    def prepare(self):
        super().prepare()
        self.file = self.clinic.folder / "scores.csv"
        self.file.write_text(self.before)
        self.words = ["export", "scores", "-o", str(self.file)]

    def check(self, done, killed):
        text = self.file.read_text() if self.file.exists() else None
        if text == self.before and (killed or done.returncode != 0):
            return []
        if text == self.test.table and (killed or done.returncode == 0):
            return []
        return [f"exit status {done.returncode}, and the table holds {(text or 'nothing')[:80]!r}"]


class BringUp(Command):
    """Opens a file of the first version of the tables."""
    words = ["patient", "add", "X91", "--family", "Novak", "--given", "Ana"]

    def prepare(self):
        super().prepare()
        for path in self.clinic.folder.iterdir():
            path.unlink()
        shutil.copy(FIXTURE, self.clinic.file)
        self.clinic.file.chmod(0o600)

    def allowed(self, done, killed):
        return None

    def check(self, done, killed):
        if not done.stdout.startswith("Registered X91"):
            return []
        listed = self.clinic.must("patient", "list")
        return [] if "X91" in listed else ["the acknowledged patient is not there"]


# Killed at random moments too, as a crash comes.
REPLACING = ("restore", "opening an earlier version")
COMMANDS = [("restore", Restore), ("backup", Backup), ("backup into a folder", BackupInto),
            ("drill", Drill),
            ("opening an earlier version", BringUp), ("export", Export), ("import", Import),
            ("record", Record), ("visit", Note)]


class Steps:
    def __init__(self, recheck, folder, report):
        self.report = report
        self.before = Clinic(recheck, folder / "before").make(visits=sorted(BACKED_UP))
        self.backup = folder / "backup.sqlite"
        self.before.must("backup", str(self.backup))
        for number in sorted(OLD - BACKED_UP):
            self.before.must(*Visit(number).command)
        self.table = self.before.must("export", "scores")
        self.clinic = Clinic(recheck, folder / "steps")
        self.clinic.folder.mkdir(parents=True)
        self.log = folder / "strace.log"

    def points(self, command):
        """The calls that touch the clinic's folder: name, and which one of its thread it is."""
        command.prepare()
        done = self.clinic.run(*command.words, before=strace(self.log, CALLS))
        if done.returncode != 0:
            raise RuntimeError(f"{command.name} failed: {done.stdout}{done.stderr}")
        counts, found = collections.Counter(), set()
        with open(self.log, encoding="ascii") as lines:
            for line in lines:
                match = CALL.match(line)
                if not match or match["call"] not in CALLS:
                    continue
                counts[match["pid"], match["call"]] += 1
                if self.own(line):
                    found.add((match["call"], counts[match["pid"], match["call"]]))
        return sorted(found)

    def own(self, line):
        """strace writes paths as bytes; a call on another file is the loader's."""
        return str(self.clinic.folder).encode().hex("-").replace("-", r"\x") in line

    def run(self, command, call, number, kill):
        command.prepare()
        what = "signal=KILL" if kill else f"error={fault(call)}"
        done = self.clinic.run(*command.words, before=strace(
            self.log, [call], inject=f"{call}:{what}:when={number}"))
        line = None if kill else injected(self.log)
        killed = done.returncode == -9
        if not killed and line is None:
            return "missed"
        label = f"{command.name}, {'kill' if killed else fault(call)} at {call} {number}"
        for found in self.judge(command, done, killed, line):
            self.report.fault(f"{label}: {found}")
        return "killed" if killed else "failed" if done.returncode else "done"

    def at_random_moments(self, command, kills, source):
        """Kills it so many times; each moment from its start to its end is as likely."""
        command.prepare()
        start = time.monotonic()
        self.clinic.must(*command.words)
        seconds = time.monotonic() - start
        killed = tries = 0
        while killed < kills and tries < 3 * kills:
            command.prepare()
            process = self.clinic.start(*command.words)
            delay = source.uniform(0, 1) * seconds
            time.sleep(delay)
            process.send_signal(signal.SIGKILL)
            out, err = process.communicate(timeout=60)
            done = subprocess.CompletedProcess(command.words, process.returncode, out, err)
            tries += 1
            killed += done.returncode == -9
            for found in self.judge(command, done, done.returncode == -9, None):
                self.report.fault(f"{command.name}, killed after {delay:.4f} s: {found}")
        return killed

    def judge(self, command, done, killed, line):
        faults = []
        unread = done.returncode == 1 and "could not be read" in done.stderr
        # Where nothing was done to it, it has to end well.
        own = line is None or self.own(line)
        if not killed and done.returncode not in (0, FILE_FAULT) and own and not unread:
            faults.append(f"exit status {done.returncode}: {done.stderr[:200]!r}")
        if not killed and done.returncode == FILE_FAULT and not done.stderr.strip():
            faults.append("no message")
        if DONE.search(done.stdout) and done.returncode not in (0, FILE_FAULT, -9):
            faults.append(f"said to be done, but exit status {done.returncode}")
        faults += command.check(done, killed)
        allowed = command.allowed(done, killed)
        if allowed is None:
            faults += self.next_works("patient", "add", "X92", "--family", "Roth", "--given", "Eva")
            return faults + (self.left_behind(command) if killed else [])
        faults += self.clinic.verify()
        there, wrong = stored_visits(self.clinic.file)
        faults += wrong
        if there not in allowed:
            faults.append(f"visits {sorted(there)[:8]} are there, not {allowed}:"
                          f" {done.stdout}{done.stderr}")
        faults += self.next_works(*Visit(99).command)
        return faults + (self.left_behind(command) if killed else [])

    def next_works(self, *words):
        done = self.clinic.run(*words)
        if done.returncode != 0:
            return [f"the next command failed: {done.stdout}{done.stderr}"]
        return self.clinic.verify()

    def left_behind(self, command):
        """What is still unfinished after the next backup, or the next run of the same command."""
        done = self.clinic.run(*command.next)
        if done.returncode != 0:
            return [f"'{command.next[0]}' failed afterwards: {done.stdout}{done.stderr}"]
        return [f"{path.name} was left behind" for path in self.clinic.folder.rglob("*")
                if UNFINISHED.search(path.name)]


def chosen(points, most, source):
    """Each name, link and flush, and of the many others so many that `most` are there."""
    rare = [point for point in points if not point[0][0].startswith(("pread", "read", "pwrite"))]
    many = [point for point in points if point not in rare]
    if most is None or len(points) <= most:
        return points
    if len(rare) >= most:
        return sorted(source.sample(rare, most))
    return sorted(rare + source.sample(many, most - len(rare)))


def run(recheck, folder, report, sizes):
    test = Steps(recheck, folder, report)
    source = random.Random(sizes["seed"])
    for name, kind in COMMANDS:
        command = kind(test, name)
        points = test.points(command)
        cases = [((call, number), kill) for call, number in points for kill in (False, True)
                 if not (kill and call in READING)]
        counts = collections.Counter(
            test.run(command, call, number, kill)
            for (call, number), kill in chosen(cases, sizes["steps"], source))
        report.line(f"{name}: {len(points)} calls; {counts['killed']} times killed,"
                    f" {counts['failed']} refused, {counts['done']} done all the same,"
                    f" {counts['missed']} not met again")
        if not counts["killed"] + counts["failed"]:
            report.fault(f"{name}: no fault reached the program, so the test is blind")
        if name in REPLACING:
            killed = test.at_random_moments(command, sizes["moments"], source)
            report.line(f"{name}: kill -9 at {killed} random moments")
            if not killed:
                report.fault(f"{name}: it was never killed, so the test is blind")
    missing = lost({98}, test.before.file)
    if not missing:
        report.fault("control: a visit that was never saved is not missed")
