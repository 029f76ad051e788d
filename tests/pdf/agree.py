#!/usr/bin/python3
"""agree.py FILE.pdf [--poppler OTHER.pdf]  Ghostscript, MuPDF and Poppler show every page alike

With --poppler Poppler is given another file, to try whether a difference is seen.

Pages are compared in grey at 72 dpi: the mean difference between any two of the three stays within 2 %, and within 15 % in
every square of 10 mm, so that nothing of that size can be missing. What is no difference of the page is kept out:
- Colours: inks become grey by the standard's own arithmetic (ISO 32000, 10.3), not by profiles, of which each program has its
  own; MuPDF, which has another arithmetic for grey, is asked for inks. Overprint is not simulated.
- Edges: each program smooths in its own way and puts small type on the nearest quarter of a pixel. So pages are drawn at 288 dpi
  and averaged, and a page that a program has put one of the small pixels off is put back."""
import itertools, os, subprocess, sys, tempfile

from PIL import Image, ImageChops, ImageStat

Image.MAX_IMAGE_PIXELS = None
FINE, COARSE, SQUARE = 288, 72, 28  # dpi, dpi, pixels of 72 dpi
MOST, MOST_IN_SQUARE = 2, 15        # % of grey


def ghostscript(pdf, folder):
    subprocess.run(["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=pgmraw", f"-r{FINE}", "-dTextAlphaBits=4",
                    "-dGraphicsAlphaBits=4", "-dUseFastColor=true", "-dOverprint=/disable", "-o", f"{folder}/%d.pgm", pdf],
                   check=True, stdout=subprocess.DEVNULL)


def mupdf(pdf, folder):
    subprocess.run(["mutool", "draw", "-q", "-r", str(FINE), "-N", "-O", "0", "-c", "cmyk", "-o", f"{folder}/%d.pam", pdf],
                   check=True, stderr=subprocess.DEVNULL)


def poppler(pdf, folder):
    subprocess.run(["pdftoppm", "-r", str(FINE), "-gray", pdf, f"{folder}/"], check=True)


def grey_of_inks(path):
    with open(path, "rb") as file:
        head, samples = file.read().split(b"ENDHDR\n", 1)
    fields = dict(line.split(b" ", 1) for line in head.split(b"\n") if b" " in line)
    size = int(fields[b"WIDTH"]), int(fields[b"HEIGHT"])
    ink = Image.new("L", size)
    for plate, share in zip(Image.frombytes("CMYK", size, samples).split(), (.30, .59, .11, 1)):
        ink = ImageChops.add(ink, plate.point([round(share * v) for v in range(256)]))
    return ImageChops.invert(ink)


def page(path):
    return grey_of_inks(path) if path.endswith(".pam") else Image.open(path).convert("L")


def pages(draw, pdf, folder):
    os.mkdir(folder)
    draw(pdf, folder)
    names = sorted(os.listdir(folder), key=lambda name: int(name.split(".")[0].strip("-")))
    return [os.path.join(folder, name) for name in names]


def mean(a, b):
    return ImageStat.Stat(ImageChops.difference(a, b)).mean[0] / 2.55


def bands(image, x, y):
    """Six strips of the page moved by so much, one below the other: enough of type and pictures to tell where it lies."""
    high = image.height // 36
    strips = Image.new("L", (image.width, 6 * high))
    for i in range(6):
        top = image.height * (2 * i + 1) // 13 + y
        strips.paste(image.crop((x, top, image.width + x, top + high)), (0, i * high))
    return strips


def put_back(to, image):
    """The image where it fits best, no more than a small pixel from where it is."""
    strips = bands(to, 0, 0)
    places = [(mean(strips, bands(image, x, y)), abs(x) + abs(y), x, y) for x in (-1, 0, 1) for y in (-1, 0, 1)]
    _, _, x, y = min(places)
    return ImageChops.offset(image, -x, -y)


def compare(number, paths):
    """Yields what differs; prints the figures."""
    images = {name: page(path) for name, path in paths.items()}
    sizes = [image.size for image in images.values()]
    if any(max(axis) - min(axis) > 1 for axis in zip(*sizes)):
        yield f"page {number}: sizes {sizes}"
        return
    size = tuple(min(axis) for axis in zip(*sizes))
    small = tuple(round(n * COARSE / FINE) for n in size)
    images = {name: image.crop((0, 0) + size) for name, image in images.items()}
    first = next(iter(images.values()))
    images = {name: put_back(first, image).resize(small, Image.BOX) for name, image in images.items()}
    if ImageStat.Stat(next(iter(images.values()))).mean[0] > 254:
        yield f"page {number} is empty"
    for a, b in itertools.combinations(images, 2):
        apart = ImageChops.difference(images[a], images[b])
        whole, worst = ImageStat.Stat(apart).mean[0] / 2.55, apart.reduce(SQUARE).getextrema()[1] / 2.55
        print(f"  page {number}: {a} and {b} differ by {whole:.2f} %, in one square by {worst:.1f} %")
        if whole > MOST or worst > MOST_IN_SQUARE:
            yield f"page {number}: {a} and {b} differ by {whole:.2f} %, in one square by {worst:.1f} %"


def main(pdf, other):
    failed = False
    print(pdf)
    with tempfile.TemporaryDirectory(prefix="paiban-agree-") as folder:
        drawn = {draw.__name__: pages(draw, path, os.path.join(folder, draw.__name__))
                 for draw, path in ((ghostscript, pdf), (mupdf, pdf), (poppler, other))}
        counts = {name: len(paths) for name, paths in drawn.items()}
        if len(set(counts.values())) != 1:
            print(f"FAULT {pdf}: pages: {counts}")
            failed = True
        for number, paths in enumerate(zip(*drawn.values()), 1):
            for fault in compare(number, dict(zip(drawn, paths))):
                print(f"FAULT {pdf}: {fault}")
                failed = True
    return failed


sys.exit(main(sys.argv[1], sys.argv[3] if sys.argv[2:3] == ["--poppler"] else sys.argv[1]))
