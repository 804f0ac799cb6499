"""F2: every command of the program, where its answer cannot be written.

The list of commands is the parser's own; a command without arguments in the table below fails the
test. Each is run with standard output on a full device, on a pipe whose reader has gone, closed, and
on a small full disk; with standard error on a full device; and with `-o` on the full disk. Never is
it stopped by a trap, never is "nothing" said to be stored where something was, and what was stored
is said to be.
"""
import contextlib
import datetime
import json
import os
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time

from clinic import Clinic, ITEMS
from desk import Server

TODAY = datetime.date.today()
PROJECT = pathlib.Path(__file__).parent.parent.parent
SPREADSHEETS = PROJECT / "Tests/CommandTests/Spreadsheets"
FULL_BYTES = 64 * 1024
DONE = ("It is stored; do not enter it again", "The backup is complete", "The backup is restored",
        "What was to be written is written", "The invented clinic is built",
        "The old password no longer works")
NOT_DONE = ("Nothing was changed", "Nothing was saved", "Nothing was stored")


def ago(days):
    return str(TODAY - datetime.timedelta(days=days))


ANSWERS = [f"{item}=1" for item in ITEMS]

# Each command of the parser, with arguments that are right. {x} is a path in the command's folder.
ARGUMENTS = {
    "demo": ["--patients", "3"],
    "patient add": ["N1", "--family", "Novak", "--given", "Ana"],
    "patient edit": ["A", "--given", "Vera Maria", "--reason", "as told"],
    "patient show": ["A"],
    "patient list": [],
    "patient merge": ["D", "--into", "A", "--reason", "the same person"],
    "patient unmerge": ["C", "--reason", "another person"],
    "diagnosis add": ["D", "cidp", "--on", ago(20)],
    "diagnosis revise": ["B", "mg", "--to", "lems", "--on", ago(2), "--reason", "antibodies"],
    "diagnosis end": ["B", "mg", "--on", ago(2), "--reason", "moved away"],
    "diagnosis withdraw": ["B", "mg", "--reason", "another patient's"],
    "treatment start": ["B", "ivig", "--on", ago(10)],
    "treatment change": ["B", "prednisone", "--note", "with food", "--reason", "as told"],
    "treatment stop": ["B", "prednisone", "--on", ago(1), "--because", "side-effect"],
    "treatment withdraw": ["B", "prednisone", "--reason", "another patient's"],
    "record": ["D", "mg-adl", *ANSWERS],
    "visit note": ["A", "--illness", "no"],
    "visit show": ["A", ago(60)],
    "visit withdraw": ["A", ago(60), "--reason", "another patient's"],
    "visit move": ["A", ago(60), "--to", ago(61), "--reason", "misread"],
    "correct": ["1", "talking=0", "--reason", "misread"],
    "score": ["mg-adl", *ANSWERS],
    "judge": [],
    "review list": [],
    "review show": ["A"],
    "review close": ["A", "--decision", "diagnosis-confirmed", "--note", "seen", "--by", "Dr Weber"],
    "review defer": ["A", "--until", ago(-30), "--note", "holidays", "--by", "Dr Weber"],
    "review reopen": ["B", "--note", "on second thoughts", "--by", "Dr Weber"],
    "reconsider": ["A"],
    "report patient": ["A"],
    "report clinic": [],
    "report cohort": [],
    "import": ["{patients.csv}"],
    "mapping add": [str(SPREADSHEETS / "01-mg-visits.yaml"), "--name", "another"],
    "mapping list": [],
    "mapping show": ["visits"],
    "mapping remove": ["visits"],
    "export table": ["scores"],
    "export package": ["{folder}"],
    "export fhir": [],
    "export sdtm": ["{folder}"],
    "export records": [],
    "export template": ["--disease", "mg", "-o", "{template.xlsx}"],
    "export redcap": ["{folder}"],
    "pool": ["{site}", "-o", "{pooled}"],
    "measures list": [],
    "measures show": ["mg-adl"],
    "measures check": ["{definitions}"],
    "measures load-table": ["i-rods", "{table.csv}", "--source", "our own"],
    "measures page": [],
    "serve": None,  # it has a test of its own
    "backup": ["{backup.sqlite}"],
    "restore": ["{earlier.sqlite}"],
    "verify": [],
    "history": [],
    "account reset": ["ada"],
    "manual": [],
}
# With `-o`, where the arguments above have none.
WITH_OUTPUT = {"visit note": ["A"],
               "import": ["--suggest", str(SPREADSHEETS / "01-mg-visits.csv")]}
# Commands whose own argument is where they write.
WRITES_TO = {"export package": 0, "export sdtm": 0, "export template": 3, "export redcap": 0,
             "pool": 2, "backup": 0}


