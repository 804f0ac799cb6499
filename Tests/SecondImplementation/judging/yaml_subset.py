"""Reads the part of YAML in which the definitions are written.

Block and flow mappings and lists, plain, quoted and folded texts, comments. Numbers are exact: an
int, or a Fraction where there is a decimal point. Anything else raises ValueError with its line.
"""

import re
from fractions import Fraction

NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?$")
KEY = re.compile(r"""("[^"]*"|'[^']*'|[^\s"'{\[#&*!|>%@`-][^:#]*?|-[^\s:][^:]*?)\s*:(?=\s|$)""")


def read(text):
    lines = [(len(line) - len(line.lstrip(" ")), number, line.strip())
             for number, line in enumerate(text.split("\n"), 1)]
    return Reader([line for line in lines if line[2] and not line[2].startswith("#")]).block(0)


class Reader:
    def __init__(self, lines):
        self.lines, self.at = lines, 0

    def peek(self):
        return self.lines[self.at] if self.at < len(self.lines) else (-1, 0, "")

    def block(self, least):
        indent, _, text = self.peek()
        if indent < least:
            return None
        if text == "-" or text.startswith("- "):
            return self.sequence(indent)
        return self.mapping(indent)

    def sequence(self, indent):
        found = []
        while True:
            here, number, text = self.peek()
            if here != indent or not (text == "-" or text.startswith("- ")):
                return found
            rest = text[1:].lstrip(" ")
            if not rest or rest.startswith("#"):
                self.at += 1
                found.append(self.block(indent + 1))
            elif not rest.startswith(("{", "[", '"')) and KEY.match(rest):
                # A mapping that begins behind the dash.
                inner = indent + len(text) - len(rest)
                self.lines[self.at] = (inner, number, rest)
                found.append(self.mapping(inner))
            else:
                self.at += 1
                found.append(self.value(rest, indent, number))

    def mapping(self, indent):
        found = {}
        while True:
            here, number, text = self.peek()
            if here != indent:
                if here > indent:
                    raise ValueError(f"line {number}: unexpected indentation")
                return found
            match = KEY.match(text)
            if not match:
                if text.startswith("- "):
                    return found
                raise ValueError(f"line {number}: no key in {text!r}")
            self.at += 1
            key = unquoted(match.group(1))
            rest = without_comment(text[match.end():].strip())
            if rest:
                found[key] = self.value(rest, indent, number)
            elif self.peek()[0] == indent and self.peek()[2].startswith("- "):
                found[key] = self.sequence(indent)
            else:
                found[key] = self.block(indent + 1)

    def value(self, rest, indent, number):
        if rest[0] in ">|":
            return self.folded(indent)
        if rest[0] in "{[":
            text = without_comment(rest)
            while not balanced(text):
                if self.at >= len(self.lines):
                    raise ValueError(f"line {number}: bracket without its end")
                text += " " + without_comment(self.lines[self.at][2])
                self.at += 1
            value, end = flow(text, 0, number)
            if text[end:].strip():
                raise ValueError(f"line {number}: {text[end:]!r} behind the value")
            return value
        text = without_comment(rest)
        quote = text[0] if text[0] in "\"'" else None
        while (self.peek()[0] > indent and (quote is None or not closed(text, quote))):
            text += " " + (self.peek()[2] if quote else without_comment(self.peek()[2]))
            self.at += 1
        return scalar(text)

    def folded(self, indent):
        words = []
        while self.peek()[0] > indent:
            words.append(self.peek()[2])
            self.at += 1
        return " ".join(words)


def flow(text, at, number):
    at = skip(text, at)
    if text[at] == "{":
        found, at = {}, skip(text, at + 1)
        while text[at] != "}":
            key, at = flow_scalar(text, at, ":")
            found[str(key)], at = flow(text, skip(text, at) + 1, number)
            at = separator(text, at, "}", number)
        return found, at + 1
    if text[at] == "[":
        found, at = [], skip(text, at + 1)
        while text[at] != "]":
            value, at = flow(text, at, number)
            found.append(value)
            at = separator(text, at, "]", number)
        return found, at + 1
    return flow_scalar(text, at, "")


def separator(text, at, end, number):
    at = skip(text, at)
    if at < len(text) and text[at] == ",":
        return skip(text, at + 1)
    if at >= len(text) or text[at] != end:
        raise ValueError(f"line {number}: found {text[at:at + 20]!r} where , or {end} is due")
    return at


def flow_scalar(text, at, stop):
    """A quoted or plain text; a plain one ends at a comma, a bracket, or `: ` behind a key."""
    if text[at] in "\"'":
        end = text.index(text[at], at + 1)
        return text[at + 1:end], end + 1
    end = at
    while end < len(text) and text[end] not in ",}]":
        if stop and text[end] == ":" and text[end + 1:end + 2] in (" ", ""):
            break
        end += 1
    return scalar(text[at:end].strip()), end


def skip(text, at):
    while at < len(text) and text[at] == " ":
        at += 1
    return at


def outside_quotes(text):
    """(position, character) of what stands outside quotes; a quote counts where a value begins."""
    quote = None
    for at, character in enumerate(text):
        if quote:
            quote = None if character == quote else quote
        elif character in "\"'" and (at == 0 or text[:at].rstrip()[-1:] in "{[,:"):
            quote = character
        else:
            yield at, character


def balanced(text):
    found = [character for _, character in outside_quotes(text)]
    return (found.count("{") == found.count("}")) and (found.count("[") == found.count("]"))


def closed(text, quote):
    return len(text) > 1 and text.endswith(quote)


def without_comment(text):
    for at, character in outside_quotes(text):
        if character == "#" and (at == 0 or text[at - 1] == " "):
            return text[:at].rstrip()
    return text


def unquoted(text):
    return text[1:-1] if text[0] in "\"'" else text


def scalar(text):
    if text[:1] in ("'", '"'):
        return unquoted(text)
    if text in ("true", "false"):
        return text == "true"
    if NUMBER.match(text):
        return Fraction(text) if "." in text else int(text)
    return text
