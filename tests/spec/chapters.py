"""Reads the examples out of the chapters, and writes them back.

An example is a fenced block: a first line with what it is set in, the copy, `---`, and what becomes of it."""
import glob, os, re

HERE = os.path.dirname(os.path.abspath(__file__))
MODES = ("white", "text", "head", "rows", "marks")


class Fault(Exception):
    """An example that cannot be read."""


class Example:
    def __init__(self, path, line, info):
        self.path, self.line = path, line  # of the fence, from 1
        self.copy, self.expected = [], []
        self.expected_at = None            # the line that the expectation begins at
        self.options, self.modes = {}, set()
        for word in info.split():
            key, equals, value = word.partition("=")
            if equals:
                self.options[key] = value
            elif word in MODES:
                self.modes.add(word)
            else:
                raise Fault(f"{self.place}: “{word}” is neither KEY=VALUE nor one of {', '.join(MODES)}")

    @property
    def place(self):
        return f"{os.path.relpath(self.path)}:{self.line}"

    def take(self, line, number):
        if self.expected_at is not None:
            self.expected.append(line)
        elif line == "---":
            self.expected_at = number + 1
        else:
            self.copy.append(line)

    def check(self):
        if not any(row.strip() for row in self.copy):
            raise Fault(f"{self.place}: an example without copy")
        if self.expected_at is None or not any(row.strip() for row in self.expected):
            raise Fault(f"{self.place}: an example that expects nothing: `---`, then the lines as they are set")


def chapters():
    return sorted(path for path in glob.glob(os.path.join(HERE, "*.md")) if os.path.basename(path) != "README.md")


def examples_of(path):
    out, example, fence = [], None, None
    with open(path, encoding="utf-8") as file:
        rows = file.read().split("\n")
    for number, row in enumerate(rows, 1):
        opening = re.match(r"(`{3,})\s*(\w*)\s*(.*)$", row)
        if fence is None and opening:
            fence = opening.group(1)
            if opening.group(2) == "example":
                example = Example(path, number, opening.group(3))
        elif fence is not None and row.startswith(fence) and not row.strip("`"):
            if example:
                example.check()
                out.append(example)
            example = fence = None
        elif example:
            example.take(row, number)
    if fence is not None:
        raise Fault(f"{path}: a block of code has no end")
    return out


def rewrite(path, changes):
    """`changes`: (example, lines) of one chapter."""
    with open(path, encoding="utf-8") as file:
        rows = file.read().split("\n")
    for example, lines in sorted(changes, key=lambda change: -change[0].line):
        at = example.expected_at - 1
        rows[at:at + len(example.expected)] = lines
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(rows))
