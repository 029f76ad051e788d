#!/usr/bin/python3
"""tests/pdf/ads.py [--show FOLDER] [AD…]

Places ready-made ads, good and bad (make_ads.py), and judges the pages: each good one looks in its frame as it does alone (Poppler),
its text and fonts are those it came with, the file is sound (qpdf); each bad one is told where issue.yaml names it, by the id that is
expected, and spoils nothing. --show keeps the pictures that were compared."""
import argparse, json, os, re, shutil, subprocess, sys

import pikepdf
from PIL import Image, ImageChops, ImageStat

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, ".."), HERE]
from harness import TOP, Workplace
import make_ads

LAYOUT = """page: {trim: [930pt, 1270pt], bleed: 0}
grid: {columns: 6, measure: 15字, gutter: 0, body: 10pt, line: 12pt, lines: 104}
inks:
  cyan: {cmyk: [100, 0, 0, 0]}
  magenta: {cmyk: [0, 100, 0, 0]}
  yellow: {cmyk: [0, 0, 100, 0]}
  harbour: {cmyk: [0, 90, 40, 0], spot: Harbour Red}
styles: {body: {font: song}}
"""
ACROSS, DOWN = 3, 5
ALIKE, OTHER = 1.2, 4.0  # % of grey: what may differ, and what must differ from the ad upside down


def fail(problems, ad, what):
    problems.append(f"{ad}: {what}")


# ---- the edition ----

def pages_of(ads):
    """(inks, ads) a page: those that want other inks than the usual stand on pages of their own."""
    usual = "[black, cyan, magenta, yellow, harbour]"
    for inks in dict.fromkeys(ad.get("inks", usual) for ad in ads.values()):
        some = [item for item in ads.items() if item[1].get("inks", usual) == inks]
        for first in range(0, len(some), ACROSS * DOWN):
            yield inks, some[first:first + ACROSS * DOWN]


def write_edition(folder, ads, profile="plain"):
    """One page after another of frames as large as a plain ad; returns the line of issue.yaml that each ad stands on."""
    os.makedirs(os.path.join(folder, "layouts"), exist_ok=True)
    lines = {}
    with open(os.path.join(folder, "layouts", "ads.yaml"), "w") as file:
        file.write(LAYOUT)
    with open(os.path.join(folder, "paper.yaml"), "w") as file:
        file.write(f"name: 河湾小报\nprofile: {profile}\n")
    out = ["paper: paper.yaml", "date: 2026-03-01", "layout: ads", "pages:"]
    number = 0
    for inks, some in pages_of(ads):
        number += 1
        out += [f"- page: {number}", f"  inks: {inks}", "  frames:"]
        for i, (name, ad) in enumerate(some):
            size = "[1, 19]" if ad.get("tall") else "[2, 18]" if ad.get("small") else "[2, 17]"
            out.append(f"    a{i}: {{at: [{1 + 2 * (i % ACROSS)}, {1 + 20 * (i // ACROSS)}], size: {size}, kind: ad}}")
        out.append("  place:")
        for i, (name, ad) in enumerate(some):
            more = "".join(f", {k}: {ad[k]}" for k in ("page", "fit", "position") if k in ad)
            out.append(f"    a{i}: {{ad: {ad.get('file', name + '.pdf')}{more}}}")
            lines[len(out)] = name
    with open(os.path.join(folder, "issue.yaml"), "w") as file:
        file.write("\n".join(out) + "\n")
    return lines


def said_of(place, folder, lines, house):
    done = place.run("check", folder, "--json", "--house", house)
    said = {name: set() for name in lines.values()}
    for d in json.loads(done.stdout)["diagnostics"]:
        if d["severity"] == "note":
            continue
        said.setdefault(lines.get(d["line"], "elsewhere"), set()).add(f"{d['severity']}: {d['id']}")
    return done, said


def judge_said(problems, place, folder, ads, house, profile):
    """An ad may be good in itself and not for a standard: `x1a`, `x4`, `archive` have what is said of it there besides."""
    lines = write_edition(folder, ads, profile)
    done, said = said_of(place, folder, lines, house)
    for name, ad in ads.items():
        wanted = set(ad["expect"]) | set(ad.get(profile, []))
        maybe = set(ad.get("maybe", []))
        if said[name] - maybe != wanted - maybe:
            fail(problems, name, f"for {profile} check says {sorted(said[name])}, expected {sorted(wanted)}")
    if "elsewhere" in said:
        fail(problems, "edition", f"{sorted(said['elsewhere'])}\n{done.stdout}")
    return done


