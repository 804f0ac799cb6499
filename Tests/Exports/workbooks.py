"""The workbook of a package, opened and saved by LibreOffice and Gnumeric, is what was written."""

import csv
import datetime
import math
import os
import re
import shutil
import subprocess
import zipfile

import openpyxl

# What spreadsheets like to change.
PATIENTS = [
    ("0012", "Łódź", "1E5", "1935-02-03"),
    ("00123456789012345678", "3-4", "-3", "2025-01-10"),
    ("-3", "TRUE", "=1+1", ""),
    ("1E5", "March 5", "@x", "1960-02-29"),
    ("3-4", "12%", "0x1F", "1950-01-31"),
]
FORMULA = '=HYPERLINK("http://example.org","x")'


def awkward(program, folder):
    """A clinic of such patients, and its package with a workbook."""
    def write(name, header, rows):
        path = os.path.join(folder, name)
        with open(path, "w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([header.split(","), *rows])
        return path
    clinic = os.path.join(folder, "awkward.sqlite")
    files = [
        write("awkward-patients.csv", "patient_id,family_name,given_name,birth_date,sex",
              [[*one, "female"] for one in PATIENTS]),
        write("awkward-diagnoses.csv", "patient_id,disease,diagnosed_on,note",
              [[one[0], "cidp", "2025-02-01" if one[3] else "1900-02-01", FORMULA]
               for one in PATIENTS]),
        write("awkward-scores.csv", "patient_id,date,measure,item,value,variant",
              [["0012", "2025-03-01", "grip-vigorimeter", "", "42.5", "hand=right"],
               ["0012", "2025-04-01", "grip-vigorimeter", "", "not-done", "hand=right"]]),
    ]
    package = os.path.join(folder, "awkward")
    for arguments in (["import", "--even-if-similar", *files],
                      ["export", "package", package, "--xlsx"]):
        subprocess.run([program, *arguments, "--clinic", clinic], check=True, capture_output=True)
    return package


def open_and_save(tool, path, folder):
    """The file as a workbook that LibreOffice or Gnumeric wrote."""
    os.makedirs(folder, exist_ok=True)
    out = os.path.join(folder, os.path.basename(path).rsplit(".", 1)[0] + ".xlsx")
    if tool == "LibreOffice":
        profile = "-env:UserInstallation=file://" + os.path.join(folder, "profile")
        command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", folder, path]
    else:
        command = ["ssconvert", path, out]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return out if tool == "LibreOffice" else renumbered(out)


def renumbered(path):
    """Gnumeric numbers its own formats from 100 on; openpyxl knows own ones from 164 on only."""
    out = path + ".renumbered.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/styles.xml":
                content = re.sub(
                    rb'numFmtId="(1[0-9][0-9])"',
                    lambda found: b'numFmtId="%d"' % (int(found.group(1)) + 100), content)
            new.writestr(name, content)
    return out


def shown(cell):
    """A cell as the CSV of the package has it."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (int, float)):
        return str(int(value)) if value == int(value) else repr(float(value))
    return str(value)


def is_number(text):
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


def differences(package, workbook):
    """Cells of a workbook that are not those of the CSV files, and formulas."""
    found = []
    book = openpyxl.load_workbook(workbook)
    for name in [one[:-4] for one in sorted(os.listdir(package)) if one.endswith(".csv")]:
        with open(os.path.join(package, name + ".csv"), newline="", encoding="utf-8") as file:
            expected = list(csv.reader(file))
        if name not in book.sheetnames:
            found.append(f"{name}: no such sheet")
            continue
        width = len(expected[0])
        got = [[one for one in row[:width]] for row in book[name].iter_rows(max_col=width)]
        got = got[:max((i + 1 for i, row in enumerate(got) if any(c.value is not None for c in row)),
                       default=0)]
        if len(got) != len(expected):
            found.append(f"{name}: {len(got)} rows, not {len(expected)}")
        for line, (cells, texts) in enumerate(zip(got, expected), 1):
            for cell, text in zip(cells, texts):
                if cell.data_type == "f":
                    found.append(f"{name}!{cell.coordinate}: formula {cell.value}")
                elif cell.data_type == "n" and is_number(text) and cell.value == float(text):
                    # 6.0 is 6; an identifier must be text.
                    if expected[0][cells.index(cell)].endswith(("_id", "_name", "note")):
                        found.append(f"{name}!{cell.coordinate}: no text")
                elif shown(cell) != text.replace("\r\n", "\n"):
                    found.append(f"{name}!{cell.coordinate}: {shown(cell)!r}, not {text!r}")
    return found


def workbooks(program, folder, package, need, say):
    small = awkward(program, folder)
    tools = [("LibreOffice", "soffice"), ("Gnumeric", "ssconvert")]
    for tool, command in tools:
        if shutil.which(command) is None:
            need(False, f"{tool} is there: apt-get install libreoffice-calc gnumeric")
            continue
        version = subprocess.run([command, "--version"], text=True, capture_output=True,
                                 check=False).stdout.split("\n")[0].strip()
        out = os.path.join(folder, "saved-" + tool)
        # The plain CSV is opened as a spreadsheet opens it: that is what the workbook is for.
        planted = openpyxl.load_workbook(
            open_and_save(tool, os.path.join(small, "diagnoses.csv"), out)).active
        cells = [cell for row in planted.iter_rows() for cell in row]
        need(any(cell.data_type == "f" and "HYPERLINK" in str(cell.value) for cell in cells),
             f"{tool} runs a formula of the plain CSV")
        need("0012" not in [cell.value for cell in cells], f"{tool} changes 0012 of the plain CSV")
        for name in (small, package):
            saved = open_and_save(tool, os.path.join(name, "package.xlsx"), os.path.join(
                out, os.path.basename(name)))
            found = differences(name, saved)
            need(not found, f"{tool}, {os.path.basename(name)}: {len(found)} cells, {found[:3]}")
        say(version or tool, ["a formula and 0012 as 12 in the plain CSV"],
            "every cell of the workbook as in the CSV, no formula")
    changed = os.path.join(folder, "changed.xlsx")
    book = openpyxl.load_workbook(os.path.join(small, "package.xlsx"))
    book["patients"]["A2"].value, book["diagnoses"]["A2"].value = 12, "=1+1"
    book.save(changed)
    need(len(differences(small, changed)) == 2, "a changed identifier and a formula are found")
    for name in (small, package):
        found = differences(name, os.path.join(name, "package.xlsx"))
        need(not found, f"openpyxl, {os.path.basename(name)}: {found[:3]}")
    say(f"openpyxl {openpyxl.__version__}", ["an identifier as a number", "a formula"],
        "every cell as in the CSV, no formula")
