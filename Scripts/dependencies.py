"""The list of what Recheck is built from, Scripts/dependencies.txt, read and compared.

A row: name, version, licence (SPDX), where it is used, address; two blanks or more between them.
program: linked into what is shipped; tests: linked into the tests only; unused: resolved, because a
package we use names it, but not built. The version `system` means: whatever the machine has.
"""

import json
import os
import re

HERE = os.path.dirname(os.path.abspath(__file__))
LIST = os.path.join(HERE, "dependencies.txt")
ROOT = os.path.dirname(HERE)
FIELDS = ("name", "version", "licence", "use", "address")
USES = ("program", "tests", "unused")
HEADER = """\
# Every package that the build resolves, and the libraries of the system, in order of names.
# Scripts/check-dependencies compares this list with what was resolved and linked; --record writes it anew.
# program: linked into what is shipped. tests: into the tests only. unused: resolved but not built.
"""
# What comes from the machine and is in no Package.resolved.
SYSTEM = (
    {"name": "libarchive", "version": "system", "licence": "BSD-2-Clause", "use": "program",
     "address": "https://www.libarchive.org"},
    {"name": "libcrypto", "version": "system", "licence": "Apache-2.0", "use": "program",
     "address": "https://www.openssl.org"},
    {"name": "libreadstat", "version": "system", "licence": "MIT", "use": "program",
     "address": "https://github.com/WizardMac/ReadStat"},
    {"name": "libsqlite3", "version": "system", "licence": "blessing", "use": "program",
     "address": "https://sqlite.org"},
    {"name": "libxlsxwriter", "version": "system", "licence": "BSD-2-Clause", "use": "program",
     "address": "https://libxlsxwriter.github.io"},
    {"name": "swift-runtime", "version": "system", "licence": "Apache-2.0 WITH Swift-exception",
     "use": "program", "address": "https://www.swift.org"},
)


def listed(path=LIST):
    rows = []
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if not line.strip() or line.startswith("#"):
                continue
            parts = re.split(r"\s{2,}", line.strip())
            if len(parts) != len(FIELDS) or parts[3] not in USES:
                raise SystemExit(f"{path}:{number}: not name, version, licence, use and address")
            rows.append(dict(zip(FIELDS, parts)))
    names = [row["name"] for row in rows]
    if names != sorted(set(names)):
        raise SystemExit(f"{path}: not in order of names, or a name stands twice")
    return rows


def write(rows, path=LIST):
    widths = [max(len(row[field]) for row in rows) for field in FIELDS]
    with open(path, "w", encoding="utf-8") as file:
        file.write(HEADER)
        for row in sorted(rows, key=lambda row: row["name"]):
            cells = [row[field].ljust(width) for field, width in zip(FIELDS, widths)]
            file.write("  ".join(cells).rstrip() + "\n")


def resolved(build):
    """What the build in that folder resolved and linked, and the system's libraries."""
    with open(os.path.join(ROOT, "Package.resolved"), encoding="utf-8") as file:
        pins = json.load(file)["pins"]
    checkouts = os.path.join(build, "checkouts")
    folders = {name.lower(): os.path.join(checkouts, name) for name in os.listdir(checkouts)}
    program = linked(os.path.join(build, "debug", "recheck.product"))
    tests = linked(os.path.join(build, "debug", "recheckPackageTests.product"))
    rows = list(SYSTEM)
    for pin in pins:
        address = pin["location"].removesuffix(".git")
        folder = folders[os.path.basename(address).lower()]
        modules = set(os.listdir(folder)) | set(os.listdir(os.path.join(folder, "Sources")))
        use = "program" if modules & program else "tests" if modules & tests else "unused"
        rows.append({
            "name": pin["identity"], "version": pin["state"].get("version", "none"),
            "licence": licence(folder), "use": use, "address": address})
    return rows


def linked(product):
    """The modules whose objects the linker was given."""
    with open(os.path.join(product, "Objects.LinkFileList"), encoding="utf-8") as file:
        return set(re.findall(r"/([^/\n]+)\.build/", file.read()))


def licence(folder):
    names = [name for name in sorted(os.listdir(folder)) if name.upper().startswith("LICEN")]
    if not names:
        return "none"
    with open(os.path.join(folder, names[0]), encoding="utf-8") as file:
        text = file.read()
    if "Apache License" in text and "Version 2.0" in text:
        return "Apache-2.0" + (
            " WITH Swift-exception" if "Runtime Library Exception" in text else "")
    if "Permission is hereby granted, free of charge" in text and "WITHOUT WARRANTY" in text:
        return "MIT"
    return "unknown"


def sbom(rows):
    """CycloneDX 1.5; the same bytes for the same list."""
    with open(os.path.join(ROOT, "Package.swift"), encoding="utf-8") as file:
        name = re.search(r'name: "([^"]+)"', file.read()).group(1)
    components = []
    for row in rows:
        owner = re.sub(r"^https://(github\.com/)?", "", row["address"])
        component = {
            "type": "library", "bom-ref": row["name"], "name": row["name"],
            "licenses": [{"expression": row["licence"]}],
            "scope": "required" if row["use"] == "program" else "excluded",
            "externalReferences": [{"type": "website", "url": row["address"]}],
        }
        if row["version"] != "system":
            component["version"] = row["version"]
            component["purl"] = f"pkg:swift/github.com/{owner}@{row['version']}"
        components.append(component)
    return json.dumps({
        "bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
        "metadata": {"component": {"type": "application", "bom-ref": name, "name": name}},
        "components": components,
    }, indent=2) + "\n"
