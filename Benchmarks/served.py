"""Instructions of pages and of saved visits in the web app: `serve` under callgrind, with and without them.

What is counted is the difference of two runs that are alike but for them, so that neither the start (which hashes a password) nor the
work in the background is in it.
"""
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Tests" / "Crash"))

import desk as served  # noqa: E402
from saving import save  # noqa: E402

PATIENTS = 100
PAGES, VISITS = 15, 8
# Under callgrind everything takes fifty times as long.
served.START_SECONDS = 120


def counts(recheck, folder, load):
    """The instructions, by what was asked for; `load` makes the clinic and the account."""
    folder = pathlib.Path(folder)
    clinic = load.make_clinic(recheck, folder, PATIENTS)
    with served.Server(clinic) as server:
        desk = load.physician(server)
        patients = load.paths_of_patients(desk, count=VISITS, query="&disease=mg")
        # The step from what was recorded before is confirmed once.
        for path in patients:
            save(desk, path, 0)
        server.stop()
    # Else the server may verify the file in the background.
    subprocess.run(clinic.argv("verify"), check=True, stdout=subprocess.DEVNULL)

    def run(pages=0, visits=0, number=0):
        log = folder / "callgrind-serve.txt"
        before = ["env", "SWIFT_DETERMINISTIC_HASHING=1", "valgrind", "--tool=callgrind", f"--log-file={log}",
                  f"--callgrind-out-file={folder / 'callgrind.out'}"]
        with served.Server(clinic, before) as server:
            person = served.Desk(server.port)
            person.cookies = desk.cookies
            # Answered when everybody is judged; then one of each, so that what is kept is there.
            person.ask("GET", "/review")
            person.ask("GET", f"{patients[0]}/flag")
            save(person, patients[0], number)
            for page in range(pages):
                answer, _ = person.ask("GET", f"{patients[page % len(patients)]}/flag")
                if answer.status != 200:
                    sys.exit(f"a page of a flag answers {answer.status}")
            for visit in range(visits):
                save(person, patients[visit], number + 1)
            server.stop()
        return int(re.search(r"Collected : (\d+)", log.read_text())[1])

    both = run(pages=PAGES, visits=VISITS, number=1) - run(number=3)
    return {f"web, {PAGES} pages of a flag and {VISITS} saved visits": both}
