"""People who save visits in the web app: MG-ADL of one patient after another, by the form of a visit."""
import datetime
import html
import os
import re
import statistics
import sys
import threading
import time

from clinic import ITEMS
from desk import PASSWORD, Desk

FIRST_DAY = datetime.date(2026, 1, 1)
# The same at every visit: a step that is unusually large would have to be confirmed.
ANSWERS = [1, 1, 0, 0, 1, 1, 1, 1]


def sign_in(port, name="weber"):
    desk = Desk(port)
    desk.must("/sign-in", "/sign-in", {"name": name, "password": PASSWORD})
    return desk


def form_of_visit(desk, patient, number):
    """Opens the form of a patient's visit on a day of its own; where it is sent to, and its fields."""
    action, date = f"{patient}/visits", FIRST_DAY + datetime.timedelta(days=number)
    # One that nobody used for a while was closed by the server.
    desk.connection.close()
    answer, text = desk.ask("GET", f"{action}?date={date}&measures=mg-adl")
    form = re.search(rf'<form[^>]*method="post" action="{re.escape(action)}".*?</form>', text, re.DOTALL)
    if not form:
        raise RuntimeError(f"{action} answers {answer.status} without a form")
    hidden = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form[0])
    fields = {name: html.unescape(value) for name, value in hidden}
    fields |= {f"mg-adl:{item}": value for item, value in zip(ITEMS, ANSWERS)}
    return action, fields | {"date": str(date), "confirm": "yes"}


def send(desk, action, fields):
    """Sends the form; milliseconds from there to the answer that says it is saved."""
    began = time.monotonic()
    answer, text = desk.ask("POST", action, fields)
    taken = (time.monotonic() - began) * 1000
    if answer.status != 303:
        raise RuntimeError(f"a visit was refused: {answer.status} {re.sub('<[^>]*>', ' ', text)[:600]}")
    return taken


def save(desk, patient, number):
    return send(desk, *form_of_visit(desk, patient, number))


class People:
    """So many people, each of whom saves a visit every so many seconds until told to stop."""

    def __init__(self, port, patients, first, people=10, seconds=2):
        self.taken, self.faults = [], []
        self.over = threading.Event()
        desks = [sign_in(port) for _ in range(people)]
        self.threads = [
            threading.Thread(target=self.enter, args=(desk, patients[index::people], first, seconds, index / people), daemon=True)
            for index, desk in enumerate(desks)]

    def enter(self, desk, patients, first, seconds, wait):
        due, number = time.monotonic() + wait * seconds, 0
        while not self.over.wait(max(0, due - time.monotonic())):
            due += seconds
            try:
                taken = save(desk, patients[number % len(patients)], first + number // len(patients))
            except (RuntimeError, OSError) as error:
                self.faults.append(str(error))
                return
            self.taken.append(taken)
            number += 1

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *error):
        self.over.set()
        for thread in self.threads:
            thread.join(60)
        if self.faults:
            sys.exit(f"saving beside the pages failed: {self.faults[0]}")


def fsync_milliseconds(folder, size=16_384):
    """One write at the end of a file and its fsync, on the disk of the clinic file."""
    path = folder / "fsync"
    with open(path, "ab", buffering=0) as file:
        began = time.monotonic()
        file.write(os.urandom(size))
        os.fsync(file.fileno())
        return (time.monotonic() - began) * 1000


def against_fsync(port, patients, folder, first, times=30):
    """A saved visit and one fsync in turn, nobody else at work; the medians, and the median of the ratios."""
    desk = sign_in(port)
    pairs = []
    for number in range(times):
        form = form_of_visit(desk, patients[number % len(patients)], first + number // len(patients))
        flush = fsync_milliseconds(folder)
        pairs.append((send(desk, *form), flush))
    (folder / "fsync").unlink()
    ratios = sorted(saved / flush for saved, flush in pairs)
    saved, flush = (statistics.median(pair[place] for pair in pairs) for place in (0, 1))
    print(f"a saved visit, POST to answer: {saved:.1f} ms; one fsync of 16 KiB: {flush:.1f} ms; "
          f"ratio {statistics.median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f}), aim at most 3")
