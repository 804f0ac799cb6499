"""An invented clinic and its packages, and copies of them with a planted defect."""

import csv
import os
import shutil
import subprocess


class Clinic:
    """The demonstration clinic, with words in it that nothing else has."""

    day = "2026-06-30"

    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.file = os.path.join(folder, "clinic.sqlite")
        self.run("demo", "--patients", "60", "--clinic", self.file, "--as-of", self.day)
        patient = self.table("patients")[0]["patient_id"]
        score = [one for one in self.table("scores") if one["patient_id"] == patient][0]
        day = score["date"]
        self.run("diagnosis", "add", patient, "other", "--name", "Zwickwortmyopathy", "--on", day,
                 "--note", "secretnoteone of Quixotl")
        self.run("treatment", "start", patient, "prednisone", "--on", day, "--dose", "10",
                 "--unit", "pillsofquixotl", "--note", "secretnotetwo")
        self.run("record", patient, "mrc-set", "value=44", "--variant", "set=musclesofquixotl", "--date", day,
                 "--note", "secretnotethree")
        self.secrets = {
            "Zwickwortmyopathy", "secretnoteone", "Quixotl", "pillsofquixotl", "secretnotetwo",
            "musclesofquixotl", "secretnotethree"}
        for one in self.table("patients"):
            self.secrets |= {one["patient_id"], one["family_name"], one["given_name"],
                             one["birth_date"], "".join(one["birth_date"].split("-")),
                             ".".join(reversed(one["birth_date"].split("-")))}
        for layout in ("diagnoses", "treatments", "scores", "reviews", "considerations", "visits"):
            for one in self.table(layout):
                self.secrets |= {one.get(key, "") for key in
                                 ("note", "physician", "author", "rater", "other_name")}
        self.secrets = {one for one in self.secrets if len(one) > 2}

    def run(self, *arguments):
        environment = dict(os.environ, RECHECK_CLINIC=self.file, RECHECK_AUTHOR="Dr Quixotl")
        made = subprocess.run([self.program, *arguments], env=environment, text=True,
                              capture_output=True, check=False)
        if made.returncode:
            raise SystemExit(f"recheck {' '.join(arguments)}\n{made.stdout}{made.stderr}")
        return made.stdout

    def table(self, layout):
        return list(csv.DictReader(self.run("export", layout).splitlines(keepends=True)))

    def package(self, name, *options):
        folder = os.path.join(self.folder, name)
        self.run("export", "package", folder, "--as-of", self.day, *options)
        return folder


class Planted:
    """A copy of a package in which one cell, or one row, is another."""

    def __init__(self, package, name):
        self.folder = os.path.join(os.path.dirname(package), "planted-" + name)
        shutil.copytree(package, self.folder)

    def change(self, table, edit):
        """edit: takes the rows as dictionaries and changes them in place."""
        path = os.path.join(self.folder, table + ".csv")
        with open(path, newline="", encoding="utf-8") as file:
            reader = csv.DictReader(file)
            names, rows = reader.fieldnames, list(reader)
        edit(rows)
        with open(path, "w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, names, lineterminator="\r\n")
            writer.writeheader()
            writer.writerows(rows)
        return self.folder


def put(column, value, where=lambda row: True):
    """An edit: one cell of the first row like this."""
    def edit(rows):
        next(row for row in rows if where(row))[column] = value
    return edit


def again(rows):
    """An edit: the first row twice."""
    rows.insert(1, dict(rows[0]))
