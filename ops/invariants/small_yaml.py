"""Reads the small part of YAML that workflow files use: block and flow maps and lists, quoted and plain text.

No tags, anchors, aliases or merge keys; every scalar stays text but true, false and null. See Workflows/FORMAT.md.
"""
import re


class NotSmall(ValueError):
    """The text uses more of YAML than workflow files may."""


_KEY = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s'"\[\]{}#&*!|>%@`,][^#]*?)\s*:(?:\s+|$)""")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "/": "/", '"': '"', "\\": "\\", " ": " "}


def parse(text):
    """The value of a document."""
    lines = [line.rstrip() for line in text.split("\n")]
    reader = _Reader(lines)
    reader.skip()
    if reader.position == len(lines):
        return None
    value = reader.block(reader.indent())
    reader.skip()
    if reader.position != len(lines):
        raise NotSmall(f"line {reader.position + 1}")
    return value


class _Reader:
    """Goes through the lines; `position` is the next one."""

    def __init__(self, lines):
        self.lines, self.position = lines, 0

    def skip(self):
        """Past empty lines, comments and document marks."""
        while self.position < len(self.lines):
            line = self.lines[self.position].strip()
            if line and not line.startswith("#") and line != "---":
                return
            self.position += 1

    def indent(self):
        line = self.lines[self.position]
        return len(line) - len(line.lstrip(" "))

    def stands(self, indent):
        """Whether a line of this indent comes next."""
        self.skip()
        return self.position < len(self.lines) and self.indent() == indent

    def block(self, indent):
        line = self.lines[self.position].lstrip(" ")
        if line == "-" or line.startswith("- "):
            return self.sequence(indent)
        if _KEY.match(line):
            return self.mapping(indent)
        return self.inline(line, indent)

    def sequence(self, indent):
        found = []
        while self.stands(indent):
            line = self.lines[self.position].lstrip(" ")
            if line != "-" and not line.startswith("- "):
                break
            rest = line[1:].lstrip(" ")
            if not rest or rest.startswith("#"):
                self.position += 1
                found.append(self.below(indent))
            else:
                inner = indent + len(line) - len(rest)
                self.lines[self.position] = " " * inner + rest
                found.append(self.block(inner))
        return found

    def mapping(self, indent):
        found = {}
        while self.stands(indent):
            line = self.lines[self.position].lstrip(" ")
            match = _KEY.match(line)
            if not match:
                raise NotSmall(f"line {self.position + 1}")
            key = _scalar(match.group(1), keeps_text=True)
            if key in found:
                raise NotSmall(f"line {self.position + 1}: {key} stands twice")
            found[key] = self.value(line[match.end():], indent)
        return found

    def value(self, rest, indent):
        if not rest or rest.startswith("#"):
            self.position += 1
            return self.below(indent, isValue=True)
        if rest[0] in "|>":
            self.position += 1
            return self.literal(indent, rest)
        return self.inline(rest, indent)

    def below(self, indent, isValue=False):
        """What is indented deeper; a list may stand as deep as its key."""
        self.skip()
        if self.position == len(self.lines):
            return None
        deep = self.indent()
        isList = self.lines[self.position].lstrip(" ").startswith("-")
        if deep > indent or (isValue and isList and deep == indent):
            return self.block(deep)
        return None

    def literal(self, indent, mark):
        """A block of text; its first line sets the indent."""
        taken, deep = [], None
        while self.position < len(self.lines):
            line = self.lines[self.position]
            if line.strip():
                own = len(line) - len(line.lstrip(" "))
                if own <= indent:
                    break
                deep = own if deep is None else deep
            taken.append(line[deep or 0:])
            self.position += 1
        text = (" " if mark[0] == ">" else "\n").join(taken).rstrip()
        return text if "-" in mark else text + "\n"

    def inline(self, rest, indent):
        """A scalar or a flow value, which may go on over deeper lines."""
        self.position += 1
        while True:
            try:
                value, end = _flow(rest, 0, isOutermost=True)
                tail = rest[end:].strip()
                if tail and not tail.startswith("#"):
                    raise NotSmall(f"line {self.position}")
                return value
            except EOFError:
                if self.position == len(self.lines):
                    raise NotSmall("the text ends in the middle") from None
                rest += " " + self.lines[self.position].strip()
                self.position += 1


def _scalar(text, keeps_text=False):
    if text[:1] == '"':
        return re.sub(r"\\(u[0-9a-fA-F]{4}|.)", _unescaped, text[1:-1])
    if text[:1] == "'":
        return text[1:-1].replace("''", "'")
    if not keeps_text:
        if text in ("null", "~", ""):
            return None
        if text in ("true", "false"):
            return text == "true"
    return text


def _unescaped(match):
    text = match.group(1)
    return chr(int(text[1:], 16)) if len(text) == 5 else _ESCAPES.get(text, text)


_QUOTED = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'""")


def _flow(text, start, isOutermost=False):
    """A value from a position on, and where it ends; EOFError where a bracket or quote stays open."""
    start = _spaces(text, start)
    if start == len(text):
        raise EOFError
    if text[start] == "{":
        return _flow_map(text, start + 1)
    if text[start] == "[":
        return _flow_list(text, start + 1)
    if text[start] in "\"'":
        match = _QUOTED.match(text, start)
        if not match:
            raise EOFError
        return _scalar(match.group()), match.end()
    pattern = r"(?:(?!\s#).)*" if isOutermost else r"(?:(?![,\[\]{}]|:\s|:$).)*"
    match = re.compile(pattern).match(text, start)
    return _scalar(match.group().strip()), match.end()


def _flow_list(text, start):
    found = []
    while True:
        start = _spaces(text, start)
        if start == len(text):
            raise EOFError
        if text[start] == "]":
            return found, start + 1
        value, start = _flow(text, start)
        found.append(value)
        start = _spaces(text, start)
        if text[start:start + 1] == ",":
            start += 1


def _flow_map(text, start):
    found = {}
    while True:
        start = _spaces(text, start)
        if start == len(text):
            raise EOFError
        if text[start] == "}":
            return found, start + 1
        match = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^:,{}\[\]]+?)\s*(:\s*|(?=[,}]))""").match(text, start)
        if not match:
            raise EOFError
        key, start = _scalar(match.group(1), keeps_text=True), match.end()
        value = None
        if match.group(2) and text[start:start + 1] not in (",", "}"):
            value, start = _flow(text, start)
        found[key] = value
        start = _spaces(text, start)
        if text[start:start + 1] == ",":
            start += 1


def _spaces(text, start):
    while start < len(text) and text[start] in " \t\n":
        start += 1
    return start
