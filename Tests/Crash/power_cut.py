"""R2 and R3: "saved" is said only when it is on the disk, and the power may go at any moment.

All writes and flushes of a series of saves are recorded, and played to a disk that forgets what
was not flushed. Both checks have a control, the same record without the flush at each commit, as
with SQLite's `synchronous = NORMAL`: it must be found faulty, else the test sees nothing.
"""
import contextlib
import hashlib
import pathlib
import random
import subprocess
import sys

from clinic import Clinic, Visit, lost, said_saved, said_stored
from desk import Desk, Server, prepare
from disk import Disk, kept_files
from strace import STORAGE, events, strace

SHARES = ("none", "half", "torn", "all")
LOG_HEADER_BYTES = 32


class Recording:
    """What happened to a clinic's folder, with the acknowledgements in between."""

    def __init__(self, clinic):
        self.clinic = clinic
        self.log = str(clinic.file) + "-wal"
        self.files = kept_files(clinic.folder)
        self.steps = []

    def disk(self):
        """The disk as it was at the start."""
        return Disk(self.clinic.folder, self.files)

    def run(self, numbers, *words):
        """Records one command; it must acknowledge the visits of these numbers."""
        trace = self.clinic.folder.with_name(self.clinic.folder.name + ".strace")
        done = self.clinic.run(*words, before=strace(trace, STORAGE))
        if done.returncode != 0:
            raise RuntimeError(f"recheck {words[0]} failed: {done.stdout}{done.stderr}")
        said = False
        for event in events(trace):
            if event.call == "write":
                text = event.data.decode(errors="replace")
                if event.descriptor == 1 and (said_saved(text) or said_stored(text)):
                    self.steps.append(set(numbers))
                    said = True
            else:
                self.steps.append(event)
        if not said:
            raise RuntimeError(f"recheck {words[0]} did not say that it saved: {done.stdout}")
        trace.unlink()

    def serve(self, numbers, pages):
        """Records the web app while these visits are entered in it."""
        trace = self.clinic.folder.with_name(self.clinic.folder.name + ".strace")
        with Server(self.clinic, before=strace(trace, STORAGE)) as server:
            desk = Desk(server.port)
            desk.sign_in()
            for number in numbers:
                visit = Visit(number)
                desk.save(pages[visit.patient], visit)
            server.stop()
        waiting = list(numbers)
        for event in events(trace):
            if event.call != "write":
                self.steps.append(event)
            elif waiting and event.data.startswith(b"HTTP/1.1 303"):
                if f"Location: {pages[Visit(waiting[0]).patient]}".encode() in event.data:
                    self.steps.append({waiting.pop(0)})
        if waiting:
            raise RuntimeError(f"{len(waiting)} answers of the web app are not in its trace")
        trace.unlink()

    def save(self, numbers):
        for number in numbers:
            self.run([number], *Visit(number).command)

    def load(self, numbers):
        self.run(numbers, "import", str(self.clinic.write_import(numbers)))

    def without_commit_flushes(self):
        """As with `synchronous = NORMAL`: the log is flushed with its header and for bringing it
        into the file, not at a commit."""
        after_commit = False
        for index, step in enumerate(self.steps):
            if isinstance(step, set):
                yield step
                continue
            if step.path == self.log and step.call == "pwrite64":
                after_commit = step.offset >= LOG_HEADER_BYTES
            brings_in = any(
                not isinstance(later, set) and later.path == str(self.clinic.file)
                and later.call == "pwrite64" for later in self.steps[index + 1:index + 2])
            if step.path == self.log and step.call in ("fdatasync", "fsync") and after_commit:
                if not brings_in:
                    continue
            yield step


def unflushed_acknowledgements(recording, steps):
    """R2: acknowledgements, and how many came before the log of their commit was flushed."""
    disk = recording.disk()
    total = early = 0
    wrote = False
    for step in steps:
        if isinstance(step, set):
            total += 1
            log = disk.file(recording.log)
            reachable = disk.flushed.get(pathlib.Path(recording.log).name) is log
            early += not wrote or log is None or bool(log.pending) or not reachable
            wrote = False
        else:
            disk.apply(step)
            wrote = wrote or (step.call == "pwrite64" and step.path == recording.log)
    return total, early


