"""R1 and R8 with the web app: killed, or asked to stop, while visits are entered in it.

A visit is acknowledged when the browser is sent on to the patient's page. After SIGTERM a visit
that is in the file was also answered, an open idle connection and one with half a request
notwithstanding, and no log is left behind.
"""
import contextlib
import http.client
import random
import signal
import socket
import threading

from clinic import Clinic, Visit, lost, restart_seconds, stored_visits
from desk import Desk, Server, prepare

STOP_SECONDS = 5


class WebKills:
    def __init__(self, recheck, folder, report, seed):
        self.clinic = Clinic(recheck, folder)
        self.pages = prepare(self.clinic)
        self.report = report
        self.random = random.Random(seed)
        self.acknowledged = set()
        self.next_number = 0
        # The session outlives the process; signing in each time would be throttled.
        self.cookies = {}
        self.slowest_start = self.slowest_stop = 0.0

    def enter_visits(self, desk, first):
        """Enters visits until the web app is gone."""
        try:
            while True:
                self.next_number += 1
                visit = Visit(self.next_number)
                desk.save(self.pages[visit.patient], visit)
                self.acknowledged.add(visit.number)
                first.set()
        except (OSError, http.client.HTTPException):
            pass
        except RuntimeError as error:
            # While it stops, it refuses.
            if " 503" not in str(error):
                self.report.fault(str(error))
        finally:
            first.set()

    def once(self, name, how):
        with Server(self.clinic) as server:
            self.load_and_signal(server, name, how)
        faults = self.clinic.verify() + lost(self.acknowledged, self.clinic.file)
        for fault in faults:
            self.report.fault(f"{name}: {fault}")

    def load_and_signal(self, server, name, how):
        self.slowest_start = max(self.slowest_start, server.seconds)
        if server.seconds > restart_seconds():
            self.report.fault(f"{name}: the web app took {server.seconds:.1f} s to start")
        desk = Desk(server.port)
        if self.cookies:
            desk.cookies = self.cookies
        else:
            desk.sign_in()
            self.cookies = desk.cookies
        first = threading.Event()
        load = threading.Thread(target=self.enter_visits, args=(desk, first))
        load.start()
        first.wait(30)
        with contextlib.ExitStack() as stack:
            for start in (b"", b"GET /review HTTP/1.1\r\nHost: 127"):
                connection = socket.create_connection(("127.0.0.1", server.port))
                stack.enter_context(connection).sendall(start)
            # A delay of its own for each, over the time of several saves.
            threading.Event().wait(self.random.uniform(0, 0.1))
            status, seconds = server.stop(how)
        load.join()
        if how == signal.SIGTERM:
            self.after_stop(name, status, seconds)

    def after_stop(self, name, status, seconds):
        self.slowest_stop = max(self.slowest_stop, seconds)
        if status != 0 or seconds > STOP_SECONDS:
            self.report.fault(f"{name}: exit status {status} after {seconds:.1f} s")
        log = self.clinic.file.with_name("clinic.sqlite-wal")
        if log.exists() and log.stat().st_size:
            self.report.fault(f"{name}: a log of {log.stat().st_size} bytes was left behind")

    def unanswered(self):
        return len(stored_visits(self.clinic.file)[0] - self.acknowledged)


def run(recheck, folder, report, sizes):
    test = WebKills(recheck, folder, report, sizes["seed"])
    for index in range(sizes["web_stops"]):
        test.once(f"SIGTERM {index} of the web app", signal.SIGTERM)
        if test.unanswered():
            report.fault(f"SIGTERM {index} of the web app: {test.unanswered()} visits were saved"
                         " and not answered")
            break
    stopped = len(test.acknowledged)
    report.line(f"SIGTERM of the web app {sizes['web_stops']} times: {stopped} visits"
                f" acknowledged, slowest stop {test.slowest_stop:.1f} s")
    for index in range(sizes["web_kills"]):
        test.once(f"kill -9 {index} of the web app", signal.SIGKILL)
    report.line(f"kill -9 of the web app {sizes['web_kills']} times:"
                f" {len(test.acknowledged) - stopped} visits acknowledged,"
                f" slowest start {test.slowest_start:.2f} s")
    if not test.acknowledged:
        report.fault("no visit was entered, so the test is blind")
