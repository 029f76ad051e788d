#!/usr/bin/python3
"""structure.py FILE.pdf: says what is unsound in tags, threads, outline, boxes, labels and metadata."""
import re, sys, xml.etree.ElementTree as xml
import pikepdf

bad = []


def want(good, what):
    if not good:
        bad.append(what)


def kids(element):
    k = element.get("/K")
    return [] if k is None else list(k) if isinstance(k, pikepdf.Array) else [k]


class Tags:
    """Every marked sequence belongs to one element, and the ParentTree says to which."""

    def __init__(self, pdf):
        self.pages = {page.objgen: i for i, page in enumerate(pdf.pages)}
        self.owner = {}
        root = pdf.Root.StructTreeRoot
        want(len(kids(root)) == 1 and kids(root)[0].S == "/Document", "the root holds something else than one Document")
        self.walk(root.K, root)
        for story in kids(root.K):
            want(story.S == "/Art", f"{story.S} below Document")
        numbers = list(root.ParentTree.Nums)
        parents = dict(zip(map(int, numbers[::2]), numbers[1::2]))
        for i, page in enumerate(pdf.pages):
            marks = [int(m) for m in re.findall(rb"/MCID (\d+)>> BDC", page.Contents.read_bytes())]
            mine = parents[int(page.StructParents)]
            want(marks == list(range(len(mine))), f"page {i + 1}: {len(mine)} parents, marks {marks[:9]}…")
            for mark in marks:
                want(self.owner.pop((i, mark), None) == mine[mark].objgen, f"page {i + 1}: mark {mark} has another parent")
        want(not self.owner, f"elements hold marks that are not on the page: {list(self.owner)[:5]}")

    def walk(self, element, parent):
        want(element.P.objgen == parent.objgen, f"{element.S} has another parent than it says")
        want(kids(element), f"{element.S} is empty")
        want("/Alt" not in element or len(str(element.Alt)) > 0, "words for a figure that are none")
        for kid in kids(element):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                self.walk(kid, element)
                continue
            far = isinstance(kid, pikepdf.Dictionary)
            place = (self.pages[(kid if far else element).Pg.objgen], int(kid.MCID if far else kid))
            want(place not in self.owner, f"{place} belongs to two elements")
            self.owner[place] = element.objgen


def within(inner, outer):
    (a, b, c, d), (e, f, g, h) = (list(map(float, box)) for box in (inner, outer))
    return e <= a < c <= g and f <= b < d <= h


def check_threads(pdf):
    pages = {page.objgen: page for page in pdf.pages}
    beads = {bead.objgen: page.objgen for page in pdf.pages for bead in page.get("/B", [])}
    for thread in pdf.Root.get("/Threads", []):
        bead = thread.F
        while bead.objgen in beads:
            page = beads.pop(bead.objgen)
            want(bead.P.objgen == page, "a bead on another page than it says")
            want(bead.T.objgen == thread.objgen and bead.N.V.objgen == bead.objgen, "a bead out of its ring")
            want(within(bead.R, pages[page].MediaBox), f"a bead outside the page: {list(bead.R)}")
            bead = bead.N
        want(bead.objgen == thread.F.objgen, "a thread that is no ring")
    want(not beads, "beads of no thread")


def check_outline(pdf, item):
    pages = {page.objgen for page in pdf.pages}
    before, child = None, item.First
    while child is not None:
        want(child.Parent.objgen == item.objgen, "an outline's item with another parent")
        want(child.Dest[0].objgen in pages, "an outline's item that leads nowhere")
        want(before is None or child.Prev.objgen == before.objgen, "an outline's item out of order")
        if "/First" in child:
            check_outline(pdf, child)
        before, child = child, child.get("/Next")
    want(before.objgen == item.Last.objgen, "an outline's last item is not its last")


def check_pages(pdf):
    for page in pdf.pages:
        want(within(page.TrimBox, page.BleedBox) and within(page.BleedBox, page.MediaBox), "boxes that are not nested")
        want("/Group" not in page and "/CropBox" not in page, "a page with a group or crop box")
        for link in page.get("/Annots", []):
            want(link.Subtype == "/Link" and link.Dest[0].objgen in {p.objgen for p in pdf.pages}, "a link that leads nowhere")
            want(within(link.Rect, page.MediaBox), "a link outside the page")
        for _, state in page.Resources.ExtGState.items():
            want(set(state.keys()) <= {"/Type", "/op", "/OP", "/OPM"} and state.OPM == 1, f"graphics state {state!r}")
    numbers = list(pdf.Root.PageLabels.Nums)
    want([int(n) for n in numbers[::2]] == list(range(len(pdf.pages))), "pages without label")


def check_metadata(pdf):
    info = {key: str(value) for key, value in pdf.docinfo.items()}
    root = xml.fromstring(pdf.Root.Metadata.read_bytes())
    said = {element.tag.split("}")[1]: "".join(element.itertext()).strip() for element in root.iter()}
    date = re.fullmatch(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)([+-]\d\d)'(\d\d)'", info["/CreationDate"])
    want(date is not None, f"date {info['/CreationDate']}")
    if date:
        year, month, day, hour, minute, second, zone, minutes = date.groups()
        iso = f"{year}-{month}-{day}T{hour}:{minute}:{second}{zone}:{minutes}"
        want(said["CreateDate"] == said["ModifyDate"] == said["MetadataDate"] == iso, f"XMP's date {said['CreateDate']}, not {iso}")
    want(info["/ModDate"] == info["/CreationDate"], "two dates")
    for key, name in (("/Title", "title"), ("/Creator", "CreatorTool"), ("/Producer", "Producer")):
        want(info[key] and info[key] == said[name], f"{key} {info[key]!r}, XMP {said[name]!r}")
    want(info["/Trapped"] == "/" + said["Trapped"], "Trapped differs")
    want(len(pdf.trailer["/ID"]) == 2, "no /ID")


def main(path):
    with pikepdf.open(path) as pdf:
        Tags(pdf)
        check_threads(pdf)
        check_outline(pdf, pdf.Root.Outlines)
        check_pages(pdf)
        check_metadata(pdf)
    for what in bad[:20]:
        print(f"{path}: {what}")
    return 1 if bad else 0


sys.exit(main(sys.argv[1]))
