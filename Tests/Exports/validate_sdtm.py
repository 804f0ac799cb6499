"""SDTM: our own check of its rules and, where there is one, CDISC CORE; each finds planted defects.

usage: validate_sdtm.py PROGRAM
CORE_PYTHON names a Python 3.12 that has cdisc-rules-engine 0.17.1; without it CORE is left out.
"""

import csv
import json
import os
import re
import subprocess
import sys
import tempfile
from decimal import Decimal

import sdtm_rules as rules
from clinic import Planted, put
from exchange import ExchangeClinic

faults = []


def need(is_so, text):
    if not is_so:
        faults.append(text)
        print(f"  NOT SO: {text}")


def say(tool, found, proved):
    print(f"{tool}\n  found: {', '.join(found)}\n  then: {proved}")


def repeat(rows):
    """An edit: the second row has the number of the first."""
    rows[1]["QSSEQ"] = rows[0]["QSSEQ"]


def forget(rows):
    """An edit: nobody says why it was not done."""
    put("QSREASND", "", lambda row: row["QSSTAT"])(rows)


DEFECTS = {
    "wrong study day": put("QSDY", "0"), "repeated number": repeat,
    "not done without a reason": forget,
}


def own_rules(study, hidden):
    others = {
        "a subject that is none": put("USUBJID", "RECHECK-NOBODY"),
        "a letter in a number": put("QSSTRESN", "7a", lambda row: row["QSSTRESN"]),
        "a result of what was not done": put("QSSTRESC", "0", lambda row: row["QSSTAT"]),
        "a name under two codes": put("QSTESTCD", "ZOTHER", lambda row: row["QSSEQ"] == "2"),
    }
    for number, (name, edit) in enumerate({**DEFECTS, **others}.items()):
        need(rules.faults(Planted(study, f"own-{number}").change("qs", edit)), f"{name} is found")
    rows = 0
    for folder in (study, hidden):
        found = rules.faults(folder)
        need(not found, f"{os.path.basename(folder)}: {found[:3]}")
        rows += sum(len(rules.read(folder, name + ".csv")) for name in rules.datasets(folder))
    say("rules of SDTM (our own check)", [*DEFECTS, *others], f"{rows} rows keep them")


def core(study):
    python = os.environ.get("CORE_PYTHON")
    if not python:
        print("CDISC CORE\n  not run: CORE_PYTHON names no Python 3.12 with cdisc-rules-engine 0.17.1")
        return

    def run(folder):
        script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "core_rules.py")
        made = subprocess.run([python, "-B", script, folder], text=True, capture_output=True,
                              check=False)
        need(made.returncode == 0, f"CDISC CORE: {made.stderr[-400:]}")
        return json.loads(made.stdout.splitlines()[-1])
    for number, (name, edit) in enumerate(DEFECTS.items()):
        found = run(Planted(study, f"core-{number}").change("qs", edit))
        need(found[name] not in (0, None) and isinstance(found[name], int),
             f"CDISC CORE finds {name}: {found}")
    clean = run(study)
    need(set(clean.values()) == {0}, f"CDISC CORE: {clean}")
    say("CDISC CORE (engine 0.17.1, three rules in our words)", list(DEFECTS), "nothing reported")


def same_scores(clinic, study):
    """Every answer and total is that of the package."""
    package = clinic.package("for-sdtm")

    def table(name):
        with open(os.path.join(package, name + ".csv"), newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file))

    def differ(folder):
        found, wrong = rules.values(folder), []
        for row in table("answers"):
            item = "" if row["item"] == "value" else row["item"]
            mine = found.get((row["patient_id"], row["score"], item))
            if row["measure"] == "ck" or (item, row["missing"]) == ("", ""):
                continue
            if row["missing"]:
                fine = isinstance(mine, tuple)
            else:
                fine = isinstance(mine, str) and Decimal(mine) == Decimal(row["value"])
            if not fine:
                wrong.append((row["patient_id"], row["score"], item, mine))
        for row in table("scores"):
            mine = found.get((row["patient_id"], row["score"], ""))
            if row["total"] and row["total_text"] == "" and Decimal(mine) != Decimal(row["total"]):
                wrong.append((row["patient_id"], row["score"], "total", mine))
        return wrong
    changed = Planted(study, "scores").change(
        "qs", put("QSSTRESN", "99", lambda row: row["QSTESTCD"] == "ZMGADL00"))
    need(len(differ(changed)) == 1, f"a changed total is found: {differ(changed)[:3]}")
    need(not differ(study), f"scores: {differ(study)[:4]}")
    say("same scores", ["a changed total"], f"{len(table('scores'))} scores as in the package")


def nothing_of_a_person(clinic, hidden):
    text = ""
    for name in rules.datasets(hidden):
        with open(os.path.join(hidden, name + ".csv"), encoding="utf-8") as file:
            text += file.read()
    lower = text.lower()

    def hits(lower):
        return [one for one in clinic.secrets if one.lower() in lower and
                re.search(r"(?<!\w)" + re.escape(one.lower()) + r"(?!\w)", lower)]
    need(hits(lower + " quixotl"), "a word of the clinic is found")
    need(not hits(lower), f"pseudonymous: {hits(lower)[:3]}")
    need(not re.search(r"\d{4}-\d{2}-\d{2}", text), "no date in pseudonymous datasets")
    order = [row["SUBJID"] for row in rules.read(hidden, "dm.csv")]
    need(order == sorted(order), "subjects stand by study code")
    say("search", ["a word of the clinic"], f"none of {len(clinic.secrets)} secrets and no date")


def main():
    with tempfile.TemporaryDirectory() as folder:
        clinic = ExchangeClinic(os.path.abspath(sys.argv[1]), folder)
        study = clinic.sdtm("study")
        hidden = clinic.sdtm("hidden", "--pseudonymous", "--site", "A")
        own_rules(study, hidden)
        core(study)
        same_scores(clinic, study)
        nothing_of_a_person(clinic, hidden)
    if faults:
        sys.exit(f"{len(faults)} of the claims do not hold.")


main()
