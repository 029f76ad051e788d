"""Pages described in JSON, so that many programs can set the same:

{trim, area: [width, height], mx, my: where the area stands, colw, gut: columns, fs, lead: size and line, hl: lines of a head,
 pages: [[{col, span: columns from and over, line, nlines: lines from and over, head, hsize, paras: [text]}]]}

Lengths in pt; columns and lines from 0."""
import json, math, os

PAPER = "name: 比较\n"
LAYOUT = """page: {{trim: [{trim[0]:.3f}pt, {trim[1]:.3f}pt], bleed: 0}}
grid: {{columns: {columns}, measure: {measure}字, gutter: {gutter:.3f}字, body: {fs}pt, line: {lead}pt, lines: {lines}}}
area: {{x: {mx:.3f}pt, y: {my:.3f}pt}}
styles:
  body: {{font: song, size: {fs}pt, indent: 2字, align: justify, prohibition: strict, han-latin: 25}}
  heading: {{font: hei, weight: bold, indent: 0, align: left, size: {fs}pt, scale: [80, 120]}}
{styles}heads:
{heads}"""


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)


def read(path):
    with open(path, encoding="utf-8") as f:
        return json.load(f)


def columns_of(data):
    return round((data["area"][0] + data["gut"]) / (data["colw"] + data["gut"]))


def box_of(data, article):
    """x, y, width and height of an article from the area's top left, pt."""
    step = data["colw"] + data["gut"]
    return (article["col"] * step, article["line"] * data["lead"],
            article["span"] * step - data["gut"], article["nlines"] * data["lead"])


def layout_of(data):
    sizes = sorted({a["hsize"] for page in data["pages"] for a in page})
    heads = ""
    for size in sizes:
        room = data["hl"] - math.ceil(size / data["lead"])
        heads += f"  h{size}: {{kicker: none, headline: h{size}, deck: none, byline: none, above: {room // 2}, below: {room - room // 2}}}\n"
    return LAYOUT.format(columns=columns_of(data), measure=round(data["colw"] / data["fs"]), gutter=data["gut"] / data["fs"],
                         lines=int(data["area"][1] / data["lead"]), heads=heads,
                         styles="".join(f"  h{s}: {{like: heading, size: {s}pt}}\n" for s in sizes),
                         **{k: data[k] for k in ("trim", "fs", "lead", "mx", "my")})


def make_edition(data, target):
    """The pages as an edition in the folder `target`."""
    write(os.path.join(target, "paper.yaml"), PAPER)
    write(os.path.join(target, "layouts", "pages.yaml"), layout_of(data))
    issue = "paper: paper.yaml\ndate: 2026-03-01\nlayout: pages\npages:\n"
    for number, page in enumerate(data["pages"], 1):
        frames, places = "", ""
        for i, a in enumerate(page, 1):
            name = f"p{number}-{i}"
            frames += (f"    f{i}: {{at: [{a['col'] + 1}, {a['line'] + 1}], size: [{a['span']}, {a['nlines']}], "
                       f"legs: {a['span']}, head: h{a['hsize']}}}\n")
            places += f"    f{i}: {name}\n"
            write(os.path.join(target, name + ".md"), f"---\nheadline: {a['head']}\n---\n" + "\n".join(a["paras"]) + "\n")
        issue += f"- page: {number}\n  frames:\n{frames}  place:\n{places}"
    write(os.path.join(target, "issue.yaml"), issue)
