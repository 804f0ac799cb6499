"""A package, imported into an empty clinic and exported again, has the same bytes."""

import os
import subprocess

from clinic import Planted, put

# What tells of the past of the clinic file cannot be entered: corrections.
KEPT_OUT = {"corrections.csv"}


def comes_back(program, folder, package, day, need, say):
    def again(name, source):
        """The package of an empty clinic that imported this; nil and why."""
        clinic = os.path.join(folder, name + ".sqlite")
        out = os.path.join(folder, name)
        for arguments in (["import", source], ["export", "package", out, "--as-of", day]):
            made = subprocess.run([program, *arguments, "--clinic", clinic], text=True,
                                  capture_output=True, check=False)
            if made.returncode:
                return None, made.stderr + made.stdout
        return out, ""

    def content(folder, name):
        with open(os.path.join(folder, name), "rb") as file:
            return file.read()

    def differ(out):
        return [name for name in sorted(os.listdir(package))
                if name.endswith(".csv") and name not in KEPT_OUT
                and content(package, name) != content(out, name)]
    is_sum = lambda row: row["measure"] == "incat" and row["total_only"] == "no" and row["total"]
    planted = Planted(package, "total").change("scores", put("total", "9.5", is_sum))
    out, why = again("back-planted", planted)
    need(out is None and "scores.csv, row" in why, f"a changed total is refused: {why[-200:]}")
    planted = Planted(package, "answer").change(
        "patients", put("given_name", "Quixotl"))
    out, why = again("back-name", planted)
    need(out is not None and differ(out) == ["patients.csv"], "a changed name is found")
    for name, source in (("back-folder", package),
                         ("back-workbook", os.path.join(package, "package.xlsx"))):
        out, why = again(name, source)
        need(out is not None, f"{name} is imported: {why[-400:]}")
        if out is not None:
            need(not differ(out), f"{name}: other bytes in {differ(out)}")
    count = sum(one.endswith(".csv") for one in os.listdir(package)) - len(KEPT_OUT)
    say("import and export again", ["a changed total", "a changed name"],
        f"{count} tables have the same bytes, from the folder and from the workbook")
