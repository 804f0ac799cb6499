"""FHIR: two readers, value sets, references, FHIRPath, the same scores; each finds planted defects.

usage: validate_fhir.py PROGRAM
"""

import copy
import json
import os
import re
import sys
import tempfile
from decimal import Decimal
from importlib.metadata import version

import fhir_rules as rules
from exchange import ExchangeClinic

faults = []


def need(is_so, text):
    if not is_so:
        faults.append(text)
        print(f"  NOT SO: {text}")


def say(tool, found, proved):
    print(f"{tool}\n  found: {', '.join(found)}\n  then: {proved}")


def planted(bundle, kind, edit, where=lambda one: True):
    """A bundle in which the first resource like this is another."""
    changed = copy.deepcopy(bundle)
    edit(next(one for one in rules.resources(changed)
              if one["resourceType"] == kind and where(one)))
    return changed


def part(bundle):
    """The forms and a few patients, for planting."""
    names = [one["id"] for one in rules.resources(bundle) if one["resourceType"] == "Patient"]
    kept = [name for name in names if not re.fullmatch("D[0-9]+", name)] + ["D0014"]
    return dict(bundle, entry=[
        entry for entry in bundle["entry"] if entry["resource"]["resourceType"] == "Questionnaire"
        or any(entry["resource"]["id"].startswith(name) for name in kept)])


def both_structures(bundle, pseudonymous):
    small = part(bundle)
    two = planted(small, "Observation", lambda one: one.update(valueString="7"),
                  lambda one: "valueQuantity" in one)
    none = planted(small, "Observation", lambda one: one.pop("status"))
    kind = planted(small, "Observation", lambda one: one["valueQuantity"].update(value="7"),
                   lambda one: "valueQuantity" in one)
    # fhirclient takes two values: it counts them only where one is required.
    need(rules.structure_r4(two) is None, "fhirclient takes two values, as documented")
    for tool, check, defects in (
            ("fhir.resources", rules.structure, {"two values": two, "a missing status": none}),
            ("fhirclient", rules.structure_r4,
             {"a missing status": none, "a text for a number": kind})):
        need(check(small) is None, f"{tool}: {check(small)}")
        for name, defect in defects.items():
            need(check(defect), f"{tool} finds {name}")
        for name, one in (("bundle", bundle), ("pseudonymous bundle", pseudonymous)):
            need(check(one) is None, f"{tool}, {name}: {check(one)}")
        say(f"{tool} {version(tool)}", list(defects),
            f"{len(bundle['entry']) + len(pseudonymous['entry'])} resources valid")


def own_checks(bundle, pseudonymous):
    small = part(bundle)
    wrong = planted(small, "Observation", lambda one: one.update(status="finished"))
    need(rules.structure(wrong) is None, "fhir.resources takes a wrong status, as documented")
    need(rules.value_sets(wrong), "a wrong status is found")
    reason = planted(
        small, "Observation",
        lambda one: one["dataAbsentReason"]["coding"][0].update(code="forgotten"),
        lambda one: "dataAbsentReason" in one)
    need(rules.value_sets(reason), "a wrong reason is found")
    lost = planted(small, "Observation", lambda one: one["subject"].update(reference="Patient/0"))
    need(rules.references(lost), "a reference to nobody is found")
    named = planted(small, "Patient", lambda one: one.update(id="O'Neil/7 ä"))
    need(rules.references(named), "an id that is none is found")
    for name, one in (("bundle", bundle), ("pseudonymous bundle", pseudonymous)):
        need(not rules.value_sets(one), f"{name}: {rules.value_sets(one)[:3]}")
        need(not rules.references(one), f"{name}: {rules.references(one)[:3]}")
    say("value sets and references",
        ["a wrong status", "a wrong reason", "a reference to nobody", "an id that is none"],
        f"systems: {', '.join(sorted(one for one in rules.codes(bundle) if rules.OURS not in one))}")


def fhirpath(bundle):
    forms = rules.plain_sums(bundle)

    def change(one):
        link = forms[one["questionnaire"]][0]
        item = next(item for item in one["item"] if item["linkId"] == link)
        item["answer"][0]["valueDecimal"] += 1
    changed = planted(part(bundle), "QuestionnaireResponse", change,
                      lambda one: one["questionnaire"] in forms and any(
                          item["linkId"] == forms[one["questionnaire"]][0] for item in one["item"]))
    need(rules.totals(changed)[0], "fhirpathpy finds a changed total")
    found, tried = rules.totals(bundle)
    need(not found and tried > 100, f"totals: {found[:3]}")
    say(f"fhirpathpy {version('fhirpathpy')}", ["a changed total"],
        f"{tried} totals of {len(forms)} instruments are the sums of their ordinalValues")


