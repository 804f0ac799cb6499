"""A REDCap project: its dictionary by a program that is not ours and by a check of our own, its records
against the dictionary, and its way back into an empty clinic.

The checks are written from what REDCap is known to take; no REDCap is asked.
"""

import csv
import datetime
import filecmp
import json
import os
import re
import shutil
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))
COLUMNS = [
    "Variable / Field Name", "Form Name", "Section Header", "Field Type", "Field Label",
    "Choices, Calculations, OR Slider Labels", "Field Note",
    "Text Validation Type OR Show Slider Number", "Text Validation Min", "Text Validation Max",
    "Identifier?", "Branching Logic (Show field only if...)", "Required Field?", "Custom Alignment",
    "Question Number (surveys only)", "Matrix Group Name", "Matrix Ranking?", "Field Annotation"]
NAME, FORM, _, TYPE, LABEL, CHOICES, _, CHECK, LEAST, MOST, IDENTIFIER, BRANCHING, REQUIRED, *_ = COLUMNS
# The names that linkml-redcap gives the columns.
SLOTS = [
    "variable_field_name", "form_name", "section_header", "field_type", "field_label",
    "choices_calculations_slider_labels", "field_note", "text_validation_type_or_show_slider_number",
    "text_validation_min", "text_validation_max", "identifier", "branching_logic", "required_field",
    "custom_alignment", "question_number", "matrix_group_name", "matrix_ranking", "field_annotation"]
TYPES = "text notes dropdown radio checkbox calc file descriptive slider yesno truefalse".split()
CHECKS = "date_ymd date_mdy date_dmy datetime_ymd number integer email phone zipcode".split()
OWN = ["redcap_repeat_instrument", "redcap_repeat_instance"]