def commands(recheck):
    """Every command of the parser, with the names of its options."""
    told = subprocess.run([recheck, "--experimental-dump-help"], capture_output=True, check=True)
    found = {}

    def walk(command, words):
        below = [sub for sub in command.get("subcommands", []) if sub["commandName"] != "help"]
        for sub in below:
            walk(sub, [*words, sub["commandName"]])
        if not below:
            found[" ".join(words)] = {
                name["name"] for argument in command.get("arguments", [])
                for name in argument.get("names") or []}

    walk(json.loads(told.stdout)["command"], [])
    return found


class Outputs:
    def __init__(self, recheck, folder, report):
        self.report = report
        self.base = Clinic(recheck, folder / "base")
        self.prepare()
        self.clinic = Clinic(recheck, folder / "work")
        self.outcomes = {}

    def prepare(self):
        clinic, must = self.base, self.base.must
        clinic.folder.mkdir(parents=True)
        with Server(clinic) as server:
            from desk import fill_in
            fill_in(server)
            server.stop()
        for name in "ABCD":
            must("patient", "add", name, "--family", f"Silva{name}", "--given", "Vera",
                 "--born", "1960-04-02", "--sex", "female", "--even-if-similar")
        for name in "AB":
            must("diagnosis", "add", name, "mg", "--on", ago(400))
            for days in (310, 200, 120, 60):
                must("record", name, "mg-adl", "--date", ago(days), *ANSWERS)
            must("treatment", "start", name, "prednisone", "--on", ago(300))
        must("patient", "merge", "C", "--into", "D", "--reason", "the same person")
        must("review", "close", "B", "--decision", "diagnosis-confirmed", "--note", "seen", "--by", "Dr Weber")
        must("mapping", "add", str(SPREADSHEETS / "01-mg-visits.yaml"), "--name", "visits")
        must("backup", str(clinic.folder / "earlier.sqlite"))
        must("export", "package", str(clinic.folder / "site"), "--pseudonymous", "--site", "one")
        (clinic.folder / "patients.csv").write_text(
            "patient_id,family_name,given_name,birth_date,sex\nN1,Novak,Ana,,\n")
        (clinic.folder / "table.csv").write_text(
            "raw,value\n" + "".join(f"{raw},{raw * 2}\n" for raw in range(49)))
        (clinic.folder / "definitions").mkdir()

    def fresh(self):
        shutil.rmtree(self.clinic.folder, ignore_errors=True)
        shutil.copytree(self.base.folder, self.clinic.folder)

    def words(self, name, target=None):
        def placed(word):
            return str(self.clinic.folder / word[1:-1]) if word.startswith("{") else word
        arguments = ARGUMENTS[name] if target is None else WITH_OUTPUT.get(name, ARGUMENTS[name])
        words = [placed(word) for word in arguments]
        if target is not None:
            if name in WRITES_TO:
                words[WRITES_TO[name]] = str(target)
            else:
                words += ["-o", str(target)]
        return [*name.split(), *words]

    def entries(self):
        file = self.clinic.file
        if not file.exists():
            return None
        with contextlib.closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as database:
            return database.execute(
                "SELECT (SELECT max(id) FROM entry), (SELECT max(id) FROM account_event),"
                " (SELECT count(*) FROM patient)").fetchone()

    def run(self, name, words, **streams):
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **streams}
        self.fresh()
        if name == "demo":
            self.clinic.file.unlink()
        before = self.entries()
        environment = dict(os.environ, RECHECK_AUTHOR="Crash test", TZ="UTC", LC_ALL="C.UTF-8",
                           XDG_DATA_HOME=str(self.clinic.folder / "data"))
        done = subprocess.run(self.clinic.argv(*words) if "clinic" in self.known[name]
                              else [self.clinic.recheck, *words], env=environment, cwd=self.clinic.folder,
                              stdin=subprocess.DEVNULL, timeout=120, text=True, **streams)
        return done, self.entries() != before

    def fault(self, name, sink, done, what):
        told = (done.stderr or "")[:300]
        self.report.fault(f"{name}, {sink}: {what}; exit status {done.returncode}, {told!r}")

    def check(self, name, sink, done, changed, shows):
        """What holds for each command whose answer is lost."""
        errors = done.stderr or ""
        if done.returncode == -signal.SIGPIPE and sink == "a pipe that nobody reads":
            if changed:
                self.fault(name, sink, done, "something was stored, without a word")
            if errors:
                self.fault(name, sink, done, "words where the reader has gone")
            return
        if done.returncode < 0:
            return self.fault(name, sink, done, "stopped by a signal")
        if shows and done.returncode != FILE_FAULT:
            self.fault(name, sink, done, "the answer is lost, and it says otherwise")
        if shows and "tandard output could not be written" not in errors:
            self.fault(name, sink, done, "no sentence says it")
        if changed and any(text in errors for text in NOT_DONE):
            self.fault(name, sink, done, "something was stored, and it says nothing was")
        is_said = any(text in errors for text in DONE)
        if shows and changed != is_said and name not in FILES_ONLY:
            self.fault(name, sink, done, f"stored: {changed}, said to be: {is_said}")

    def try_all(self, known, sinks, full):
        self.known = known
        for name in known:
            if ARGUMENTS[name] is None:
                continue
            done, changed = self.run(name, self.words(name))
            if done.returncode != 0:
                self.fault(name, "nothing in the way", done, "does not work, so the test is blind")
                continue
            shows = bool(done.stdout)
            for sink, streams in self.sinks(full)[:sinks]:
                with streams() as open_streams:
                    done, changed = self.run(name, self.words(name), **open_streams)
                if sink == "errors on a full device":
                    if done.returncode not in (0, FILE_FAULT):
                        self.fault(name, sink, done, "stopped")
                else:
                    self.check(name, sink, done, changed, shows)
                self.outcomes[sink] = self.outcomes.get(sink, 0) + 1
            if full and ("output" in known[name] or name in WRITES_TO):
                self.to_full_disk(name, full)

    def sinks(self, full):
        @contextlib.contextmanager
        def device():
            with open("/dev/full", "w", encoding="ascii") as stream:
                yield {"stdout": stream}

        @contextlib.contextmanager
        def pipe():
            reader, writer = os.pipe()
            os.close(reader)
            try:
                yield {"stdout": writer}
            finally:
                os.close(writer)

        @contextlib.contextmanager
        def closed():
            yield {"stdout": None, "preexec_fn": lambda: os.close(1)}

        @contextlib.contextmanager
        def errors():
            with open("/dev/full", "w", encoding="ascii") as stream:
                yield {"stderr": stream}

        @contextlib.contextmanager
        def disk():
            with open(full / "filled", "ab") as stream:
                yield {"stdout": stream}

        found = [("a full device", device), ("a pipe that nobody reads", pipe),
                 ("standard output closed", closed), ("errors on a full device", errors)]
        return found + ([("a full disk", disk)] if full else [])

    def to_full_disk(self, name, full):
        target = full / ("answer.xlsx" if name == "export template" else "answer")
        done, changed = self.run(name, self.words(name, target))
        self.outcomes["-o on a full disk"] = self.outcomes.get("-o on a full disk", 0) + 1
        if done.returncode != FILE_FAULT:
            self.fault(name, "-o on a full disk", done, "not refused")
        if not done.stderr.strip() or "Fatal" in done.stderr:
            self.fault(name, "-o on a full disk", done, "no sentence says it")
        left = [path.name for path in full.iterdir() if path.name != "filled"]
        if left:
            self.fault(name, "-o on a full disk", done, f"{left} left behind")
            for path in left:
                shutil.rmtree(full / path, ignore_errors=True)
                (full / path).unlink(missing_ok=True)

    def serve(self):
        """The web app goes on where what it says cannot be written."""
        self.fresh()
        import socket
        import urllib.request
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        with open("/dev/full", "w", encoding="ascii") as stream:
            process = subprocess.Popen(self.clinic.argv("serve", "--port", str(port)),
                                       stdin=subprocess.DEVNULL, stdout=stream, stderr=stream)
        try:
            answer = None
            for _ in range(400):
                with contextlib.suppress(OSError):
                    with urllib.request.urlopen(f"http://127.0.0.1:{port}/health") as got:
                        answer = got.status
                        break
                time.sleep(0.05)
            process.terminate()
            status = process.wait(30)
        finally:
            process.kill()
        if answer != 200 or status not in (0, FILE_FAULT):
            self.report.fault(f"serve without outputs: answer {answer}, exit status {status}")


