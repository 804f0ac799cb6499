"""R10: a backup taken while visits are entered is one consistent state, whole and private."""
import stat
import threading

from clinic import Clinic, Visit, lost, said_saved, stored_visits


def run(recheck, folder, report, sizes):
    clinic = Clinic(recheck, folder).make()
    acknowledged = set()
    refused = []
    stop = threading.Event()

    def enter_visits():
        number = 0
        while not stop.is_set():
            number += 1
            done = clinic.run(*Visit(number).command)
            if said_saved(done.stdout):
                acknowledged.add(number)
            else:
                refused.append(f"visit {number} was refused: {done.stdout}{done.stderr}")

    load = threading.Thread(target=enter_visits)
    load.start()
    grown = 0
    try:
        for index in range(sizes["backups"]):
            copy = Clinic(recheck, folder / f"copy-{index}")
            copy.folder.mkdir()
            before = set(acknowledged)
            done = clinic.run("backup", str(copy.file))
            label = f"backup {index}"
            if done.returncode != 0:
                report.fault(f"{label} failed: {done.stdout}{done.stderr}")
                continue
            mode = stat.S_IMODE(copy.file.stat().st_mode)
            if mode != 0o600:
                report.fault(f"{label} has mode {mode:o}, not 600")
            for fault in copy.verify() + lost(before, copy.file):
                report.fault(f"{label}: {fault}")
            numbers = stored_visits(copy.file)[0]
            # Visits are entered one after the other, so a state of the file has no gaps.
            if numbers != set(range(1, len(numbers) + 1)):
                report.fault(f"{label} is no state that the clinic file ever had")
            grown += len(acknowledged) > len(before)
    finally:
        stop.set()
        load.join()
    for fault in refused + clinic.verify() + lost(acknowledged, clinic.file):
        report.fault(fault)
    if grown == 0:
        report.fault("no visit was entered during a backup, so the test is blind")
    report.line(
        f"{sizes['backups']} backups while {len(acknowledged)} visits were entered,"
        f" {grown} of them with a visit acknowledged meanwhile")
