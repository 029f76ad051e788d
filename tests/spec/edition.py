"""Sets the examples of a chapter as one edition, a page each, and tells what became of them from paiban's dumps."""
import collections, os, re

EM = 9 * 1024
PAGES_MAX = 200
FRACTIONS = {0: "", 128: "⅛", 256: "¼", 341: "⅓", 512: "½", 683: "⅔", 768: "¾", 1024: "1", 1536: "1½", 2048: "2"}


# ---- the edition ----

def style_map(example):
    """The styles of an example's page, STYLE.KEY=VALUE or for the body KEY=VALUE; what is said of its frame and its head."""
    styles = {"body": {"font": "song", "size": "9pt", "prohibition": "strict"},
              "headline": {"font": "hei", "weight": "bold", "size": "[24pt, 21pt, 18pt]", "align": "centre"},
              "kicker": {"font": "kai", "size": "12pt", "align": "centre"},
              "deck": {"font": "kai", "size": "12pt", "align": "centre"},
              "byline": {"font": "kai", "size": "9pt", "align": "centre"}}
    frame, head = {}, {}
    for key, value in example.options.items():
        style, dot, name = key.rpartition(".")
        value = value.replace(",", ", ")
        if value.startswith("{"):
            value = value.replace(":", ": ")
        if style == "frame":
            frame[name] = value
        elif style == "head":
            head[name] = value
        elif dot:
            styles.setdefault(style, {})[name] = value
        elif key not in ("measure", "rows", "lines", "legs", "language", "terms"):
            styles["body"][key] = value
    if "language" in example.options:
        for style in styles.values():
            style.setdefault("language", example.options["language"])
    return styles, frame, head


def is_vertical(example):
    return example.options.get("frame.vertical") == "yes"


