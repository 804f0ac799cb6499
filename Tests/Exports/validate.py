"""Every validator first finds its planted defects, then looks at the packages as they are.

usage: validate.py PROGRAM [--quick]
"""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

import redcap
from clinic import Clinic, Planted, again, put
from comes_back import comes_back
from spss import spss
from texts import texts
from workbooks import workbooks

QUICK = "--quick" in sys.argv
faults = []


def need(is_so, text):
    """What must hold; all that does not is listed at the end."""
    if not is_so:
        faults.append(text)
        print(f"  NOT SO: {text}")


def say(tool, found, proved):
    print(f"{tool}\n  found: {', '.join(found)}\n  then: {proved}")


def tables(package):
    with open(os.path.join(package, "datapackage.json"), encoding="utf-8") as file:
        return {one["name"]: one for one in json.load(file)["resources"]}


def rows(package, table):
    with open(os.path.join(package, table + ".csv"), newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def frictionless(package, pseudonymous):
    """Types, ranges, keys, foreign keys and categories of every file."""
    from frictionless import Package, __version__
    planted = [
        ("a letter in a number", "items_mg_adl", put("total", "7a"), "type-error"),
        ("an unknown patient", "diagnoses", put("patient_id", "NOBODY"), "foreign-key"),
        ("4 in an item of 0 to 3", "items_mg_adl", put("chair", "4"), "constraint-error"),
        ("a repeated key", "visits", again, "primary-key"),
        ("a word that is none", "courses", put("intent", "hope"), "constraint-error"),
    ]
    for number, (name, table, edit, kind) in enumerate(planted):
        folder = Planted(package, f"frictionless-{number}").change(table, edit)
        report = Package(os.path.join(folder, "datapackage.json")).validate(name=table)
        kinds = {task.name: {error.type for error in task.errors} for task in report.tasks}
        need(kind in kinds[table], f"frictionless finds {name}")
    count = 0
    for folder in (package, pseudonymous):
        report = Package(os.path.join(folder, "datapackage.json")).validate()
        for task in report.tasks:
            count += 1
            first = [error.message for error in task.errors[:2]]
            need(task.valid, f"{os.path.basename(folder)}/{task.name}: {first}")
    say(f"frictionless {__version__}", [one[0] for one in planted], f"{count} files valid")


def pandas(package, pseudonymous):
    """Types as the codebook has them, ordered categories, missing reasons beside empty numbers."""
    import pandas as library

    def load(folder):
        script = """
import sys
sys.path.insert(0, sys.argv[1])
import json, load, pandas
for name, schema in load.schemas.items():
    table = load.tables[name]
    assert list(table.columns) == [one["name"] for one in schema["fields"]], name
    for field in schema["fields"]:
        kind, column = field["type"], table[field["name"]]
        if kind in ("integer", "number"):
            assert pandas.api.types.is_numeric_dtype(column), (name, field["name"], column.dtype)
        if kind == "date":
            assert pandas.api.types.is_datetime64_any_dtype(column), (name, field["name"])
        if kind == "string" and "categories" in field:
            words = [one["value"] for one in field["categories"]]
            assert list(column.cat.categories) == words, (name, field["name"])
            assert column.cat.ordered == field.get("categoriesOrdered", False)
        if "reasonFor" in field:
            both = column.notna() & table[field["reasonFor"]].notna()
            assert not both.any(), (name, field["name"])
levels = load.labels("items_mg_adl", "chair")
assert levels.ordered and len(levels.categories) == 4
print(sum(len(one) for one in load.tables.values()))
"""
        return subprocess.run([sys.executable, "-B", "-c", script, folder], text=True,
                              capture_output=True, check=False)
    planted = Planted(package, "pandas").change("items_mg_adl", put("chair", "not-done"))
    need(load(planted).returncode != 0, "pandas refuses a code in a number")
    counts = []
    for folder in (package, pseudonymous):
        made = load(folder)
        need(made.returncode == 0, f"load.py of {os.path.basename(folder)}: {made.stderr[-400:]}")
        counts.append(made.stdout.strip())
    need(counts[0] == counts[1], f"both packages have the same rows: {counts}")
    say(f"pandas {library.__version__} with load.py", ["a code in a number"],
        f"{counts[0]} rows, types as in the schema")


def manifest(package, pseudonymous):
    """Rows, bytes and hashes of the manifest are those of the files."""
    import hashlib

    def differ(folder):
        with open(os.path.join(folder, "manifest.json"), encoding="utf-8") as file:
            listed = json.load(file)["files"]
        names = {one["name"] for one in listed} | {"manifest.json"}
        wrong = list(names ^ set(os.listdir(folder)) - {"__pycache__"})
        for one in listed:
            with open(os.path.join(folder, one["name"]), "rb") as file:
                content = file.read()
            if hashlib.sha256(content).hexdigest() != one["sha256"] or len(content) != one["bytes"]:
                wrong.append(one["name"])
            if "rows" in one and len(rows(folder, one["name"][:-4])) != one["rows"]:
                wrong.append(one["name"])
        return wrong
    planted = Planted(package, "manifest").change("courses", put("dose", "99"))
    need(differ(planted) == ["courses.csv"], "a changed file is found by its hash")
    for folder in (package, pseudonymous):
        need(not differ(folder), f"manifest of {os.path.basename(folder)}: {differ(folder)}")
    say("manifest.json", ["a changed cell"], "rows, bytes and SHA-256 of every file")


def search(clinic, package, pseudonymous, empty):
    """No identifier, name, birth date, day or note in any pseudonymous file."""
    def words(folder):
        return {(name, text) for name in os.listdir(folder)
                for text in texts(os.path.join(folder, name))}

    def stands(secret, text):
        """Whether it stands in the text as a word; both in small letters."""
        place = text.find(secret)
        while place >= 0:
            around = text[max(0, place - 1):place] + text[place + len(secret):place + len(secret) + 1]
            if not re.search(r"\w", around):
                return True
            place = text.find(secret, place + 1)
        return False

    # A word of the description of the tables gives nobody away.
    described = " ".join(text for _, text in words(empty)).lower()
    telling = {one.lower() for one in clinic.secrets if not stands(one.lower(), described)}

    def hits(folder):
        found = []
        for name, text in words(folder):
            lower = text.lower()
            found += [(name, secret) for secret in telling if stands(secret, lower)]
            if name.endswith((".csv", ".sav")) and re.search(r"\d{4}-\d{2}-\d{2}", text):
                found.append((name, "a day"))
        return found
    name = rows(package, "patients")[0]["family_name"]
    planted = Planted(pseudonymous, "search").change("scores", put("set", f"x {name}"))
    found = {one for one, _ in hits(planted)}
    need(found == {"scores.csv"}, f"the search finds a name in a variant: {found}")
    for file in ("package.xlsx", "scores.sav"):
        shutil.copy(os.path.join(package, file), os.path.join(planted, file))
        need(file in {one for one, _ in hits(planted)}, f"the search finds names in {file}")
    open_hits = {secret for _, secret in hits(package)}
    need(len(open_hits) > 100, f"the open package has them: {len(open_hits)}")
    need(not hits(pseudonymous), f"in the pseudonymous package: {hits(pseudonymous)[:3]}")
    say("search", ["a name in a variant", "names in a workbook and an SPSS file",
                   f"{len(open_hits)} of {len(telling)} secrets in "
                   "the open package"], "none in the pseudonymous one")


def order(clinic, package, pseudonymous):
    """The order of the codes tells nothing about that of the identifiers."""
    def correlation(ranks):
        n = len(ranks)
        squares = sum((place - rank) ** 2 for place, rank in enumerate(ranks))
        return 1 - 6 * squares / (n * (n * n - 1))
    with open(clinic.file, "rb"):
        import sqlite3
        codes = dict(sqlite3.connect(clinic.file).execute("SELECT code, patient FROM study_code"))
    ranks = {patient: rank for rank, patient in enumerate(sorted(codes.values()))}
    need(correlation(list(range(60))) == 1.0, "rows in the order of identifiers are found")
    for table in tables(pseudonymous):
        seen = list(dict.fromkeys(one["study_code"] for one in rows(pseudonymous, table)))
        need(seen == sorted(seen), f"{table}: rows stand by study code")
    seen = list(dict.fromkeys(one["study_code"] for one in rows(pseudonymous, "patients")))
    found = correlation([ranks[codes[code]] for code in seen])
    # Of 60 patients chance alone goes beyond 0.5 once in ten thousand.
    need(abs(found) < 0.5, f"rank correlation {found:.2f}")
    say("order", ["rows by identifier (1.0)"], f"rank correlation {found:.2f} of {len(seen)}")


def csvw(package, pseudonymous):
    """A second reader of the same claims."""
    from importlib.metadata import version
    tool = os.path.join(os.path.dirname(sys.executable), "csvwvalidate")

    def validate(folder, table):
        made = subprocess.run([tool, os.path.join(folder, table + ".csv-metadata.json")],
                              text=True, capture_output=True, check=False, cwd=folder)
        return made.returncode == 0 and "OK" in made.stdout and "FAIL" not in made.stdout, made
    planted = Planted(package, "csvw").change("items_mg_adl", put("chair", "7"))
    need(not validate(planted, "items_mg_adl")[0], "csvw finds a value out of range")
    count = 0
    for folder in (package, pseudonymous):
        for table in tables(folder):
            fine, made = validate(folder, table)
            need(fine, f"csvw: {os.path.basename(folder)}/{table}: {made.stdout[-300:]}{made.stderr[-300:]}")
            count += 1
    say(f"csvw {version('csvw')}", ["a value out of range"], f"{count} files OK")


def in_r(package, pseudonymous):
    """load.R: numbers are numbers, one slope, levels in order, missing reasons."""
    if shutil.which("Rscript") is None:
        return need(False, "R is there: apt-get install r-base-core r-cran-readr")
    script = """
source("load.R", chdir = TRUE)
t <- tables$items_mg_adl
stopifnot(is.numeric(t$total), is.numeric(t$chair), length(coef(lm(total ~ chair, t))) == 2)
l <- labels_of(t$chair)
stopifnot(is.ordered(l), nlevels(l) == 4)
stopifnot(is.factor(tables$courses$intent))
for (name in names(tables)) for (column in names(tables[[name]])) {
  if (grepl("_missing$", column)) stopifnot(is.factor(tables[[name]][[column]]))
}
if (requireNamespace("readr", quietly = TRUE)) {
  r <- readr::read_csv("items_mg_adl.csv", show_col_types = FALSE)
  stopifnot(is.numeric(r$total), is.numeric(r$chair), nrow(readr::problems(r)) == 0,
    length(coef(lm(total ~ chair, r))) == 2, nrow(r) == nrow(t))
  cat("readr", as.character(utils::packageVersion("readr")), "")
}
cat("R", as.character(getRversion()), "rows", sum(sapply(tables, nrow)), "\\n")
"""

    def run(folder):
        return subprocess.run(["Rscript", "--vanilla", "-e", script], cwd=folder, text=True,
                              capture_output=True, check=False)
    planted = Planted(package, "r").change("items_mg_adl", put("chair", "not-done"))
    need(run(planted).returncode != 0, "R refuses a code in a number")
    said = ""
    for folder in (package, pseudonymous):
        made = run(folder)
        need(made.returncode == 0, f"load.R of {os.path.basename(folder)}: {made.stderr[-400:]}")
        said = made.stdout.strip().splitlines()[-1] if made.stdout else ""
    say("R with load.R", ["a code in a number"], said)


def main():
    program = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        clinic = Clinic(program, folder)
        package = clinic.package("open", "--xlsx", "--sav")
        pseudonymous = clinic.package("pseudonymous", "--pseudonymous", "--xlsx", "--sav")
        nobody = os.path.join(folder, "nobody")
        heads = os.path.join(folder, "nobody.csv")
        with open(heads, "w", encoding="utf-8") as file:
            file.write("patient_id,family_name,given_name,birth_date,sex\n")
        for command in (["import", heads], ["export", "package", nobody, "--pseudonymous", "--xlsx", "--sav"]):
            subprocess.run([program, *command, "--clinic", os.path.join(folder, "nobody.sqlite")],
                           check=True, capture_output=True)
        frictionless(package, pseudonymous)
        pandas(package, pseudonymous)
        manifest(package, pseudonymous)
        search(clinic, package, pseudonymous, nobody)
        order(clinic, package, pseudonymous)
        if not QUICK:
            csvw(package, pseudonymous)
            in_r(package, pseudonymous)
            spss([package, pseudonymous], need, say)
            workbooks(program, folder, package, need, say)
            comes_back(program, folder, package, clinic.day, need, say)
            redcap.check(clinic, need, say)
    if faults:
        sys.exit(f"{len(faults)} of the claims do not hold.")


main()
