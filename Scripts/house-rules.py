"""House rules that a pattern alone cannot check; prints every breach and fails.

- A Swift file of more than 250 lines says in its first line why: `// Long on purpose: ...`.
- A document that code, scripts or documents name exists.
- A command says its own name: made up from its type, every start looks through all types of the program.
- A target depends on every module that it imports: left out, the build goes well only where another target happens to
  bring the module in time.
- A package of its own (Tests/Fuzzing) takes the same versions of others as Package.swift.
"""

import json
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
MOST_LINES = 250
CODE = ("Sources/", "Measures/", "Reports/")
# Docs/architecture.md, Tests/Crash/README.md, CHANGELOG.md; not a name without a folder in lower
# case, which is somebody's example.
DOCUMENT = re.compile(r"(?<![\w./-])((?:[A-Za-z][\w-]*/)+[\w-]+\.md|[A-Z]{4,}\.md)\b")

COMMAND = re.compile(r"struct (\w+): (?:\w+, )*(?:Async)?ParsableCommand\b")
NAMED = re.compile(r"CommandConfiguration\(\s*commandName: ")


IMPORT = re.compile(r"^(?:@\w+ )*(?:(?:public|package|internal|fileprivate|private) )?import (?:(?:struct|class|enum|protocol|func) )?(\w+)", re.M)
# What the tool chain brings, and modules that come with the product of another name.
WITH_SWIFT = {"Dispatch", "Foundation", "FoundationXML", "Glibc", "PackageDescription", "PackagePlugin", "Synchronization", "Testing"}
COMES_WITH = {"GRDBSQLite": "GRDB", "HummingbirdCore": "Hummingbird"}


def undeclared(paths):
    """Imports of modules on which their target does not depend."""
    told = json.loads(subprocess.run(
        ["swift", "package", "dump-package"], cwd=ROOT, text=True, capture_output=True, check=True).stdout)
    for target in told["targets"]:
        folder = target.get("path") or ("Tests/" if target["type"] == "test" else "Sources/") + target["name"]
        declared = {(list(each.values())[0])[0] for each in target["dependencies"]} | {target["name"]}
        for path in paths:
            if target["type"] in ("plugin", "system") or not path.endswith(".swift") or not path.startswith(folder + "/"):
                continue
            with open(os.path.join(ROOT, path), encoding="utf-8") as file:
                named = set(IMPORT.findall(file.read()))
            for module in sorted(named - WITH_SWIFT):
                if COMES_WITH.get(module, module) not in declared:
                    yield f"{path}: imports {module}, on which {target['name']} does not depend in Package.swift"


PIN = re.compile(r'\.package\(\s*url: "([^"]+)", exact: "([^"]+)"')


def pinned_otherwise(paths):
    """Versions of packages that differ from those of Package.swift."""
    def pins(path):
        with open(os.path.join(ROOT, path), encoding="utf-8") as file:
            return set(PIN.findall(file.read()))
    for path in paths:
        if path.endswith("/Package.swift"):
            for address, version in sorted(pins(path) - pins("Package.swift")):
                yield f"{path}: {address} {version}, in Package.swift another version"


def files():
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, text=True,
        capture_output=True, check=True).stdout.split("\n")
    return [path for path in listed if path and os.path.isfile(os.path.join(ROOT, path))]


def breaches(paths):
    present = set(paths) | {os.path.basename(path) for path in paths}
    for path in paths:
        is_swift = path.endswith(".swift")
        if not (is_swift or path.endswith((".md", ".py")) or path.startswith(("Scripts/", ".ci/"))):
            continue
        with open(os.path.join(ROOT, path), encoding="utf-8") as file:
            lines = file.read().split("\n")
        if is_swift and path.startswith(CODE) and len(lines) - 1 > MOST_LINES:
            if not lines[0].startswith("// Long on purpose: "):
                yield f"{path}: {len(lines) - 1} lines and no reason in the first"
        if is_swift and path.startswith("Sources/"):
            text = "\n".join(lines)
            commands = list(COMMAND.finditer(text))
            ends = [command.start() for command in commands[1:]] + [len(text)]
            for command, end in zip(commands, ends):
                if not NAMED.search(text, command.end(), end):
                    yield f"{path}: command {command[1]} without a commandName first in its configuration"
        if os.path.basename(path) == "house-rules.py":
            continue
        for number, line in enumerate(lines, 1):
            for document in DOCUMENT.findall(line):
                beside = os.path.normpath(os.path.join(os.path.dirname(path), document))
                if not {document, beside} & present:
                    yield f"{path}:{number}: names {document}, which does not exist"


found = list(breaches(files())) + list(undeclared(files())) + list(pinned_otherwise(files()))
print("\n".join(found), end="\n" if found else "")
sys.exit(1 if found else 0)
