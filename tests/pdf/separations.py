#!/usr/bin/python3
"""separations.py FILE.pdf [SPOT]  the plates of the sample edition, or of its page 4 alone, as Ghostscript makes them

Body type is on the black plate alone; pages 2 and 3 have no other plate with ink; without black text no place has over 240 % of
ink. With SPOT, the plate of that name has page 1's red and process red is on no plate there."""
import os, re, subprocess, sys, tempfile

from PIL import Image, ImageDraw, ImageMath, TiffImagePlugin

DPI, LIMIT, BODY = 100, 240, 12  # BODY: type up to so many pt high is body type, captions and the like
PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
faults = []
TiffImagePlugin.WRITE_LIBTIFF = False


def must(what, holds):
    if not holds:
        faults.append(what)


def plates(pdf, *options):
    """By page from 0: the plates' pictures by name, 255 = full ink."""
    with tempfile.TemporaryDirectory(prefix="paiban-plates-") as folder:
        subprocess.run(["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", f"-r{DPI}", *options,
                        "-o", f"{folder}/%d.tif", pdf], check=True, stderr=subprocess.DEVNULL)
        pages = {}
        for name in os.listdir(folder):
            parts = re.fullmatch(r"(\d+)\((.*)\)\.tif", name)
            if parts:
                pages.setdefault(int(parts[1]), {})[parts[2]] = Image.open(f"{folder}/{name}").convert("L").point(lambda v: 255 - v)
        return [pages[number] for number in sorted(pages)]


def most(image): return image.getextrema()[1]


def body_words(pdf, page, size):
    """A mask of the words of body size."""
    out = subprocess.run(["pdftotext", "-bbox", "-f", str(page), "-l", str(page), pdf, "-"], capture_output=True, text=True).stdout
    mask = Image.new("L", size)
    draw, words = ImageDraw.Draw(mask), 0
    for box in re.findall(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">', out):
        x0, y0, x1, y1 = (float(v) for v in box)
        if min(y1 - y0, x1 - x0) <= BODY * 1.5:
            draw.rectangle([v * DPI / 72 for v in (x0, y0, x1, y1)], fill=255)
            words += 1
    must(f"page {page}: only {words} words of body type", words > 100)
    return mask


def under(mask, plate): return most(Image.composite(plate, Image.new("L", plate.size), mask))


pdf, spot = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None
type_alone = plates(pdf, "-dFILTERIMAGE", "-dFILTERVECTOR")
no_type = plates(pdf, "-dFILTERTEXT")
alone = len(type_alone) == 1
must(f"{len(type_alone)} pages", len(type_alone) in (1, 4) and len(no_type) == len(type_alone))
for index, (words, rest) in enumerate(zip(type_alone, no_type), 1):
    number = 4 if alone else index
    mask = body_words(pdf, index, words["Black"].size)
    must(f"page {number}: no body type on the black plate", under(mask, words["Black"]) > 200)
    for name, plate in words.items():
        must(f"page {number}: body type on {name}", name == "Black" or under(mask, plate) == 0)
    if number in (2, 3):
        must(f"page {number} prints more than black", not any(most(p) for n, p in {**words, **rest}.items() if n != "Black"))
    total = ImageMath.eval(" + ".join(f"p{i}" for i in range(len(rest))), **{f"p{i}": p for i, p in enumerate(rest.values())})
    ink = most(total) / 2.55
    must(f"page {number} has {ink:.0f} % of ink", ink <= LIMIT + 1)
    print(f"{os.path.basename(pdf)}, page {number}: at most {ink:.0f} % of ink; plates: {', '.join(sorted(rest))}")
must("page 4 has no colour", all(most(no_type[-1][name]) > 100 for name in PROCESS))
if not alone:
    red = [type_alone[0].get(name) for name in ([spot] if spot else ["Magenta", "Yellow"])]
    must("page 1 has no red", all(plate is not None and most(plate) > 200 for plate in red))
    must("page 1 has cyan", not most(type_alone[0]["Cyan"]) and not most(no_type[0]["Cyan"]))
if spot:
    must("process red on page 1", not any(most(p[n]) for p in (type_alone[0], no_type[0]) for n in ("Magenta", "Yellow")))
print(*(f"{pdf}: {fault}" for fault in faults), sep="\n", end="\n" if faults else "")
sys.exit(bool(faults))