def same_scores(clinic, bundle):
    """Values equal `export scores`, totals equal the package's."""
    def differ(bundle):
        found, _ = rules.values(bundle)
        stored = {(one["patient_id"], one["date"], one["measure"], one["variant"], one["item"]):
                  one["value"] for one in clinic.table("scores")}
        wrong = [key for key in set(found) ^ set(stored)]
        for key in set(found) & set(stored):
            mine = found[key]
            same = (mine == Decimal(stored[key]) if isinstance(mine, Decimal) else mine == stored[key])
            if not same:
                wrong.append(key)
        return wrong, len(stored)
    changed = planted(bundle, "Observation",
                      lambda one: one["valueQuantity"].update(value=Decimal(1)),
                      lambda one: one.get("valueQuantity", {}).get("unit") == "kPa")
    need(len(differ(changed)[0]) == 1, "a changed value is found")
    wrong, count = differ(bundle)
    need(not wrong, f"values: {wrong[:5]}")
    package = clinic.package("for-fhir")
    import csv
    with open(os.path.join(package, "scores.csv"), newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    names = {one["identifier"][0]["value"]: one["id"] for one in rules.resources(bundle)
             if one["resourceType"] == "Patient"}
    there = {one["id"]: one for one in rules.resources(bundle) if one["resourceType"] == "Observation"}
    need(len(rows) == len(there), f"{len(rows)} scores are {len(there)} observations")
    for row in rows:
        one = there[f"{names[row['patient_id']]}-{row['score']}"]
        total = one.get("valueQuantity", {}).get("value")
        if "valueCodeableConcept" in one:
            continue
        need((total is None) == (row["total"] == "") and (
            total is None or Decimal(total) == Decimal(row["total"])),
            f"total of {one['id']}: {total} is not {row['total']}")
    say("same scores", ["a changed value"], f"{count} answers and {len(rows)} totals are those of "
        "`export scores` and `export package`")


def nothing_of_a_person(clinic, path):
    bundle = rules.read(path)
    patients = [one for one in rules.resources(bundle) if one["resourceType"] == "Patient"]
    forms, rest = [], []
    for one in rules.resources(bundle):
        (forms if one["resourceType"] == "Questionnaire" else rest).append(one)
    # A word of a form or of a definition gives nobody away.
    known = json.dumps(forms, default=str).lower() + " ".join(
        one["code"]["text"] for one in rest if one["resourceType"] == "Condition").lower()
    text = json.dumps(rest, default=str, ensure_ascii=False)

    def hits(text):
        lower = text.lower()
        return [one for one in clinic.secrets if one.lower() in lower and one.lower() not in known
                and re.search(r"(?<!\w)" + re.escape(one) + r"(?!\w)", text, re.IGNORECASE)]
    family = clinic.table("patients")[3]["family_name"]
    need(hits(text.replace('"female"', f'"{family}"', 1)), "a name is found")
    need(not hits(text), f"pseudonymous: {hits(text)[:3]}")
    need(not re.search(r"\d{4}-\d{2}-\d{2}", text), "no date in a pseudonymous bundle")
    order = [one["identifier"][0]["value"] for one in patients]
    need(order == sorted(order), "patients stand by study code")
    say("search", ["a name"], f"none of {len(clinic.secrets)} secrets and no date")


def main():
    with tempfile.TemporaryDirectory() as folder:
        clinic = ExchangeClinic(os.path.abspath(sys.argv[1]), folder)
        path, again = clinic.fhir("bundle.json"), clinic.fhir("again.json")
        with open(path, "rb") as first, open(again, "rb") as second:
            need(first.read() == second.read(), "two exports are the same bytes")
        hidden = clinic.fhir("hidden.json", "--pseudonymous", "--site", "A")
        bundle, pseudonymous = rules.read(path), rules.read(hidden)
        with open(clinic.fhir("lines.ndjson", "--ndjson"), encoding="utf-8") as file:
            lines = [json.loads(line, parse_float=Decimal) for line in file]
        need(lines == rules.resources(bundle), "NDJSON has the resources of the bundle")
        both_structures(bundle, pseudonymous)
        own_checks(bundle, pseudonymous)
        fhirpath(bundle)
        same_scores(clinic, bundle)
        nothing_of_a_person(clinic, hidden)
    if faults:
        sys.exit(f"{len(faults)} of the claims do not hold.")


main()
