"""F4, F8 and F9: the disk under the web app is full or fails while a visit is entered.

A visit that is answered as saved is there; one of which "nothing was saved" is said is not; where
neither is certain, that is said. A form that was refused has kept its input and can be sent again
when the disk works. Pages of patients can be read all the while, and say that the look is noted
later.
"""
import contextlib
import html
import re
import signal
import subprocess

from clinic import Clinic, ITEMS, Visit, lost, stored_visits
from desk import Desk, Server, prepare
from strace import strace

# System call, error, and whether it goes on failing from then on.
FAILURES = [("fdatasync", "EIO", False), ("fdatasync", "EIO", True), ("pwrite64", "ENOSPC", True),
            ("pwrite64", "EIO", False), ("pwrite64", "ENOSPC", False)]
# When the disk begins to fail: before the form is opened, or before it is sent.
MOMENTS = ("look", "save")
UNCERTAIN = "not certain whether it was saved"
NOT_SAVED = "Nothing was saved"
LATER = "could not be noted yet"


class WebDisk:
    def __init__(self, recheck, folder, report):
        self.before = Clinic(recheck, folder / "before")
        self.pages = prepare(self.before)
        self.report = report
        # Signing in writes too; the session outlives the process.
        with Server(self.before) as server:
            desk = Desk(server.port)
            desk.sign_in()
            self.cookies = desk.cookies
            server.stop()
        self.clinic = Clinic(recheck, folder / "failing")
        self.clinic.folder.mkdir(parents=True)
        self.log = folder / "strace.log"
        self.counts = {"saved": 0, "not saved": 0, "uncertain": 0, "looks noted later": 0,
                       "taken when sent again": 0}

    def once(self, failure, moment, count):
        """Enters a visit while the disk fails at one call; False where it was not met."""
        call, error, for_good = failure
        label = f"{error} at {call} {count}{' and on' if for_good else ''} of a {moment}"
        self.clinic.restore_from(self.before)
        visit = Visit(1)
        inject = f"{call}:error={error}:when={count}{'+' if for_good else ''}"
        with Server(self.clinic) as server:
            said = self.enter(server, visit, label, moment, call, inject)
            server.stop()
        met = "(INJECTED)" in self.log.read_text(encoding="ascii")
        there = visit.number in stored_visits(self.clinic.file)[0]
        faults = self.clinic.verify() + lost(set(), self.clinic.file)
        if said == "saved" and not there:
            faults.append("answered as saved, and it is not there")
        if said == "not saved" and there:
            faults.append("said not to be saved, and it is there")
        self.counts[said] = self.counts.get(said, 0) + 1
        for fault in faults:
            self.report.fault(f"{label}: {fault}")
        return met

    @contextlib.contextmanager
    def failing(self, pid, call, inject):
        """Lets calls of a running process fail, until the end of the block."""
        tracer = subprocess.Popen(
            [*strace(self.log, [call], inject=inject), "-p", str(pid)], text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        while "attached" not in tracer.stderr.readline():
            if tracer.poll() is not None:
                raise RuntimeError("strace cannot be attached to the web app")
        try:
            yield
        finally:
            tracer.send_signal(signal.SIGINT)
            tracer.communicate(timeout=30)

    def enter(self, server, visit, label, moment, call, inject):
        desk = Desk(server.port)
        desk.cookies = dict(self.cookies)
        page = self.pages[visit.patient]
        action = f"{page}/visits"
        with contextlib.ExitStack() as disk:
            if moment == "look":
                disk.enter_context(self.failing(server.pid, call, inject))
            answer, text = desk.ask("GET", f"{action}?date={visit.date}&measures=mg-adl")
            if answer.status != 200:
                self.report.fault(f"{label}: the form answers {answer.status}")
                return "nothing"
            self.counts["looks noted later"] += LATER in text
            if moment == "save":
                disk.enter_context(self.failing(server.pid, call, inject))
            found = re.search(
                rf'<form[^>]*method="post" action="{re.escape(action)}".*?</form>', text, re.DOTALL)
            hidden = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', found[0])
            fields = {name: html.unescape(value) for name, value in hidden}
            fields |= {f"mg-adl:{item}": value for item, value in zip(ITEMS, visit.answers)}
            fields |= {"date": str(visit.date)}
            answer, text = desk.ask("POST", action, fields)
            said = self.told(answer, text, label)
            answer, text = desk.ask("GET", page)
            if answer.status != 200:
                self.report.fault(f"{label}: the patient's page answers {answer.status}")
            self.counts["looks noted later"] += LATER in text
        return self.again(desk, action, fields, label) if said == "not saved" else said

    def told(self, answer, text, label):
        if answer.status == 303:
            return "saved"
        if UNCERTAIN in text:
            return "uncertain"
        if NOT_SAVED not in text:
            self.report.fault(f"{label}: the form answers {answer.status}: {text[-600:]}")
            return "nothing"
        if text.count(" checked") < len(ITEMS):
            self.report.fault(f"{label}: the input is gone: {answer.status} {text[-600:]}")
        return "not saved"

    def again(self, desk, action, fields, label):
        """The same form, now that the disk works; after a failed flush only a restart helps."""
        answer, text = desk.ask("POST", action, fields)
        if answer.status == 303:
            self.counts["taken when sent again"] += 1
            return "saved"
        if "did not confirm an earlier change" not in text:
            self.report.fault(f"{label}: the form sent again answers {answer.status}: {text[-600:]}")
        return "not saved"


def run(recheck, folder, report, sizes):
    test = WebDisk(recheck, folder, report)
    for failure in FAILURES:
        for moment in MOMENTS:
            count, met = 1, True
            while met and count <= sizes["web_faults"]:
                met = test.once(failure, moment, count)
                count += 1 if failure[0] == "fdatasync" else sizes["web_fault_every"]
    told = ", ".join(f"{name} {count}" for name, count in test.counts.items())
    report.line(f"visits entered while the disk failed: {told}")
    for name, count in test.counts.items():
        if not count:
            report.fault(f"{name}: never met, so the test is blind")