class PowerCuts:
    """R3: cuts the power at many points of a record and looks at what is left."""

    def __init__(self, recheck, folder, seed):
        self.place = Clinic(recheck, folder)
        self.place.folder.mkdir(parents=True)
        self.random = random.Random(seed)
        self.cuts = self.states = self.verified = 0
        self.faults = []

    def play(self, disk, steps, cut_at, verify_every):
        acknowledged = set()
        seen = set()
        for index, step in enumerate(steps):
            if isinstance(step, set):
                acknowledged = acknowledged | step
            else:
                disk.apply(step)
            if index not in cut_at:
                continue
            for share in SHARES:
                self.cuts += 1
                files = disk.left(share, self.random)
                digest = hashlib.sha256(repr(sorted(acknowledged)).encode())
                for name in sorted(files):
                    digest.update(name.encode() + hashlib.sha256(files[name]).digest())
                if digest.digest() in seen:
                    continue
                seen.add(digest.digest())
                self.states += 1
                for fault in self.look(files, acknowledged, verify_every):
                    self.faults.append(f"power cut after step {index}, {share} of it: {fault}")

    def look(self, files, acknowledged, verify_every):
        for path in self.place.folder.iterdir():
            path.unlink()
        for name, content in files.items():
            (self.place.folder / name).write_bytes(content)
        if not self.place.file.exists():
            return ["the clinic file itself is gone"]
        faults = []
        if verify_every and self.states % verify_every == 0:
            self.verified += 1
            faults += self.place.verify()
        return faults + lost(acknowledged, self.place.file)


def cut_points(steps, number, source):
    """Steps to cut after: half of them beside a flush or an acknowledgement, by chance."""
    steps = list(steps)
    touching = set()
    for index, step in enumerate(steps):
        if isinstance(step, set) or step.call in ("fdatasync", "fsync", "unlink"):
            touching |= {index - 1, index}
    touching.discard(-1)
    others = sorted(set(range(len(steps))) - touching)
    chosen = source.sample(sorted(touching), min(len(touching), max(number // 2, 1)))
    return set(chosen + source.sample(others, min(len(others), number - len(chosen))))


@contextlib.contextmanager
def beside_reader(file):
    """Another program has the file open for reading meanwhile.

    It is a process of its own: this one reads the file's bytes, and closing a file gives up all
    locks that a process has on it.
    """
    program = (
        "import sqlite3, sys; reader = sqlite3.connect(sys.argv[1]);"
        "reader.execute('SELECT count(*) FROM score').fetchone();"
        "print('open', flush=True); sys.stdin.read()")
    reader = subprocess.Popen(
        [sys.executable, "-c", program, file], text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        if reader.stdout.readline() != "open\n":
            raise RuntimeError("the reader could not open the file")
        yield
    finally:
        reader.communicate()


def record(recheck, folder, held_open, saves, import_visits, imports):
    """A record of saves, imports in between; `held_open` while another program reads the file,
    so that the log is not removed after each save but grows and is used again."""
    clinic = Clinic(recheck, folder).make(visits=[1, 2])
    with beside_reader(clinic.file) if held_open else contextlib.nullcontext():
        recording = Recording(clinic)
        number = 3
        for part in range(imports + 1):
            count = saves // (imports + 1)
            recording.save(range(number, number + count))
            number += count
            if part < imports:
                recording.load(range(number, number + import_visits))
                number += import_visits
    return recording


def run(recheck, folder, report, sizes):
    for name in ("alone", "beside a reader", "web app"):
        folder_name = name.replace(" ", "-")
        if name == "web app":
            clinic = Clinic(recheck, folder / folder_name)
            pages = prepare(clinic)
            recording = Recording(clinic)
            recording.serve(range(1, sizes["web_saves"] + 1), pages)
        else:
            recording = record(
                recheck, folder / folder_name, name == "beside a reader", sizes["saves"],
                sizes["import_visits"], sizes["imports"])
        for control in (False, True):
            steps = list(recording.without_commit_flushes()) if control else recording.steps
            check(recheck, folder, report, sizes, (name, folder_name), recording, steps, control)


def check(recheck, folder, report, sizes, names, recording, steps, control):
    name, folder_name = names
    label = f"{name}, control without flushes" if control else name
    if not control and len(list(recording.without_commit_flushes())) == len(steps):
        report.fault(f"{name}: no commit was flushed, so the control changes nothing")
    total, early = unflushed_acknowledgements(recording, steps)
    report.line(f"{label}: {early} of {total} acknowledgements before their flush")
    if (early == 0) if control else early:
        report.fault(f"{label}: {early} of {total} acknowledgements before their flush")
    source = random.Random(sizes["seed"])
    number = sizes["control_cuts"] if control else sizes["cuts"]
    cuts = PowerCuts(recheck, folder / f"{folder_name}-{control}", sizes["seed"])
    cuts.play(recording.disk(), steps, cut_points(steps, number, source),
              0 if control else sizes["verify_every"])
    lost_count = sum("acknowledged visits lost" in fault for fault in cuts.faults)
    report.line(
        f"{label}: {cuts.cuts} power cuts, {cuts.states} different states left, {cuts.verified}"
        f" of them also by 'recheck verify': {lost_count} lost acknowledged visits,"
        f" {len(cuts.faults) - lost_count} inconsistent")
    if not control:
        for fault in cuts.faults:
            report.fault(f"{label}: {fault}")
    elif not lost_count:
        report.fault(f"{label}: no acknowledged visit is lost, so the test is blind")
