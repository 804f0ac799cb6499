"""strace: its command line, and what it wrote as events."""
import dataclasses
import re

CALL = re.compile(r"^(?:(?P<pid>\d+) +)?(?P<call>\w+)\((?P<rest>.*)$")
RESUMED = re.compile(r"^(?:(?P<pid>\d+) +)?<\.\.\. (?P<call>\w+) resumed>(?P<rest>.*)$")
RESULT = re.compile(r"\) += (?P<value>-?\d+)(?:<[^>]*>)?(?: .*)?$")
STRING = r'"(?P<{}>(?:\\x[0-9a-f]{{2}})*)"'
ON_FILE = re.compile(r"^(?P<fd>\d+)<(?P<path>[^>]*)>(?:\(deleted\))?(?:, )?(?P<rest>.*)$")
WRITTEN = re.compile(STRING.format("data") + r"(?P<cut>\.\.\.)?, \d+(?:, (?P<offset>\d+))?")
NAMES = re.compile(r"(?:AT_FDCWD(?:<[^>]*>)?, )?" + STRING.format("name")
                   + r"(?:, (?:AT_FDCWD(?:<[^>]*>)?, )?" + STRING.format("other") + r")?"
                   + r"(?P<flags>.*)")
STORAGE = ["openat", "open", "write", "pwrite64", "ftruncate", "fdatasync", "fsync", "unlink",
           "unlinkat", "rename", "renameat", "renameat2", "link", "linkat"]


def strace(log, calls, inject=None):
    """The words that go in front of a command; `inject` as in strace's manual."""
    words = ["strace", "-f", "-y", "-xx", "-s", "1000000", "-o", str(log),
             "-e", f"trace={','.join(calls)}", "-e", "signal=none"]
    return words + (["-e", f"inject={inject}"] if inject else [])


def injected(log):
    """The line of the first call that strace made fail, or None."""
    with open(log, encoding="ascii") as lines:
        return next((line for line in lines if "(INJECTED)" in line), None)


def unescape(text):
    return bytes.fromhex(text.replace("\\x", ""))


@dataclasses.dataclass
class Event:
    """One system call that succeeded."""
    call: str
    path: str
    data: bytes = b""
    offset: int | None = None
    size: int | None = None
    other: str = ""
    flags: str = ""
    descriptor: int | None = None


def events(log):
    """What the log holds, in the order in which the calls returned."""
    begun = {}
    with open(log, encoding="ascii") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if match := RESUMED.match(line):
                call = match["call"]
                rest = begun.pop((match["pid"], call)) + match["rest"]
            elif match := CALL.match(line):
                call, rest = match["call"], match["rest"]
                if rest.endswith(" <unfinished ...>"):
                    begun[match["pid"], call] = rest.removesuffix(" <unfinished ...>")
                    continue
            else:
                continue
            result = RESULT.search(rest)
            if result and int(result["value"]) >= 0:
                yield event(call, rest[:result.start()], int(result["value"]), rest)


def event(call, arguments, result, line):
    if call in ("openat", "open", "unlink", "unlinkat", "rename", "renameat", "renameat2",
                "link", "linkat"):
        names = NAMES.match(arguments)
        if not names:
            raise ValueError(f"strace line not understood: {call}({line[:200]}")
        return Event(
            call.removesuffix("2").removesuffix("at"), unescape(names["name"]).decode(),
            other=unescape(names["other"] or "").decode(), flags=names["flags"])
    target = ON_FILE.match(arguments)
    if not target:
        raise ValueError(f"strace line not understood: {call}({line[:200]}")
    path = target["path"]
    found = Event(call, unescape(path).decode() if "\\x" in path else path)
    found.descriptor = int(target["fd"])
    if call in ("write", "pwrite64"):
        written = WRITTEN.match(target["rest"])
        if not written or written["cut"]:
            raise ValueError(f"strace line not understood: {call}({line[:200]}")
        found.data = unescape(written["data"])[:result]
        found.offset = int(written["offset"]) if written["offset"] else None
    elif call == "ftruncate":
        found.size = int(target["rest"])
    return found
