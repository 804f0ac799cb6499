"""The file `copyright` of the Debian package: whose work is inside, and under which licence.

From Scripts/dependencies.txt and the licence files of what the build has checked out.
"""

import os
import re

import dependencies

COMMON = {"Apache-2.0": "/usr/share/common-licenses/Apache-2.0"}


def holders(folder):
    """The lines of a licence that begin with Copyright; empty: it names nobody."""
    found = []
    for name in sorted(os.listdir(folder)):
        if re.match(r"(LICEN[CS]E|NOTICE|COPYING)", name) and os.path.isfile(os.path.join(folder, name)):
            with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as file:
                for line in file:
                    said = line.strip()
                    if re.match(r"(Copyright|COPYRIGHT) (\(c\)|\(C\)|©|\d{4})", said) and said not in found:
                        found.append(said)
    return found


def licence_text(folder):
    for name in sorted(os.listdir(folder)):
        if name.startswith("LICENSE") and os.path.isfile(os.path.join(folder, name)):
            with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as file:
                return file.read()
    raise SystemExit(f"{folder}: no licence file")


def indented(text):
    return "".join(f" {line.rstrip() or '.'}\n" for line in text.strip("\n").split("\n"))


def text(build):
    """The whole file; `build` is the scratch folder of the build whose sources are inside."""
    checkouts = os.path.join(build, "checkouts")
    if not os.path.isdir(checkouts):
        checkouts = os.path.join(dependencies.ROOT, ".build-debug", "checkouts")
    there = {name.lower(): os.path.join(checkouts, name) for name in os.listdir(checkouts)}
    parts = [
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n"
        "Upstream-Name: Recheck\n"
        "Comment: The program holds the packages below, and the run-time libraries of Swift.\n"
        " Libraries of the system (libcrypto, libsqlite3, libarchive, libxlsxwriter, libreadstat)\n"
        " are not inside; Debian has their licences.\n",
        "Files: *\nCopyright: the authors of Recheck\nLicense: Recheck\n" + indented(own_licence())]
    apache = []
    for row in dependencies.listed():
        if row["use"] != "program" or (row["version"] == "system" and row["name"] != "swift-runtime"):
            continue
        folder = there.get(row["name"]) or there.get(os.path.basename(row["address"]).lower())
        named = holders(folder) if folder else []
        owner = "\n ".join(named) if named else f"the authors of {row['name']}, {row['address']}"
        head = f"Files: {row['name']}/*\nCopyright: {owner}\n"
        version = row["version"] if row["version"] != "system" else "of the tool chain"
        comment = f"Comment: {row['name']} {version}, {row['address']}\n"
        if row["licence"].startswith("Apache-2.0"):
            short = "Apache-2.0" if row["licence"] == "Apache-2.0" else "Apache-2.0-with-Swift-exception"
            apache.append(short)
            parts.append(head + f"License: {short}\n" + comment)
        else:
            parts.append(
                head + f"License: {row['licence']}-{row['name']}\n" + indented(licence_text(folder)) + comment)
    parts.append(
        "License: Apache-2.0\n On Debian systems the whole text is in\n"
        f" {COMMON['Apache-2.0']}.\n")
    if "Apache-2.0-with-Swift-exception" in apache:
        parts.append(
            "License: Apache-2.0-with-Swift-exception\n"
            " Apache License 2.0, with the Runtime Library Exception: as an exception, if you use this\n"
            " Software to compile your source code and portions of this Software are embedded into the\n"
            " binary product as a result, you may redistribute such product without providing attribution\n"
            " as would otherwise be required by Sections 4(a), 4(b) and 4(d) of the License.\n .\n"
            f" On Debian systems the text of the Apache License 2.0 is in {COMMON['Apache-2.0']}.\n")
    return "\n".join(parts)


def own_licence():
    """What the README says of it."""
    with open(os.path.join(dependencies.ROOT, "README.md"), encoding="utf-8") as file:
        return file.read().split("## Licence\n")[1].strip()