FILE_FAULT = 3
# Their deed is a file beside the clinic file, which stays as it is.
FILES_ONLY = ("backup", "export package", "export sdtm", "export template", "export redcap", "pool",
              "restore")


@contextlib.contextmanager
def full_disk(report):
    """A small disk of which every byte is used; None where none can be mounted."""
    with tempfile.TemporaryDirectory() as folder:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={FULL_BYTES}", "tmpfs", folder],
            capture_output=True, check=False)
        if mounted.returncode != 0:
            report.line("left out: a small full disk, since none can be mounted here")
            yield None
            return
        try:
            with contextlib.suppress(OSError), open(
                    pathlib.Path(folder) / "filled", "wb", buffering=0) as stream:
                while True:
                    stream.write(b"x" * 4096)
            yield pathlib.Path(folder)
        finally:
            subprocess.run(["umount", folder], check=False)


def run(recheck, folder, report, sizes):
    known = commands(str(pathlib.Path(recheck).resolve()))
    for name in sorted(set(known) - set(ARGUMENTS)):
        report.fault(f"'{name}' has no arguments in the table of outputs.py")
    for name in sorted(set(ARGUMENTS) - set(known)):
        report.fault(f"'{name}' of the table of outputs.py is no command")
    test = Outputs(recheck, folder, report)
    with full_disk(report) as full:
        test.try_all({name: options for name, options in known.items() if name in ARGUMENTS},
                     sizes["sinks"], full)
    test.serve()
    told = ", ".join(f"{sink} {count}" for sink, count in test.outcomes.items())
    report.line(f"{len(known)} commands: {told}")
