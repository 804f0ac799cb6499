"""Packages of three sites, put together and loaded into PostgreSQL, against the clinics' own reports.

usage: pool_packages.py PROGRAM

Each planted defect must be found before "equal" counts. The counts of the views must be the sums of
`recheck report cohort --format csv` of the three clinics; for one site alone every figure of a view
must be that of its report, medians and per cents too.
"""

import csv
import glob
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = os.path.abspath(sys.argv[1])
AS_OF = "2026-06-30"
SITES = {"PRG": 1, "LEI": 2, "OPO": 3}
# What names a row of a table, and the counts that can be added over clinics.
TABLES = {
    "responses": (("disease", "therapy"), ("courses", "responding", "stable", "partial", "missing",
                                          "not_decided", "response", "decided")),
    "curve": (("disease", "therapy", "week"), ("courses", "at_risk", "responses")),
    "quality": (("figure",), ("count", "of")),
    "resistant": (("disease",), ("patients", "none_failed", "one_failed", "resistant", "coverage_gaps")),
}
faults = []


def need(is_so, text):
    print(("  " if is_so else "  NOT SO: ") + text)
    if not is_so:
        faults.append(text)


def run(*arguments):
    return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, check=False)


def done(*arguments):
    made = run(*arguments)
    if made.returncode:
        raise SystemExit(f"recheck {' '.join(arguments)}\n{made.stdout}{made.stderr}")
    return made.stdout


def rows(text):
    return list(csv.DictReader(text.splitlines()))


class Server:
    """PostgreSQL in a folder of its own, on 127.0.0.1, as a user without rights."""

    def __init__(self, folder):
        self.binaries = sorted(glob.glob("/usr/lib/postgresql/*/bin"))[-1]
        self.folder = os.path.join(folder, "postgres")
        os.makedirs(self.folder)
        self.password = secrets.token_hex(16)
        with open(os.path.join(self.folder, "password"), "w", encoding="ascii") as file:
            file.write(self.password)
        self.account = []
        if os.getuid() == 0:
            # The server refuses to run as root.
            owner = pwd.getpwnam("postgres")
            for path in (self.folder, os.path.join(self.folder, "password")):
                os.chown(path, owner.pw_uid, owner.pw_gid)
            os.chmod(folder, 0o711)
            self.account = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = str(free.getsockname()[1])
        self.data = os.path.join(self.folder, "data")
        self.own("initdb", "--pgdata", self.data, "--auth=scram-sha-256", "--username=study", "--encoding=UTF8",
                 "--no-locale", "--no-sync", "--pwfile", os.path.join(self.folder, "password"))
        self.own("pg_ctl", "--pgdata", self.data, "--wait", "--log", os.path.join(self.folder, "log"),
                 "--options", f"-c listen_addresses=127.0.0.1 -c port={self.port} "
                 f"-c unix_socket_directories={self.folder} -c fsync=off", "start")

    def own(self, program, *arguments):
        made = subprocess.run([*self.account, os.path.join(self.binaries, program), *arguments],
                              cwd=self.folder, capture_output=True, text=True, check=False)
        if made.returncode:
            raise SystemExit(f"{program}: {made.stdout}{made.stderr}")

    def stop(self):
        self.own("pg_ctl", "--pgdata", self.data, "--mode=immediate", "stop")

    def psql(self, database, *arguments, folder=None):
        environment = dict(os.environ, PGPASSWORD=self.password, PGHOST="127.0.0.1", PGPORT=self.port,
                           PGUSER="study", PGOPTIONS="--client-min-messages=warning")
        return subprocess.run(
            ["psql", "--no-psqlrc", "--quiet", f"--dbname={database}", *arguments], cwd=folder, env=environment,
            capture_output=True, text=True, check=False)

    def load(self, database, folder):
        """A new database with what the folder's own script loads."""
        self.psql("postgres", "--command", f'CREATE DATABASE "{database}"')
        return self.psql(database, "--file=schema.sql", folder=folder)

    def table(self, database, view):
        made = self.psql(database, "--csv", "--command", f"SELECT * FROM recheck.{view}")
        if made.returncode:
            raise SystemExit(made.stderr)
        return rows(made.stdout)


def added(reports, keys, counts):
    """The counts of several reports added up, by what names the row."""
    sums = {}
    for report in reports:
        for row in report:
            name = tuple(row[key] for key in keys)
            before = sums.setdefault(name, dict.fromkeys(counts, 0))
            for count in counts:
                before[count] += int(row[count])
    return sums


def changed_definition(folder):
    """A definition of the site's own in place of a shipped one: the same rules, another text."""
    path = glob.glob(os.path.join(HERE, "..", "..", "Measures", "**", "incat.yaml"), recursive=True)[0]
    group = os.path.join(folder, "measures", os.path.basename(os.path.dirname(path)))
    os.makedirs(group)
    with open(path, encoding="utf-8") as file:
        text = file.read()
    with open(os.path.join(group, os.path.basename(path)), "w", encoding="utf-8") as file:
        file.write(text + "# of this site\n")
    return folder


