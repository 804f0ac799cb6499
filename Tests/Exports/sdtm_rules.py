"""What study datasets must hold: our own reading of the rules of SDTM that matter here."""

import csv
import os
import re
from collections import defaultdict
from datetime import date


def read(folder, name):
    with open(os.path.join(folder, name), newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t" if name.endswith(".tsv") else ","))


def datasets(folder):
    return [one["Filename"] for one in read(folder, "_datasets.csv")]


def faults(folder):
    """Every row and variable that breaks a rule, in words."""
    found = []
    variables = defaultdict(list)
    for one in read(folder, "_variables.csv"):
        variables[one["dataset"]].append(one)
        if not re.fullmatch("[A-Z][A-Z0-9]{0,7}", one["variable"]) or not 0 < len(one["label"]) <= 40:
            found.append(f"{one['variable']}: name or label")
    subjects = {one["USUBJID"]: one for one in read(folder, "dm.csv")}
    codes = {(one["domain"], one["testcd"]): one["test"] for one in read(folder, "testcodes.tsv")}
    for name in datasets(folder):
        with open(os.path.join(folder, name + ".csv"), encoding="utf-8") as file:
            header = file.readline().rstrip("\r\n").split(",")
        if header != [one["variable"] for one in variables[name]]:
            found.append(f"{name}: variables in another order than listed")
        found += [f"{name}: {one}" for one in rows(
            name.upper(), read(folder, name + ".csv"), variables[name], subjects, codes)]
    return found


def rows(domain, table, variables, subjects, codes):
    numbers = [one["variable"] for one in variables if one["type"] == "Num"]
    lengths = {one["variable"]: int(one["length"]) for one in variables if one["type"] == "Char"}
    seen, tests = set(), defaultdict(set)
    for place, row in enumerate(table, 1):
        def say(text, place=place):
            return f"row {place}, {text}"
        if row["USUBJID"] not in subjects:
            yield say("no such subject")
        if row["DOMAIN"] != domain:
            yield say("another domain")
        for name in numbers:
            if row[name] and not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", row[name]):
                yield say(f"{name} is no number: {row[name]}")
        for name, length in lengths.items():
            if len(row[name].encode()) > length:
                yield say(f"{name} is longer than {length}")
        if domain == "DM":
            continue
        key = (row["USUBJID"], row[domain + "SEQ"])
        if not row[domain + "SEQ"] or key in seen:
            yield say(f"{domain}SEQ {row[domain + 'SEQ']} repeated")
        seen.add(key)
        start = subjects.get(row["USUBJID"], {}).get("RFSTDTC", "")
        for day, written in ((domain + "DY", domain + "DTC"), ("EXSTDY", "EXSTDTC"), ("EXENDY", "EXENDTC")):
            if row.get(day) == "0":
                yield say(f"{day} is 0")
            if len(row.get(written, "")) == 10 and len(start) == 10:
                between = (date.fromisoformat(row[written]) - date.fromisoformat(start)).days
                if row[day] != str(between + 1 if between >= 0 else between):
                    yield say(f"{day} {row[day]} is not the day of {row[written]} after {start}")
        if domain == "EX":
            continue
        code, test = row[domain + "TESTCD"], row[domain + "TEST"]
        tests[test].add(code)
        if not re.fullmatch("[A-Z][A-Z0-9_]{0,7}", code) or len(test) > 40:
            yield say(f"{code}: short name or name")
        if codes.get((domain, code)) != test:
            yield say(f"{code} is not in the list of codes as {test}")
        results = [row[domain + name] for name in ("ORRES", "STRESC", "STRESN")]
        if row[domain + "STAT"]:
            if row[domain + "STAT"] != "NOT DONE" or not row[domain + "REASND"]:
                yield say("NOT DONE without a reason")
            if any(results):
                yield say("a result of what was not done")
        elif not row[domain + "STRESC"]:
            yield say("neither a result nor NOT DONE")
        if row[domain + "STRESN"] and row[domain + "STRESN"] != row[domain + "STRESC"]:
            yield say("two results")
    for test, names in tests.items():
        if len(names) > 1:
            yield f"{test}: {sorted(names)}"


def values(folder):
    """Every result as a number: by subject, score and item (empty: the total)."""
    items = {(one["domain"], one["testcd"]): one for one in read(folder, "testcodes.tsv")}
    found = {}
    for name in datasets(folder):
        domain = name.upper()
        if domain in ("DM", "EX"):
            continue
        for row in read(folder, name + ".csv"):
            code = items[(domain, row[domain + "TESTCD"])]
            key = (row["USUBJID"].split("-", 1)[1], row[domain + "GRPID"], code["item"])
            found[key] = row[domain + "STRESN"] or row[domain + "STRESC"] or (
                row[domain + "REASND"], domain)
    return found
