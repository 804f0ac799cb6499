"""The SPSS files of a package, read by pyreadstat: values, labels and reasons are those of the CSV."""

import csv
import json
import math
import os

import pyreadstat


def read(path):
    return pyreadstat.read_sav(path, user_missing=True, disable_datetime_conversion=False)


def differences(package, path, table):
    """What an SPSS file says other than the CSV and the schema of its table."""
    frame, meta = read(path)
    with open(os.path.join(package, table + ".csv"), newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    with open(os.path.join(package, "datapackage.json"), encoding="utf-8") as file:
        schema = next(one["schema"] for one in json.load(file)["resources"] if one["name"] == table)
    fields = {one["name"]: one for one in schema["fields"]}
    found = []
    if len(frame) != len(rows):
        found.append(f"{table}: {len(frame)} cases, not {len(rows)}")
    if list(frame.columns) != list(fields):
        found.append(f"{table}: variables {list(frame.columns)}")
        return found
    reasons = {one["reasonFor"]: name for name, one in fields.items() if "reasonFor" in one}
    for name, field in fields.items():
        labels = meta.variable_value_labels.get(name, {})
        ranges = meta.missing_ranges.get(name, [])
        if not meta.column_names_to_labels.get(name):
            found.append(f"{table}.{name}: no label")
        for one in field.get("categories", []):
            value = float(one["value"]) if field["type"] in ("integer", "number") else one["value"]
            label = one["label"]
            if len(label.encode()) <= 120 and labels.get(value) != label:
                found.append(f"{table}.{name}: label of {value}: {labels.get(value)}, not {label}")
        for got, row in zip(frame[name].tolist(), rows):
            text = row[name]
            reason = row[reasons[name]] if name in reasons else ""
            if field["type"] in ("integer", "number") and not text and reason:
                if labels.get(got) != reason or not any(
                        one["lo"] <= got <= one["hi"] for one in ranges):
                    found.append(f"{table}.{name}: {got}, not missing because {reason}")
            elif field["type"] in ("integer", "number"):
                value = math.nan if not text else float(text)
                if not (got == value or math.isnan(value) and math.isnan(got)):
                    found.append(f"{table}.{name}: {got}, not {text}")
                elif text and any(one["lo"] <= got <= one["hi"] for one in ranges):
                    found.append(f"{table}.{name}: {got} is among the missing ones")
            elif field["type"] == "date":
                if (got.isoformat() if got is not None and got == got else "") != text:
                    found.append(f"{table}.{name}: {got}, not {text}")
            elif (got or "") != text.rstrip(" "):
                found.append(f"{table}.{name}: {got!r}, not {text!r}")
    return found


def spss(packages, need, say):
    package = packages[0]
    planted = os.path.join(os.path.dirname(package), "planted.sav")

    def write(table, change):
        """What is found of a copy with a change."""
        frame, meta = read(os.path.join(package, table + ".sav"))
        labels, ranges = dict(meta.variable_value_labels), dict(meta.missing_ranges)
        change(frame, labels, ranges)
        pyreadstat.write_sav(frame, planted, column_labels=meta.column_names_to_labels,
                             variable_value_labels=labels, missing_ranges=ranges,
                             variable_format=meta.original_variable_types)
        return differences(package, planted, table)

    def answer(frame, labels, ranges):
        frame.loc[0, "chair"] = 3 - (frame.loc[0, "chair"] or 0)

    def label(frame, labels, ranges):
        labels["chair"] = {**labels["chair"], 0.0: "x"}

    def code(frame, labels, ranges):
        ranges["value"] = []
    need(not write("items_mg_adl", lambda *_: None), "a copy is found to be the same")
    need(write("items_mg_adl", answer), "a changed answer is found")
    need(write("items_mg_adl", label), "a changed label is found")
    need(write("answers", code), "a code that is not missing is found")
    count = values = reasons = 0
    for folder in packages:
        for name in sorted(one[:-4] for one in os.listdir(folder) if one.endswith(".sav")):
            path = os.path.join(folder, name + ".sav")
            found = differences(folder, path, name)
            need(not found, f"{os.path.basename(folder)}/{name}.sav: {len(found)}, {found[:3]}")
            frame, meta = read(path)
            count += 1
            values += frame.size
            reasons += len(meta.missing_ranges)
    need(reasons > 0, "there are variables with missing reasons")
    say(f"pyreadstat {pyreadstat.__version__}",
        ["a changed answer", "a changed label", "a code that is not missing"],
        f"{count} files, {values} values as in the CSV, {reasons} variables with missing reasons")