def planted(folder, packages, clinics):
    def package(name, site, *options):
        target = os.path.join(folder, name)
        done("export", "package", target, "--clinic", clinics[site], "--as-of", AS_OF, *options)
        return target

    def coded(name, site, code, *options):
        return package(name, site, "--pseudonymous", "--site", code, *options)

    def copy(name, edit):
        target = os.path.join(folder, name)
        shutil.copytree(packages["OPO"], target)
        edit(target)
        return target

    def another_digit(target):
        path = os.path.join(target, "cohort_courses.csv")
        with open(path, encoding="utf-8", newline="") as file:
            text = file.read()
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(text.replace(",responding,", ",stable,", 1))

    own = changed_definition(os.path.join(folder, "definitions"))
    trials = {
        "another definition hash": (coded("other", "OPO", "OPO", "--definitions", own), "were not judged alike"),
        "a changed file": (copy("changed", another_digit), "cohort_courses.csv: this is not what the manifest"),
        "a missing file": (copy("missing", lambda at: os.remove(os.path.join(at, "wide.csv"))),
                           "wide.csv: the manifest lists it and it is not there"),
        "a site code twice": (coded("twice", "OPO", "LEI"), "found the site 'LEI'"),
        "no site code": (package("without", "OPO", "--pseudonymous"), "do not say which site"),
        "a package with names": (package("names", "OPO"), "the package names patients"),
        "another filter": (coded("filter", "OPO", "OPO", "--disease", "cidp"), "another part of the records"),
    }
    for number, (name, (broken, words)) in enumerate(trials.items()):
        target = os.path.join(folder, f"refused-{number}")
        made = run("pool", packages["PRG"], packages["LEI"], broken, "-o", target)
        need(made.returncode == 1 and words in made.stderr and not os.path.exists(target),
             f"planted, {name}: refused, nothing written")


def in_postgres(server, pooled, folder):
    """What the constraints of schema.sql must stop, with nothing loaded."""
    trials = {
        "an unknown patient": ("diagnoses", "study_code", "PRG-NOBODY"),
        "a word that is none": ("courses", "intent", "hope"),
        "a letter in a number": ("scores", "total", "7a"),
        "4 in an item of 0 to 3": ("items_mg_adl", "chair", "4"),
    }
    for number, (name, (table, column, value)) in enumerate(trials.items()):
        target = os.path.join(folder, f"planted-{number}")
        shutil.copytree(pooled, target)
        path = os.path.join(target, table + ".csv")
        with open(path, newline="", encoding="utf-8") as file:
            reader = csv.DictReader(file)
            names, found = reader.fieldnames, list(reader)
        found[0][column] = value
        with open(path, "w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, names)
            writer.writeheader()
            writer.writerows(found)
        made = server.load(f"planted{number}", target)
        there = server.psql(f"planted{number}", "--csv", "--tuples-only", "--command",
                            "SELECT count(*) FROM pg_namespace WHERE nspname = 'recheck'")
        need(made.returncode != 0 and there.stdout.strip() == "0",
             f"planted, {name}: PostgreSQL refuses it, nothing loaded")


def main(folder):
    clinics, packages, reports = {}, {}, {}
    for site, seed in SITES.items():
        clinics[site] = os.path.join(folder, site + ".sqlite")
        done("demo", "--clinic", clinics[site], "--patients", "80", "--seed", str(seed), "--as-of", AS_OF)
        packages[site] = os.path.join(folder, site)
        done("export", "package", packages[site], "--clinic", clinics[site], "--as-of", AS_OF, "--pseudonymous",
             "--site", site)
        reports[site] = {
            table: rows(done("report", "cohort", "--clinic", clinics[site], "--as-of", AS_OF, "--format", "csv",
                             "--table", table))
            for table in TABLES}
    planted(folder, packages, clinics)
    pooled, alone = os.path.join(folder, "pooled"), os.path.join(folder, "alone")
    print(done("pool", *packages.values(), "-o", pooled), end="")
    done("pool", packages["PRG"], "-o", alone)
    server = Server(folder)
    try:
        print(server.psql("postgres", "--csv", "--tuples-only", "--command", "SELECT version()").stdout.strip())
        in_postgres(server, pooled, folder)
        for name, source in (("pooled", pooled), ("alone", alone), ("single", packages["PRG"])):
            made = server.load(name, source)
            need(made.returncode == 0, f"schema.sql of the {name} package loads {made.stderr}".rstrip())
        keys, counts = TABLES["responses"]
        before = added([server.table("pooled", "cohort_responses")], keys, counts)
        server.psql("pooled", "--command", "BEGIN; UPDATE recheck.cohort_courses SET share = 'stable' WHERE share = "
                    "'responding' AND study_code LIKE 'LEI-%'; COMMIT")
        need(added([server.table("pooled", "cohort_responses")], keys, counts) != before,
             "planted, responding made stable at one site: the counts differ")
        server.psql("postgres", "--command", "DROP DATABASE pooled")
        need(server.load("pooled", pooled).returncode == 0, "and loaded anew they are compared")
        for table, (keys, counts) in TABLES.items():
            view = added([server.table("pooled", "cohort_" + table)], keys, counts)
            own = [[row for row in reports[site][table] if row[keys[0]] in names(table, row)] for site in SITES]
            sums = added(own, keys, counts)
            total = sum(sum(row.values()) for row in sums.values())
            need(view == sums and total > 0,
                 f"cohort_{table}: {len(sums)} rows, {len(counts)} counts each are those of the three clinics added")
            for database in ("alone", "single"):
                found = server.table(database, "cohort_" + table)
                columns = found[0].keys()
                expected = [{key: row[key] for key in columns} for row in own[0]]
                need(found == expected, f"cohort_{table} of one site ({database}): "
                     f"all of {', '.join(columns)} as in its report")
    finally:
        server.stop()
    return 1 if faults else 0


def names(table, row):
    """Of the quality figures those that the tables hold; the others need flags."""
    return ("baseline", "assessed-in-time") if table == "quality" else (next(iter(row.values())),)


with tempfile.TemporaryDirectory() as temporary:
    sys.exit(main(temporary))