def rows_of(example):
    if is_vertical(example):  # bands of the measure, one below the other
        legs = int(example.options.get("legs", 1))
        return -(-((measure_of(example) + 1) * legs * 9 - 9 + 3) // 12)
    if "rows" in example.options:
        return int(example.options["rows"])
    measure = measure_of(example)
    return min(1000, 12 + sum(4 + 2 * len(row) // measure for row in example.copy))


def measure_of(example):
    return int(example.options.get("measure", "13字").rstrip("字"))


def layout_of(example):
    measure, rows, legs = measure_of(example), rows_of(example), int(example.options.get("legs", 1))
    styles, frame, head = style_map(example)
    if is_vertical(example):
        frame = {**frame, "legs": f"[{', '.join([f'{measure}字'] * legs)}]"}
        measure, legs = max(5, int(example.options.get("lines", 40)) * 12 // 9), 1
    width = (measure + 1) * legs * 9 + 40
    out = [f"page: {{trim: [{width}pt, {rows * 12 + 40}pt], bleed: 0}}",
           f"grid: {{columns: {legs}, measure: {measure}字, gutter: 1字, body: 9pt, line: 12pt, lines: {rows}}}",
           "area: {x: 18pt, y: 18pt}", "styles:"]
    out += [f"  {name}: {{" + ", ".join(f"{k}: {v}" for k, v in style.items()) + "}" for name, style in styles.items()]
    lines = ("kicker", "headline", "deck", "byline")
    whole = "head" in example.modes
    head = {**{line: line if whole else "none" for line in lines}, "below": int(whole), **head}
    if "terms" in example.options:
        out.append("terms: [" + example.options["terms"] + "]")
    more = "".join(f", {k}: {v}" for k, v in frame.items())
    out += ["heads: {head: {" + ", ".join(f"{k}: {v}" for k, v in head.items()) + "}}",
            f"templates: {{page: {{frames: {{a: {{at: [1, 1], size: [{legs}, {rows}]{more}}}}}}}}}"]
    return "\n".join(out) + "\n"


def copy_of(example):
    if "head" in example.modes:
        return "---\n" + "\n".join(example.copy) + "\n---\n文\n"
    return "---\nheadline: 例\n---\n" + "\n".join(example.copy) + "\n"


def write(folder, name, text):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def make_edition(folder, examples):
    issue = ["paper: paper.yaml", "date: 2026-03-01", "layout: e0", "pages:"]
    write(folder, "paper.yaml", "name: 例\n")
    for i, example in enumerate(examples):
        write(folder, f"layouts/e{i}.yaml", layout_of(example))
        write(folder, f"e{i}.md", copy_of(example))
        issue.append(f"- {{page: {i + 1}, layout: e{i}, template: page, place: {{a: e{i}}}}}")
    write(folder, "issue.yaml", "\n".join(issue) + "\n")


# ---- the dumps ----

QUOTED = r'"([^"]*)"'
RUN = re.compile(rf"run \S+ size=(\d+)(?: scale=(\d+))?( sideways)?(?: [xy]=(-?\d+) [xy]=([-\d,/]+))? {QUOTED}.* piece=(\d+)")
RULE = re.compile(r"line (\w+) (-?\d+),(-?\d+) (-?\d+),(-?\d+) ")
PIECE = re.compile(r"piece (\d+) ([\w-]+) story=(\d+) block=(\d+)(?:.* parent=(\d+))?")
FLOW = re.compile(r"flow \d+ ([\w-]+) article=\d+ block=(\d+)")
CLUSTER = re.compile(rf"cluster \d+ {QUOTED} class=(\d+) break=\d+ advance=(-?\d+)")
GLYPH = re.compile(r" \d+@(-?\d+),(-?\d+)")

Run = collections.namedtuple("Run", "page size scale sideways glyphs text piece rules")
Rule = collections.namedtuple("Rule", "look x0 y0 x1 y1")
Piece = collections.namedtuple("Piece", "kind story block")
Cluster = collections.namedtuple("Cluster", "text opens advance glyphs space block")


def plain(text):
    return re.sub(r"\\x([0-9A-F]{2})", lambda m: chr(int(m.group(1), 16)), text)


def places(across, along):
    """Of each glyph, along its line and across it."""
    out = []
    for one in along.split(",") if along else ():
        at, _, own = one.partition("/")
        out.append((int(at), int(own or across)))
    return out


def read_pages(dump):
    """The runs of type in reading order, and the pieces they belong to."""
    runs, pieces, page = [], {}, -1
    for row in dump.splitlines():
        if row.startswith("page "):
            page += 1
        elif m := RUN.match(row):
            size, scale, sideways, across, along, text, piece = m.groups()
            runs.append(Run(page, int(size), int(scale or 1000), bool(sideways), places(across, along), plain(text), int(piece), []))
        elif runs and (m := RULE.match(row)):
            runs[-1].rules.append(Rule(m.group(1), *map(int, m.groups()[1:])))
        elif m := PIECE.match(row):
            piece = Piece(m.group(2), int(m.group(3)), int(m.group(4)))
            pieces[int(m.group(1))] = pieces[int(m.group(5))] if m.group(5) else piece  # annotated text is of its paragraph
    return runs, pieces


def read_stories(dump):
    """By story: its clusters, and the normalised text of each block."""
    clusters, texts, block = [], [], None
    for row in dump.splitlines():
        if row.startswith("story "):
            clusters.append([])
            texts.append({})
        elif m := FLOW.match(row):
            block = int(m.group(2))
            texts[-1].setdefault(block, "")
        elif m := CLUSTER.match(row):
            text, space = plain(m.group(1)), " space" in row
            glyphs = [(int(x), int(y)) for x, y in GLYPH.findall(row)]
            if " upright=" in row:  # painted as one glyph, from where its em begins
                bare = m.group(2) == "1" and int(m.group(3)) < EM * 3 // 4
                glyphs = [(-EM // 2 if bare else 0, 0)]
            clusters[-1].append(Cluster(text, m.group(2) == "1", int(m.group(3)), glyphs, space, block))
            texts[-1][block] += text + (" " if space else "")
    return clusters, texts


# ---- lines ----

class Line:
    def __init__(self, piece, run):
        self.piece, self.size, self.scale, self.vertical = piece, run.size, run.scale, run.sideways
        self.glyphs, self.text, self.rules = [], "", []

    def is_initial(self):
        return self.size > 2 * EM

    def add(self, run):
        self.glyphs += run.glyphs
        self.text += run.text
        self.rules += run.rules

    def goes_on(self, run, piece):
        if piece != self.piece and self.piece.kind != "label":
            return False
        if self.is_initial() and run.size != self.size:
            return False
        along, across = run.glyphs[0]
        return abs(across - self.glyphs[-1][1]) < self.size // 2 and along >= self.glyphs[-1][0] - self.size


def lines_of(runs, pieces, page):
    lines = []
    for run in runs:
        if run.page != page or not run.glyphs:
            continue
        piece = pieces[run.piece]
        if lines and lines[-1].goes_on(run, piece):
            lines[-1].piece = piece
            lines[-1].add(run)
        else:
            lines.append(Line(piece, run))
            lines[-1].add(run)
    return lines


def fraction(length, size):
    part = round(length * 1024 / size)
    for exact, name in FRACTIONS.items():
        if abs(part - exact) <= 3:
            return name
    return f"{part / 1024:.2f}".replace("0.", ".")


def white(line, clusters, left):
    """The text with the white between its clusters, in em: ‹½›. `clusters` is what of the story is not yet set.

    A dump tells where a glyph stands, not whether it lost its blank side. After an opening mark nothing is free, so that the
    distance to its neighbour tells: the line is read from its end."""
    todo, set_here = line.text, []
    at = 0
    while todo:
        cluster = clusters[0]
        if todo.startswith(cluster.text):
            todo = todo[len(cluster.text):]
            set_here.append((cluster, line.glyphs[at]))
            at += len(cluster.glyphs)
            clusters.pop(0)
        elif todo[0] == " ":
            todo, at = todo[1:], at + 1
        else:
            return "?" + line.text
    out, next_at = [], None
    for cluster, (x, _) in reversed(set_here):
        own = x - cluster.glyphs[0][0] if cluster.glyphs else x
        if cluster.opens and own != x and (next_at is None or next_at - x < EM * 3 // 4):
            own = x
        if next_at is not None and (gap := fraction(next_at - own - cluster.advance, line.size)):
            out.append(f"‹{gap}›")
        out.append(cluster.text)
        next_at = own
    if next_at is not None and (gap := fraction(next_at - left, line.size)):
        out.append(f"‹{gap}›")
    return "".join(reversed(out))


def mark_rows(line):
    """What stands with the line: dots, lines, waves, lines through it, each with the characters it belongs to. Dots of
    neighbouring characters are told together, lines one by one."""
    found, half = collections.defaultdict(list), line.size // 2
    for rule in line.rules:
        start, end, across = (rule.y0, rule.y1, rule.x0) if line.vertical else (rule.x0, rule.x1, rule.y0)
        above = across - line.glyphs[0][1]
        held = [i for i, (x, _) in enumerate(line.glyphs) if start - half // 2 <= x + half <= end + half // 2]
        if abs(above) > line.size or not held:
            continue
        look = {"dotted": "dots", "wave": "wave"}.get(rule.look, "line" if line.vertical or above > 0 else "through")
        if look == "dots" and found[look] and found[look][-1][-1] + 1 == held[0]:
            found[look][-1] += held
        else:
            found[look].append(held)
    return [f"  {look}: " + " | ".join("".join(line.text[i] for i in held) for held in all_held) for look, all_held in found.items()]


def left_of(line, measure):
    """The left edge of the leg that a line stands in; of vertical ones the top, half the leading below the rows'."""
    start = 18 * 1024 + (1536 if line.vertical else 0)
    leg = (line.glyphs[0][0] - start) // ((measure + 1) * EM)
    return start + max(0, leg) * (measure + 1) * EM


def opened(line):
    """The text of a head with the white after its Han: no story tells of the widths of other characters."""
    out, em = "", line.size * line.scale // 1000
    for i, (x, _) in enumerate(line.glyphs[:-1]):
        gap = fraction(line.glyphs[i + 1][0] - x - em, em) if "一" <= line.text[i] <= "鿿" else ""
        out += line.text[i] + (f"‹{gap}›" if gap else "")
    return out + line.text[-1]


def head_row(example, line):
    size = f"{line.size / 1024:g}pt" + (f" {line.scale // 10}%" if line.scale != 1000 else "")
    text = opened(line) if "white" in example.modes and len(line.text) == len(line.glyphs) else line.text
    return f"{line.piece.kind} {size}: {text}"


def body_rows(example, lines, clusters):
    measure, out, last = measure_of(example), [], None
    for line in lines:
        down = -line.glyphs[0][1] if line.vertical else line.glyphs[0][1]
        if last is not None and down < last:
            out.append("")  # another leg
        last = down if not line.is_initial() else last
        text = white(line, clusters, left_of(line, measure)) if "white" in example.modes else line.text.rstrip(" ")
        row = round((line.glyphs[0][1] - 18 * 1024) / (12 * 1024) + 0.4)
        out.append(f"{row} {text}" if "rows" in example.modes else text)
        out += mark_rows(line) if "marks" in example.modes else []
    return out


def diagnostics(stderr, example, number):
    """What is said of an example, but for its page being longer than its copy."""
    out = []
    for where, severity, ident in re.findall(r"^(\S+?): (error|warning): .*\[([\w-]+)\]$", stderr, re.M):
        mine = re.search(rf"(^|/)e{number}\.(md|yaml):", where + ":")
        if mine and (ident != "underset" or "rows" in example.options):
            out.append(f"{severity}: {ident}")
    return out


def results(examples, story_dump, page_dump, stderr):
    runs, pieces = read_pages(page_dump)
    clusters, texts = read_stories(story_dump)
    for number, example in enumerate(examples):
        lines = lines_of(runs, pieces, number)
        if "text" in example.modes:
            out = list(texts[number].values())
        elif "head" in example.modes:
            out = [head_row(example, line) for line in lines if line.piece.kind != "paragraph"]
        else:
            out = body_rows(example, lines, clusters[number])
        yield out + diagnostics(stderr, example, number)
