"""An hour of a busy clinic in the web app; what was acknowledged must be there, and nothing may grow without end.

    soak.py RECHECK [--minutes 60] [--writers 20]

Writers save a visit every few seconds, readers turn pages, a backup is taken every tenth of the time. After a quarter the
clock of the program is set a day back and right again later; after a third it is asked to stop and started again, after two
thirds it is killed and started again. clock.c is the clock that can be set while the program runs.
"""
import argparse
import http.client
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time

import clinic
from clinic import Clinic, Visit, lost, stored_visits
from desk import Desk, Server, prepare

# A year of a clinic for each of them, not for five.
clinic.PATIENTS = 200
READERS = 5
PAUSE_SECONDS = 3
SHARES = {"clock back": 0.25, "clock right": 0.30, "stop": 1 / 3, "kill": 2 / 3}
# Memory of the second half of a run may be so many times that of its first tenth.
MOST_GROWTH = 1.5


def clock_library(folder):
    """The clock that can be set, for this machine."""
    library = folder / "clock.so"
    source = pathlib.Path(__file__).with_name("clock.c")
    subprocess.run(["gcc", "-shared", "-fPIC", "-O2", "-Wall", "-Werror", "-o", library, source], check=True)
    return library


class Soak:
    def __init__(self, recheck, folder, writers):
        self.clinic = Clinic(recheck, folder / "clinic")
        self.pages = prepare(self.clinic)
        self.clock = folder / "clock"
        self.set_clock("0")
        self.before = ["env", f"LD_PRELOAD={clock_library(folder)}", f"RECHECK_CLOCK={self.clock}"]
        self.writers = writers
        self.lock = threading.Lock()
        self.number = 0
        self.acknowledged, self.saves, self.faults = set(), [], []
        self.read = self.interrupted = self.signed_out = 0
        self.over = threading.Event()
        self.up = threading.Event()
        self.server = None
        self.samples = []

    def set_clock(self, text):
        following = self.clock.with_suffix(".next")
        following.write_text(text)
        following.rename(self.clock)

    def start(self):
        self.server = Server(self.clinic, self.before)
        self.up.set()

    def session(self):
        """A desk that is signed in, or none where the program is down or the run is over."""
        while not self.over.is_set():
            self.up.wait(1)
            try:
                desk = Desk(self.server.port)
                desk.sign_in()
                return desk
            except (OSError, http.client.HTTPException, RuntimeError):
                time.sleep(1)
        return None

    def work(self, seed, act):
        """Does one thing after the other with a pause, signing in again after a restart."""
        chance = random.Random(seed)
        desk = self.session()
        while desk and not self.over.is_set():
            port = desk.port
            try:
                act(desk, chance)
            except (OSError, http.client.HTTPException) as error:
                with self.lock:
                    self.interrupted += 1
                    if self.up.is_set() and self.server.port == port:
                        self.faults.append(f"a running web app cut a connection: {error!r}")
                desk = self.session()
            except RuntimeError as error:
                if "answers 303 without a form" in str(error):
                    # A session is over: the clock went on by a day.
                    self.signed_out += 1
                    desk = self.session()
                elif " 503" not in str(error) and not self.over.is_set():
                    with self.lock:
                        self.faults.append(str(error))
            self.over.wait(chance.uniform(0.5, 1.5) * PAUSE_SECONDS)

    def write(self, desk, chance):
        with self.lock:
            self.number += 1
            visit = Visit(self.number)
        begun = time.monotonic()
        desk.save(self.pages[visit.patient], visit)
        with self.lock:
            self.acknowledged.add(visit.number)
            self.saves.append(time.monotonic() - begun)

    def turn(self, desk, chance):
        page = chance.choice(["/review", "/patients", "/due", *self.pages.values()])
        answer, text = desk.ask("GET", page)
        if answer.status == 303:
            raise RuntimeError(f"{page} answers 303 without a form")
        if answer.status != 200:
            raise RuntimeError(f"{page} answers {answer.status}: {text[:200]}")
        with self.lock:
            self.read += 1

    def back_up(self, index):
        copy = Clinic(self.clinic.recheck, self.clinic.folder.parent / "copy")
        copy.folder.mkdir(exist_ok=True)
        copy.file.unlink(missing_ok=True)
        before = set(self.acknowledged)
        done = self.clinic.run("backup", str(copy.file))
        if done.returncode:
            return [f"backup {index} left with {done.returncode}: {done.stdout[:300]}{done.stderr[:300]}"]
        return [f"backup {index}: {fault}" for fault in copy.verify() + lost(before, copy.file)]

    def sample(self):
        status = pathlib.Path(f"/proc/{self.server.pid}/status").read_text()
        resident = int(status.split("VmRSS:")[1].split()[0]) // 1024
        descriptors = len(list(pathlib.Path(f"/proc/{self.server.pid}/fd").iterdir()))
        log = pathlib.Path(f"{self.clinic.file}-wal")
        self.samples.append((resident, descriptors, log.stat().st_size if log.exists() else 0))

    def down(self, how):
        self.up.clear()
        status, seconds = self.server.stop(how)
        if how == signal.SIGTERM and status != 0:
            self.faults.append(f"asked to stop, it left with {status}")
        self.faults += lost(self.acknowledged, self.clinic.file)
        self.start()
        print(f"  restarted after {how.name}: down in {seconds:.1f} s, up in {self.server.seconds:.1f} s", flush=True)

    def run(self, seconds):
        self.start()
        threads = [threading.Thread(target=self.work, args=(index, self.write)) for index in range(self.writers)]
        threads += [threading.Thread(target=self.work, args=(-1 - index, self.turn)) for index in range(READERS)]
        for thread in threads:
            thread.start()
        events = [(seconds * share, name) for name, share in SHARES.items()]
        events += [(seconds * (index + 0.5) / 10, f"backup {index}") for index in range(10)]
        events += [(seconds * (index + 1) / 60, "sample") for index in range(59)]
        begun = time.monotonic()
        for moment, name in sorted(events):
            time.sleep(max(0, begun + moment - time.monotonic()))
            self.event(name)
        time.sleep(max(0, begun + seconds - time.monotonic()))
        self.over.set()
        for thread in threads:
            thread.join(60)
        status, taken = self.server.stop()
        if status != 0:
            self.faults.append(f"at the end it left with {status} after {taken:.1f} s")

    def event(self, name):
        if name == "clock back":
            self.set_clock("-86400")
        elif name == "clock right":
            self.set_clock("0")
        elif name == "stop":
            self.down(signal.SIGTERM)
        elif name == "kill":
            self.down(signal.SIGKILL)
        elif name == "sample":
            self.sample()
        else:
            self.faults += self.back_up(name)

    def report(self):
        found = self.clinic.verify() + lost(self.acknowledged, self.clinic.file)
        stored = len(stored_visits(self.clinic.file)[0])
        saves = sorted(self.saves)
        at = lambda share: saves[min(len(saves) - 1, int(len(saves) * share))] * 1000
        memory = [resident for resident, _, _ in self.samples]
        print(f"  {len(self.acknowledged)} visits acknowledged, {stored} stored, {self.read} pages read,"
              f" {self.interrupted} requests cut off by the restarts, {self.signed_out} sessions over")
        print(f"  a saved visit, form and answer: {at(0.5):.0f} ms at the median, {at(0.99):.0f} ms at the 99th"
              f" percentile, {saves[-1] * 1000:.0f} ms at most")
        print(f"  memory {min(memory)} to {max(memory)} MB, the last {memory[-1]} MB; descriptors at most"
              f" {max(count for _, count, _ in self.samples)}; log at most {max(size for *_, size in self.samples) >> 10} KB;"
              f" file {self.clinic.file.stat().st_size // max(1, stored)} bytes a visit")
        tenth = max(1, len(memory) // 10)
        if max(memory[len(memory) // 2:]) > MOST_GROWTH * max(memory[:tenth]):
            found.append(f"memory grew from {max(memory[:tenth])} to {max(memory[len(memory) // 2:])} MB")
        return self.faults + found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("recheck", help="the built program")
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--writers", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        soak = Soak(options.recheck, pathlib.Path(folder).resolve(), options.writers)
        soak.run(options.minutes * 60)
        faults = soak.report()
    for fault in faults[:20]:
        print(f"  FAULT {fault}")
    print(f"{len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