# ---- what the page shows ----

def rectangles(place, folder):
    """(page, x, y, w, h) in points of each picture, in the order in which they stand on the pages."""
    dump = place.run("dump", folder, "--stage", "pages").stdout
    page, found = 0, []
    for line in dump.splitlines():
        if re.match(r"page\b", line):
            page += 1
        m = re.match(r"\s*picture \d+ rect=(-?\d+),(-?\d+),(-?\d+),(-?\d+)", line)
        if m:
            found.append((page, *(int(v) / 1024 for v in m.groups())))
    return found


def render(pdf, page, dpi, target, *options):
    subprocess.run(["pdftoppm", "-r", str(dpi), "-f", str(page), "-l", str(page), "-singlefile", *options, pdf, target], check=True)
    return Image.open(target + ".ppm").convert("RGB")


def reference(ad_path, ad, work, size):
    """The ad alone, at the size asked for: the box that shows, found by whoever wrote the test, is made the page."""
    pdf = pikepdf.open(ad_path)
    page = pdf.pages[ad.get("of", 0)]
    if "box" in ad:
        page.MediaBox = ad["box"]
    for key in ("/CropBox", "/TrimBox"):
        if key in page:
            del page[key]
    path = os.path.join(work, "alone.pdf")
    if page.get("/Rotate", 0) % 180:  # Poppler scales before it turns
        size = size[::-1]
    pdf.save(path)
    return render(path, ad.get("of", 0) + 1, 72, os.path.join(work, "alone"), "-scale-to-x", str(size[0]), "-scale-to-y", str(size[1]))