def table(path):
    """The header and the rows of a file, every cell as it stands."""
    with open(path, newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    return header, rows


def fields(dictionary):
    header, rows = table(dictionary)
    return [dict(zip(header, row)) for row in rows]


def choices(field):
    return [tuple(part.strip() for part in one.partition(",")[::2])
            for one in field[CHOICES].split("|")]


def number(text):
    return float(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else None


def day(text):
    try:
        return datetime.date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None
    except ValueError:
        return None


def linkml(dictionary):
    """What linkml-validate says to a dictionary under the schema of linkml-redcap; it has a Python of its
    own (REDCAP_PYTHON), because it and fhirpathpy need different versions of one library."""
    _, rows = table(dictionary)
    instance = {"fields": [{slot: cell for slot, cell in zip(SLOTS, row) if cell} for row in rows]}
    asked = subprocess.run(
        [os.environ["REDCAP_PYTHON"], "-B", os.path.join(HERE, "redcap_schema.py")],
        input=json.dumps(instance), text=True, capture_output=True, check=True)
    said = json.loads(asked.stdout)
    return said["found"], said["versions"]


def dictionary_faults(dictionary):
    """What REDCap would refuse or misread, beyond the schema of linkml-redcap."""
    header, _ = table(dictionary)
    if header != COLUMNS:
        return ["the header is not the 18 columns"]
    rows, found = fields(dictionary), []
    names = [row[NAME] for row in rows]
    if rows[0][TYPE] != "text" or rows[0][CHECK]:
        found.append("the first field names no record")
    found += [f"{name} stands twice" for name in sorted({one for one in names if names.count(one) > 1})]
    forms = [row[FORM] for row in rows]
    runs = [form for place, form in enumerate(forms) if place == 0 or forms[place - 1] != form]
    found += [f"form {form} stands apart" for form in sorted({one for one in runs if runs.count(one) > 1})]
    ends = {f"{form}_complete" for form in forms}
    for row in rows:
        found += [f"{row[NAME]}: {text}" for text in field_faults(row, names, ends)]
    return found


def field_faults(row, names, ends):
    name = row[NAME]
    if not re.fullmatch(r"[a-z][a-z0-9_]{1,25}", name) or name.startswith("redcap_") or name in ends:
        yield "no name for a field"
    if row[TYPE] not in TYPES:
        yield f"no type {row[TYPE]}"
    if not row[LABEL] or re.search(r"[\[\]]|<\S", row[LABEL]):
        yield f"label {row[LABEL]!r}"
    if row[TYPE] in ("radio", "dropdown", "checkbox"):
        parts = choices(row)
        codes = [code.lower() for code, _ in parts]
        if any(not re.fullmatch(r"-?\d+(\.\d+)?|\w+", code, re.ASCII) or not label for code, label in parts):
            yield f"choices {row[CHOICES]!r}"
        if len(set(codes)) < len(codes):
            yield f"a code twice in {row[CHOICES]!r}"
    elif row[TYPE] == "calc":
        parts = re.findall(r"\[(\w+)\]", row[CHOICES])
        if "+".join(f"[{part}]" for part in parts) != row[CHOICES] or not set(parts) <= set(names):
            yield f"formula {row[CHOICES]!r}"
    elif row[CHOICES]:
        yield "choices of a field that has none"
    if row[CHECK] and (row[TYPE] != "text" or row[CHECK] not in CHECKS):
        yield f"validation {row[CHECK]} of {row[TYPE]}"
    read = day if row[CHECK].startswith("date") else number
    ends = [read(row[key]) for key in (LEAST, MOST) if row[key]]
    if None in ends or ends != sorted(ends) or (ends and not row[CHECK]):
        yield f"limits {row[LEAST]!r} to {row[MOST]!r}"
    if row[IDENTIFIER] not in ("", "y") or row[REQUIRED] not in ("", "y") or row[BRANCHING]:
        yield "identifier, required or branching"


def record_faults(folder):
    """What the Data Import Tool would refuse of records.csv, by the dictionary and SETUP.txt."""
    known = fields(os.path.join(folder, "dictionary.csv"))
    with open(os.path.join(folder, "SETUP.txt"), encoding="utf-8") as file:
        setup = file.read()
    missing = set(re.findall(r"^     ([A-Z]+), ", setup, re.M))
    repeating = set(re.findall(r"^     (\w+)  \(", setup, re.M))
    header, rows = table(os.path.join(folder, "records.csv"))
    wanted = [known[0][NAME]] + OWN
    form = None
    for field in known[1:] + [{FORM: None}]:
        if form is not None and field[FORM] != form:
            wanted.append(f"{form}_complete")
        form = field[FORM]
        if form is not None and field[TYPE] != "calc":
            wanted.append(field[NAME])
    if header != wanted:
        return [f"the columns are not those of the dictionary: {sorted(set(header) ^ set(wanted))}"]
    by_name = {field[NAME]: field for field in known}
    found, seen = [], {}
    for line, row in enumerate(rows, 2):
        record, instrument, instance = row[:3]
        place = f"row {line} ({record}, {instrument or 'no instrument'} {instance})"
        key = (record, instrument)
        seen[key] = seen.get(key, 0) + 1
        if instrument and (instrument not in repeating or instance != str(seen[key])):
            found.append(f"{place}: not the next instance of a repeating instrument")
        if not record or (not instrument and (instance or seen[key] > 1)):
            found.append(f"{place}: a record twice, or none")
        own = instrument or known[0][FORM]
        for name, cell in list(zip(header, row))[3:]:
            if not cell:
                continue
            if name.endswith("_complete") and name not in by_name:
                fits = name == f"{own}_complete" and cell in ("0", "1", "2")
            else:
                fits = by_name[name][FORM] == own and (cell in missing or taken(by_name[name], cell))
            if not fits:
                found.append(f"{place}, {name}: {cell!r}")
    return found


def taken(field, cell):
    if field[TYPE] in ("radio", "dropdown"):
        return cell in [code for code, _ in choices(field)]
    if field[TYPE] == "notes" or not field[CHECK]:
        return True
    read = day if field[CHECK] == "date_ymd" else number
    value = read(cell)
    if value is None or (field[CHECK] == "integer" and not re.fullmatch(r"-?\d+", cell)):
        return False
    return ((not field[LEAST] or read(field[LEAST]) <= value)
            and (not field[MOST] or value <= read(field[MOST])))


def planted(folder, name, file, edit):
    """A copy in which edit changed the rows (lists of cells; the header is given beside them)."""
    copy = f"{folder}-{name}"
    shutil.copytree(folder, copy)
    path = os.path.join(copy, file)
    header, rows = table(path)
    edit(header, rows)
    with open(path, "w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows([header] + rows)
    return copy


def put(column, text, where):
    """An edit: one cell of the first row in which that column is not empty or has that text."""
    def edit(header, rows):
        place = header.index(column)
        row = next(row for row in rows if where(dict(zip(header, row))))
        row[place] = text(row[place]) if callable(text) else text
    return edit


def labelled(folder):
    """The records as REDCap exports them with labels: headings and choices by their labels."""
    known = {field[NAME]: field for field in fields(os.path.join(folder, "dictionary.csv"))}
    header, rows = table(os.path.join(folder, "records.csv"))
    names = {"redcap_repeat_instrument": "Repeat Instrument", "redcap_repeat_instance": "Repeat Instance"}
    words = {"0": "Incomplete", "1": "Unverified", "2": "Complete"}

    def label(name, cell):
        field = known.get(name)
        if name == "redcap_repeat_instrument":
            return cell.replace("_", " ").title()
        if field is None:
            return words.get(cell, cell) if name.endswith("_complete") else cell
        return dict(choices(field)).get(cell, cell) if field[TYPE] == "radio" else cell
    path = os.path.join(folder, "labels.csv")
    with open(path, "w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow([names.get(one) or (known[one][LABEL] if one in known else "Complete?")
                         for one in header])
        writer.writerows([[label(*pair) for pair in zip(header, row)] for row in rows])
    return path


def check(clinic, need, say):
    from importlib.metadata import version
    folder = os.path.join(clinic.folder, "redcap")
    hidden = os.path.join(clinic.folder, "redcap-hidden")
    clinic.run("export", "redcap", folder)
    clinic.run("export", "redcap", hidden, "--pseudonymous", "--site", "A")
    folders = [folder, hidden]

    def dictionary(name, *edit):
        return os.path.join(planted(folder, name, "dictionary.csv", *edit), "dictionary.csv")
    radio = lambda row: row[TYPE] == "radio"
    text = lambda row: row[CHECK] == "number" and row[LEAST]
    wrong = [("a wrong type", put(TYPE, "numeric", text)), ("a capital", put(NAME, str.title, text)),
             ("'yes' for 'y'", put(IDENTIFIER, "yes", text)),
             ("an unknown validation", put(CHECK, "decimal", text))]
    for place, (name, edit) in enumerate(wrong):
        need(linkml(dictionary(f"linkml-{place}", edit))[0], f"linkml-redcap finds {name}")
    for one in folders:
        said, versions = linkml(os.path.join(one, "dictionary.csv"))
        need(not said, f"linkml-redcap: {os.path.basename(one)}: {said[:2]}")
    count = len(fields(os.path.join(folder, "dictionary.csv")))
    say(versions, [name for name, _ in wrong], f"{count} fields valid; not: names that stand twice, choices")

    def twice(header, rows):
        rows[-1][0] = rows[-2][0]
    own = wrong + [
        ("a name twice", twice), ("a choice without a label", put(CHOICES, "0, none | 1", radio)),
        ("a code with a comma's place", put(CHOICES, "0 none | 1, some", radio)),
        ("a code twice", put(CHOICES, "1, none | 1, some", radio)),
        ("a formula of an unknown field", put(CHOICES, "[nothing]+[more]", lambda row: row[TYPE] == "calc")),
        ("a validation of choices", put(CHECK, "integer", radio)),
        ("limits the wrong way round", put(MOST, "-999", text))]
    for place, (name, edit) in enumerate(own):
        found = dictionary_faults(dictionary(f"own-{place}", edit))
        need(found, f"the check of the dictionary finds {name}")
    for one in folders:
        found = dictionary_faults(os.path.join(one, "dictionary.csv"))
        need(not found, f"{os.path.basename(one)}: {found[:3]}")
    say("REDCap dictionary, own check", [name for name, _ in own], f"{count} fields as REDCap takes them")
    records(clinic, folders, need, say)


def records(clinic, folders, need, say):
    folder = folders[0]
    grown = lambda column: lambda row: bool(row[column])
    sex = next(field for field in fields(os.path.join(folder, "dictionary.csv")) if field[NAME] == "sex")
    item = next(field for field in fields(os.path.join(folder, "dictionary.csv"))
                if field[TYPE] == "radio" and field[FORM] == "mg_adl")
    wrong = [
        ("a label for a code", put(item[NAME], dict(choices(item))["0"], grown(item[NAME]))),
        ("a repeated instance", put(OWN[1], "1", lambda row: row[OWN[1]] == "2")),
        ("a code that is none", put("sex", "9", grown("sex"))),
        ("a day that is none", put("treatment_start", "2024-02-30", grown("treatment_start"))),
        ("an answer beside another form's", put("sex", choices(sex)[0][0], grown("treatment_start"))),
        ("a missing code that is none", put(item[NAME], "UNKNOWN", grown(item[NAME])))]
    for place, (name, edit) in enumerate(wrong):
        found = record_faults(planted(folder, f"records-{place}", "records.csv", edit))
        need(found, f"the check of the records finds {name}")
    for one in folders:
        found = record_faults(one)
        need(not found, f"{os.path.basename(one)}: {found[:3]}")
    count = len(table(os.path.join(folder, "records.csv"))[1])
    say("REDCap records, own check", [name for name, _ in wrong], f"{count} rows fit the dictionary")
    labels = labelled(folder)
    for name, file in (("raw", os.path.join(folder, "records.csv")), ("labels", labels)):
        copy = os.path.join(clinic.folder, f"redcap-{name}.sqlite")
        again = os.path.join(clinic.folder, f"redcap-{name}")
        clinic.run("import", "--clinic", copy, "--map", os.path.join(folder, "mapping.yaml"), file)
        clinic.run("export", "redcap", again, "--clinic", copy)
        for one in ("records.csv", "dictionary.csv"):
            need(filecmp.cmp(os.path.join(folder, one), os.path.join(again, one), shallow=False),
                 f"{one} of the {name} export read back is the same")
    say("REDCap and back", ["see Swift tests"], "records.csv and dictionary.csv the same bytes after an import of the "
        "raw export, and of one with labels, into an empty clinic")