def difference(a, b):
    """Mean of the channels, in %. A quarter as large: edges may fall anywhere within a pixel. The label 广告 covers the foot's right."""
    small = (max(1, a.width // 4), max(1, a.height // 4))
    a, b = (image.resize(small, Image.BOX) for image in (a, b))
    for image in (a, b):
        image.paste((255, 255, 255), (int(small[0] * 0.86), int(small[1] * 0.88), *small))
    return max(ImageStat.Stat(ImageChops.difference(a, b)).mean) / 2.55


def judge_looks(problems, name, ad, path, sheet, where, dpi, work, show):
    _, x, y, w, h = where
    scale = dpi / 72
    box = tuple(round(v * scale) for v in (x, y, x + w, y + h))
    placed = sheet.crop(box)
    alone = reference(os.path.join(os.path.dirname(path), ad.get("alone", name) + ".pdf"), ad, work, placed.size)
    far, turned = difference(placed, alone), difference(placed, alone.rotate(180))
    if show:
        both = Image.new("RGB", (placed.width * 2 + 8, placed.height), "red")
        both.paste(placed, (0, 0))
        both.paste(alone, (placed.width + 8, 0))
        both.save(os.path.join(show, name + ".png"))
    if far > ALIKE:
        fail(problems, name, f"differs by {far:.2f} % from itself alone")
    if turned < OTHER and "warning: pdf-empty" not in ad["expect"]:
        fail(problems, name, f"upside down it differs by {turned:.2f} % only: the test would not see it")
    return far


def text_of(pdf, page, box):
    x, y, w, h = (str(round(v)) for v in box)
    done = subprocess.run(["pdftotext", "-f", str(page), "-l", str(page), "-x", x, "-y", y, "-W", w, "-H", h, pdf, "-"],
                          capture_output=True, text=True)
    return " ".join(done.stdout.split())


def judge_text(problems, name, ad, pdf, where):
    page, x, y, w, h = where
    text = text_of(pdf, page, (x, y, w, h))
    for wanted in [] if ad.get("mute") else ["Harbour Bank", ad.get("text", "Savings since 1926")]:
        if wanted not in text:
            fail(problems, name, f"“{wanted}” cannot be taken out of it: {text!r}")


def judge_file(problems, pdf, name):
    done = subprocess.run(["qpdf", "--check", pdf], capture_output=True, text=True)
    if done.returncode:
        fail(problems, name, done.stdout + done.stderr)
    fonts = subprocess.run(["pdffonts", pdf], capture_output=True, text=True).stdout.splitlines()[2:]
    if not fonts or any(not re.search(r"\byes (yes|no) +(yes|no)", row) for row in fonts):
        fail(problems, name, "fonts are not embedded:\n" + "\n".join(fonts))
    for word in (b"<secret/>", b"x" * 5000, b"/PieceInfo", b"/LZWDecode", b"/OCG", b"(Secret)", b"(cret)"):
        plain = os.path.splitext(pdf)[0] + "-plain.pdf"
        if not os.path.exists(plain):
            subprocess.run(["qpdf", "--qdf", "--object-streams=disable", pdf, plain], check=True)
        if word in open(plain, "rb").read():
            fail(problems, name, f"holds {word[:20]!r} of an ad's own document")


# ---- the test ----

def judge_good(place, m, work, only, show):
    problems, ads = [], {n: a for n, a in m.good.items() if not only or n in only}
    if not ads:
        return problems, 0
    folder = m.folder
    lines = write_edition(folder, ads)
    for profile in ("plain", "x1a", "x4", "archive"):
        judge_said(problems, place, folder, ads, work, profile)
    write_edition(folder, ads)
    pdf = os.path.join(work, "good.pdf")
    done = place.run("render", folder, "-o", pdf, "--profile", "plain", "--house", work)
    if not os.path.exists(pdf):
        return [*problems, f"good ads: nothing was written: {done.stdout} {done.stderr}"], 0
    judge_file(problems, pdf, "good ads")
    places, dpi, sheets, worst = rectangles(place, folder), 288, {}, 0
    if len(places) != len(ads):
        fail(problems, "edition", f"{len(places)} ads stand on the pages, {len(ads)} were placed")
    for (name, ad), where in zip(ads.items(), places):
        if where[0] not in sheets:
            sheets[where[0]] = render(pdf, where[0], dpi, os.path.join(work, "sheet"))
        worst = max(worst, judge_looks(problems, name, ad, m.path(name), sheets[where[0]], where, dpi, work, show))
        judge_text(problems, name, ad, pdf, where)
    return problems, worst


def judge_standards(place, m, work):
    """Ads that a standard takes make a file that it takes: paiban's own preflight lets it pass, and so does standards.py."""
    problems = []
    for standard in ("x1a", "x4", "archive"):
        ads = {n: a for n, a in m.good.items() if not any(e.startswith("error") for e in a.get(standard, []))}
        write_edition(m.folder, ads, standard)
        pdf = os.path.join(work, standard + ".pdf")
        done = place.run("render", m.folder, "-o", pdf, "--profile", standard, "--house", work)
        if done.returncode:
            fail(problems, standard, f"{len(ads)} good ads are refused: {done.stderr}")
        elif standard != "archive":
            done = subprocess.run([os.path.join(HERE, "standards.py"), standard, pdf], capture_output=True, text=True)
            if done.returncode:
                fail(problems, standard, done.stdout + done.stderr)
    return problems


def judge_added(place, m, work):
    """An ad whose colours add up where they lie on one another is refused as preflight would; one that cannot is not separated."""
    problems, folder, pdf = [], os.path.join(work, "added"), os.path.join(work, "added.pdf")
    os.makedirs(folder)
    no_programs = {"PATH": folder}
    for name, blend in (("multiplied", "/Multiply"), ("covered", "/Normal")):
        ad = pikepdf.open(m.plain)
        page = ad.pages[0]
        page.Resources.ExtGState = pikepdf.Dictionary(M=pikepdf.Dictionary(BM=pikepdf.Name(blend)))
        areas = "".join(f"{ink} k 60 100 90 60 re f " for ink in (".9 .1 0 0", "0 .9 0 .3", "0 0 .9 .3"))
        page.Contents = ad.make_stream(b"/M gs " + areas.encode())
        ad.save(os.path.join(folder, name + ".pdf"))
        write_edition(folder, {name: {}}, "x4")
        done = place.run("render", folder, "-o", pdf, "--house", work)
        refused = done.returncode == 1 and not os.path.exists(pdf) and re.search(r"added.pdf: page 1, .*error: .*\[ink-limit\]", done.stderr)
        if name == "multiplied" and not refused or name == "covered" and done.returncode:
            fail(problems, name, f"exits with {done.returncode}: {done.stderr}")
        done = place.run("render", folder, "-o", pdf, "--house", work, env=no_programs)
        if done.returncode or ("[plates-program]" in done.stderr) != (name == "multiplied"):
            fail(problems, name, f"without Ghostscript: {done.returncode}, {done.stderr}")
        if os.path.exists(pdf):
            os.remove(pdf)
    return problems


def judge_shared(place, m, work):
    """A file placed five times, and another of its pages once: its fonts are in the result once."""
    sizes, problems = [], []
    for count in (1, 5):
        ads = {f"{i}": {"page": 1 + (i == 5)} for i in range(1, count + 1)}
        folder = os.path.join(work, f"shared-{count}")
        os.makedirs(folder)
        with open(os.path.join(m.folder, "_three.pdf"), "rb") as file, open(os.path.join(folder, "three.pdf"), "wb") as copy:
            copy.write(file.read())
        write_edition(folder, ads)
        issue = os.path.join(folder, "issue.yaml")
        text = re.sub(r"ad: \d\.pdf", "ad: three.pdf", open(issue).read())
        with open(issue, "w") as file:
            file.write(text)
        pdf = os.path.join(work, f"shared-{count}.pdf")
        place.run("render", folder, "-o", pdf, "--profile", "x1a")
        fonts = {o.FontFile3.objgen for o in pikepdf.open(pdf).objects if isinstance(o, pikepdf.Dictionary) and "/FontFile3" in o}
        sizes.append((len(fonts), os.path.getsize(pdf)))
    if sizes[0][0] != sizes[1][0]:
        fail(problems, "shared", f"{sizes[0][0]} fonts become {sizes[1][0]} where a file is placed five times")
    if sizes[1][1] - sizes[0][1] > 6000:
        fail(problems, "shared", f"five of one file are {sizes[1][1] - sizes[0][1]} bytes larger than one")
    return problems


def judge_bad(place, m, work, only):
    problems, ads = [], {n: a for n, a in m.bad.items() if not only or n in only}
    if not ads:
        return problems
    done = judge_said(problems, place, m.folder, ads, work, "x1a")
    if done.returncode != 1:
        fail(problems, "bad ads", f"check exits with {done.returncode}")
    pdf = os.path.join(work, "bad.pdf")
    done = place.run("render", m.folder, "-o", pdf, "--profile", "x1a")
    if done.returncode != 1 or os.path.exists(pdf):
        fail(problems, "bad ads", f"the press's file was written, or the exit is not 1 but {done.returncode}")
    done = place.run("render", m.folder, "-o", pdf, "--profile", "proof")
    if not os.path.exists(pdf):
        fail(problems, "bad ads", f"no proof was written: {done.stderr}")
    elif subprocess.run(["qpdf", "--check", pdf], capture_output=True).returncode:
        fail(problems, "bad ads", "their proof is not sound")
    return problems


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show")
    parser.add_argument("ads", nargs="*")
    args = parser.parse_args()
    place = Workplace()
    folder, work = os.path.join(place.folder, "ads"), os.path.join(place.folder, "work")
    os.makedirs(os.path.join(work, "layouts", "press"))
    os.makedirs(folder)
    with open(os.path.join(work, "layouts", "press", "plain.yaml"), "w") as file:
        file.write("name: plain\nversion: 1.7\n")
    # A house whose printer gave an ICC profile: Ghostscript's own for CMYK stands in for it.
    shutil.copy("/usr/share/color/icc/ghostscript/default_cmyk.icc", os.path.join(work, "layouts", "press", "press.icc"))
    with open(os.path.join(TOP, "layouts", "press", "x4.yaml")) as source, open(os.path.join(work, "layouts", "press", "x4.yaml"), "w") as file:
        file.write(source.read() + "icc: press.icc\n")
    m = make_ads.make(folder)
    problems, worst = judge_good(place, m, work, args.ads, args.show)
    problems += judge_bad(place, m, work, args.ads)
    problems += [] if args.ads else judge_standards(place, m, work) + judge_added(place, m, work) + judge_shared(place, m, work)
    print("\n".join(problems))
    print(f"{len(m.good)} good ads, the farthest from itself {worst:.2f} %; {len(m.bad)} bad ones; {len(problems)} problems")
    return 1 if problems else 0


sys.exit(main())
