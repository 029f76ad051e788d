"""PDFs made wrong in one way each, out of a clean one of ours, with what preflight must say of each.

ROWS is the table: name, the clean file it is made of, the profile it is judged by, ids any of which tells the fault, and the
function that makes it. A function either edits a pikepdf.Pdf, or takes the bytes and returns others."""
import io, re, zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image

ROWS = []


def row(name, ids, base="x1a", judged=None, **more):
    """A row whose function edits the opened PDF; `more` is for saving it."""
    def add(function):
        ROWS.append((name, base, judged or base.split("-")[0], ids.split(), edited(function, more)))
        return function
    return add


def raw(name, ids, base="x1a"):
    """A row whose function exchanges the bytes."""
    def add(function):
        ROWS.append((name, base, base.split("-")[0], ids.split(), function))
        return function
    return add


def edited(function, more):
    def make(data):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            function(pdf)
            return saved(pdf, **more)
    return make


def saved(pdf, **more):
    out = io.BytesIO()
    version = more.pop("force_version", pdf.pdf_version)
    more.setdefault("object_stream_mode", pikepdf.ObjectStreamMode.preserve)
    pdf.save(out, force_version=version, fix_metadata_version=False, **more)
    return out.getvalue()


# ---- bytes ----

@raw("cut-half", "pdf-damaged pdf-unreadable")
def _(data): return data[:len(data) // 2]


@raw("cut-tail", "pdf-damaged")
def _(data): return data[:data.rindex(b"startxref")]


@raw("cut-head", "pdf-unreadable")
def _(data): return data[:1500]


@raw("empty-file", "pdf-unreadable")
def _(data): return b""


@raw("a-picture", "pdf-unreadable")
def _(data):
    out = io.BytesIO()
    Image.new("L", (8, 8)).save(out, "PNG")
    return out.getvalue()


@raw("no-header", "pdf-damaged pdf-unreadable")
def _(data): return re.sub(rb"^%PDF-1\.\d", b"%XXX-1.x", data)


@raw("startxref-wrong", "pdf-damaged")
def _(data): return re.sub(rb"startxref\s+\d+", b"startxref\n77", data)


@raw("xref-off", "pdf-damaged")
def _(data):
    with pikepdf.open(io.BytesIO(data)) as pdf:
        data = saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    at = data.rindex(b"\nxref")
    return data[:at] + re.sub(rb"(\d{10}) 00000 n", lambda m: b"%010d 00000 n" % (int(m[1]) + 3), data[at:])


@raw("no-endobj", "pdf-damaged")
def _(data): return data.replace(b"endobj", b"      ", 3)


@raw("length-wrong", "pdf-damaged")
def _(data):
    with pikepdf.open(io.BytesIO(data)) as pdf:
        data = saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    at = data.index(b"/Length ", data.index(b"/Contents"))
    return data[:at] + re.sub(rb"/Length (\d)(\d*)", lambda m: b"/Length 1" + b"0" * len(m[2]) if m[1] != b"1" else b"/Length 2" +
                              b"0" * len(m[2]), data[at:], count=1)


@raw("content-garbled", "pdf-damaged pdf-content")
def _(data):
    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[0]
        page.contents_coalesce()
        packed = bytearray(zlib.compress(page.Contents.read_bytes()))
        middle = len(packed) // 2
        packed[middle:middle + 40] = bytes(b ^ 0x55 for b in packed[middle:middle + 40])
        page.Contents.write(bytes(packed), filter=Name.FlateDecode)
        return saved(pdf, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


@raw("reference-lost", "pdf-content pdf-empty pdf-resource")
def _(data):
    """The page's contents are an object that is not there."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.pages[0].obj.Contents = pdf.make_indirect(Dictionary(Gone=True))
        data = saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return re.sub(rb"/Contents (\d+) 0 R", lambda m: b"/Contents " + b"9" * len(m[1]) + b" 0 R", data)


# ---- locked ----

@row("locked-40", "pdf-encrypted", encryption=pikepdf.Encryption(user="u", owner="o", R=2, aes=False, metadata=False))
@row("locked-128", "pdf-encrypted", encryption=pikepdf.Encryption(user="u", owner="o", R=4), force_version="1.6")
@row("locked-256", "pdf-encrypted", encryption=pikepdf.Encryption(user="u", owner="o", R=6), force_version=("1.7", 8))
@row("locked-against-printing", "pdf-encrypted",
     encryption=pikepdf.Encryption(user="", owner="o", R=3, aes=False, metadata=False,
                                   allow=pikepdf.Permissions(print_highres=False, print_lowres=False)))
def _(pdf): pass


# ---- pages and boxes ----

def box(pdf): return [float(v) for v in pdf.pages[0].MediaBox]


def inside(pdf, by):
    x0, y0, x1, y1 = box(pdf)
    return Array([x0 + by, y0 + by, x1 - by, y1 - by])


@row("no-trim", "pdf-trim")
def _(pdf): del pdf.pages[0].obj["/TrimBox"]


@row("trim-and-art", "pdf-trim")
def _(pdf): pdf.pages[0].obj.ArtBox = inside(pdf, 20)


@row("trim-outside", "pdf-box")
def _(pdf):
    pdf.pages[0].obj.TrimBox = inside(pdf, -10)
    del pdf.pages[0].obj["/BleedBox"]


@row("bleed-inside", "pdf-box")
def _(pdf): pdf.pages[0].obj.BleedBox = inside(pdf, 10)


@row("bleed-outside", "pdf-box")
def _(pdf): pdf.pages[0].obj.BleedBox = inside(pdf, -10)


@row("crop-cuts", "pdf-crop")
def _(pdf): pdf.pages[0].obj.CropBox = inside(pdf, 20)


@row("no-media", "pdf-box")
def _(pdf): del pdf.pages[0].obj["/MediaBox"]


@row("box-of-words", "pdf-box")
def _(pdf): pdf.pages[0].obj.TrimBox = Array([0, 0, Name.Wide, Name.High])


@row("box-of-no-size", "pdf-box")
def _(pdf): pdf.pages[0].obj.TrimBox = Array([10, 10, 10, 10])


@row("user-unit", "pdf-user-unit", force_version="1.6", base="x4")
def _(pdf): pdf.pages[0].obj.UserUnit = 2


@row("one-page-turned", "pdf-page-size", base="x1a-pages")
def _(pdf): pdf.pages[1].obj.Rotate = 90


@row("one-page-smaller", "pdf-page-size", base="x1a-pages")
def _(pdf):
    for key in ("/MediaBox", "/TrimBox", "/BleedBox"):
        pdf.pages[1].obj[key] = Array([0, 0, 500, 700])


@row("page-empty", "pdf-empty", base="x1a-pages")
def _(pdf): pdf.pages[1].obj.Contents = pdf.make_stream(b"q Q")


@row("page-white", "pdf-empty", base="x1a-pages")
def _(pdf): pdf.pages[1].obj.Contents = pdf.make_stream(b"0 0 0 0 k 0 0 400 400 re f")


@row("no-pages", "pdf-pages")
def _(pdf):
    pdf.Root.Pages.Kids = Array()
    pdf.Root.Pages.Count = 0


@raw("page-missing", "pdf-pages pdf-damaged", base="x1a-pages")
def _(data):
    """The tree names a page that is not there."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        lost = pdf.pages[1].obj.objgen[0]
        data = saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.disable, preserve_pdfa=True)
    kids = re.search(rb"/Kids \[([^]]*)\]", data)
    return data[:kids.start(1)] + kids[1].replace(kids[1].split()[3], b"9" * len(kids[1].split()[3]), 1) + data[kids.end(1):]


@row("pages-loop", "pdf-pages pdf-damaged", base="x1a-pages")
def _(pdf):
    pdf.pages  # pikepdf flattens the tree first
    node = pdf.make_indirect(Dictionary(Type=Name.Pages, Count=1))
    node.Kids = Array([node])
    node.Parent = pdf.Root.Pages
    pdf.Root.Pages.Kids.append(node)


# ---- what the document says of itself ----

@row("no-intent", "pdf-output-intent")
def _(pdf): del pdf.Root["/OutputIntents"]


@row("two-intents", "pdf-output-intent")
def _(pdf): pdf.Root.OutputIntents.append(pdf.make_indirect(Dictionary(pdf.Root.OutputIntents[0])))


@row("intent-of-pdfa", "pdf-output-intent")
def _(pdf): pdf.Root.OutputIntents[0].S = Name.GTS_PDFA1


@row("intent-other-press", "pdf-condition")
def _(pdf):
    pdf.Root.OutputIntents[0].OutputConditionIdentifier = String("FOGRA39")
    pdf.Root.OutputIntents[0].Info = String("Coated paper")


@row("intent-unnamed", "pdf-output-intent")
def _(pdf): del pdf.Root.OutputIntents[0]["/OutputConditionIdentifier"]


@row("x4-no-profile", "pdf-output-intent", base="x4")
def _(pdf): del pdf.Root.OutputIntents[0]["/DestOutputProfile"]


@row("intent-of-screen", "pdf-icc", base="x4")
def _(pdf): pdf.Root.OutputIntents[0].DestOutputProfile = icc_stream(pdf, 3)


@row("intent-of-grey", "pdf-icc", base="x4")
def _(pdf): pdf.Root.OutputIntents[0].DestOutputProfile = pdf.make_stream(b"not a profile" * 20, N=4)


@row("no-key", "pdf-standard")
def _(pdf): del pdf.docinfo["/GTS_PDFXVersion"]


@row("key-of-another", "pdf-standard")
def _(pdf): pdf.docinfo["/GTS_PDFXVersion"] = String("PDF/X-3:2003")


def in_xmp(pdf, old, new):
    data = pdf.Root.Metadata.read_bytes()
    assert old in data
    pdf.Root.Metadata.write(data.replace(old, new))


@row("x4-no-key", "pdf-standard", base="x4")
def _(pdf): in_xmp(pdf, b"PDF/X-4", b"PDF-X-4")


@row("no-xmp", "pdf-metadata", base="x4")
def _(pdf): del pdf.Root["/Metadata"]


@row("xmp-other-title", "pdf-metadata")
def _(pdf): pdf.docinfo["/Title"] = String("另一份报纸")


@row("xmp-other-date", "pdf-metadata")
def _(pdf): pdf.docinfo["/ModDate"] = String("D:20010101000000Z")


@row("xmp-broken", "pdf-metadata", base="x4")
def _(pdf): in_xmp(pdf, b"</rdf:RDF>", b"</rdf:XXX>")


@row("no-title", "pdf-info")
def _(pdf): del pdf.docinfo["/Title"]


@row("no-dates", "pdf-info")
def _(pdf): del pdf.docinfo["/CreationDate"]


@row("date-of-words", "pdf-info")
def _(pdf): pdf.docinfo["/CreationDate"] = String("yesterday")


@row("not-trapped", "pdf-trapped")
def _(pdf): del pdf.docinfo["/Trapped"]


@row("trapped-unknown", "pdf-trapped")
def _(pdf): pdf.docinfo["/Trapped"] = Name.Unknown


@raw("no-trailer-id", "pdf-id")
def _(data):
    with pikepdf.open(io.BytesIO(data)) as pdf:
        data = saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return re.sub(rb"/ID ?\[.*?\]", lambda m: b" " * len(m[0]), data)


@row("version-1.7", "pdf-version", force_version="1.7")
def _(pdf): pass


@row("x4-version-2.0", "pdf-version", base="x4", force_version="2.0")
def _(pdf): pass


@raw("object-streams", "pdf-object-streams")
def _(data):
    """Object streams in a file whose version does not have them."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        data = saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.generate, force_version="1.5")
    return data.replace(b"%PDF-1.5", b"%PDF-1.4", 1)


# ---- fonts ----

def fonts(pdf):
    for _, font in pdf.pages[0].Resources.Font.items():
        inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
        yield font, inner


def any_font(pdf, key):
    return next((font, inner) for font, inner in fonts(pdf) if key in inner.FontDescriptor)


@row("font-missing", "pdf-font-missing")
def _(pdf): del any_font(pdf, "/FontFile3")[1].FontDescriptor["/FontFile3"]


@row("font-broken", "pdf-font-broken")
def _(pdf):
    descriptor = any_font(pdf, "/FontFile3")[1].FontDescriptor
    descriptor.FontFile3.write(b"\0\1\2 no font" * 30, type_check=False)


@row("font-cut", "pdf-font-broken")
def _(pdf):
    descriptor = any_font(pdf, "/FontFile2")[1].FontDescriptor
    descriptor.FontFile2.write(descriptor.FontFile2.read_bytes()[:600])


@row("font-courier", "pdf-font-missing")
def _(pdf):
    paint(pdf, b"BT 0 0 0 1 k /Cr 12 Tf 50 50 Td (Ad) Tj ET",
          Font=Dictionary(Cr=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Courier)))


@row("font-type3", "pdf-font-type3 pdf-type3")
def _(pdf):
    glyph = pdf.make_stream(b"600 0 0 0 500 500 d1 0 0 500 500 re f")
    paint(pdf, b"BT 0 0 0 1 k /T3 20 Tf 50 50 Td (a) Tj ET", Font=Dictionary(T3=Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 500, 500]), FontMatrix=Array([.001, 0, 0, .001, 0, 0]),
        FirstChar=97, LastChar=97, Widths=Array([600]), CharProcs=Dictionary(a=glyph), Resources=Dictionary(),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, Name.a])))))


# ---- what is painted ----

def paint(pdf, operators, **resources):
    """Paints on page 1 as its own producer would have: after all else, from a fresh state."""
    page = pdf.pages[0]
    for kind, entries in resources.items():
        known = page.Resources.get("/" + kind)
        merged = Dictionary(known) if known is not None else Dictionary()
        for key, value in entries.items():
            merged[key] = value
        page.Resources["/" + kind] = merged
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(b"Q\nq " + operators + b" Q")


def glyph(pdf):
    """An embedded font of page 1, and one of its characters as the operand of Tj."""
    for name, font in pdf.pages[0].Resources.Font.items():
        if font.Subtype == "/Type0" and "Marks" not in str(font.BaseFont):
            return str(name).encode(), b"<0002>"


def type_of(pdf, size, colour, more=b""):
    name, one = glyph(pdf)
    return b"BT %s %s %s %g Tf 90 30 Td %s Tj ET" % (colour, more, name, size, one * 1)


def icc_stream(pdf, n):
    from PIL import ImageCms
    return pdf.make_stream(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(), N=n)


def picture(pdf, size, samples, space, mm=40, **more):
    more.setdefault("BitsPerComponent", 8)
    stream = pdf.make_stream(samples, Type=Name.XObject, Subtype=Name.Image, Width=size[0], Height=size[1], ColorSpace=space,
                             **more)
    w = mm / 25.4 * 72
    paint(pdf, b"%g 0 0 %g 60 60 cm /Pic Do" % (w, w * size[1] / size[0]), XObject=Dictionary(Pic=stream))
    return stream


@row("rgb-type", "pdf-rgb")
def _(pdf): paint(pdf, type_of(pdf, 12, b"1 0 0 rg"))


@row("rgb-area", "pdf-rgb")
def _(pdf): paint(pdf, b"0 0 0 rg 50 50 60 60 re f")


@row("rgb-line", "pdf-rgb")
def _(pdf): paint(pdf, b"0 0 1 RG 2 w 50 50 m 200 50 l S")


@row("rgb-picture", "pdf-rgb")
def _(pdf): picture(pdf, (400, 400), bytes((200, 120, 40)) * 160000, Name.DeviceRGB)


@row("rgb-indexed", "pdf-rgb")
def _(pdf):
    picture(pdf, (400, 400), bytes(160000), Array([Name.Indexed, Name.DeviceRGB, 1, String(b"\xff\0\0\0\0\xff")]))


@row("rgb-inline", "pdf-rgb")
def _(pdf): paint(pdf, b"20 0 0 20 60 60 cm BI /W 1 /H 1 /BPC 8 /CS /RGB ID \xff\x20\x20 EI")


@row("rgb-shading", "pdf-rgb")
def _(pdf):
    blend = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([1, 0, 0]), C1=Array([0, 0, 1]))
    shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=Array([50, 0, 150, 0]), Function=blend)
    paint(pdf, b"50 50 100 100 re W n /Sh sh", Shading=Dictionary(Sh=shading))


@row("rgb-in-form", "pdf-rgb")
def _(pdf):
    form = pdf.make_stream(b"0 1 0 rg 0 0 50 50 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 50, 50]))
    paint(pdf, b"1 0 0 1 60 60 cm /Fm Do", XObject=Dictionary(Fm=form))


@row("rgb-in-pattern", "pdf-rgb")
def _(pdf):
    tile = pdf.make_stream(b"0 1 0 rg 0 0 5 5 re f", Type=Name.Pattern, PatternType=1, PaintType=1, TilingType=1,
                           BBox=Array([0, 0, 10, 10]), XStep=10, YStep=10, Resources=Dictionary())
    paint(pdf, b"/Pattern cs /Tile scn 60 60 50 50 re f", Pattern=Dictionary(Tile=tile))


@row("rgb-under-spot", "pdf-alternate")
def _(pdf):
    tint = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([1, 1, 1]), C1=Array([1, 0, 0]))
    paint(pdf, b"/Sp cs 1 scn 60 60 50 50 re f",
          ColorSpace=Dictionary(Sp=Array([Name.Separation, Name("/Festive Red"), Name.DeviceRGB, tint])))


@row("icc-rgb-picture", "pdf-rgb")
def _(pdf): picture(pdf, (400, 400), bytes((200, 120, 40)) * 160000, Array([Name.ICCBased, icc_stream(pdf, 3)]))


@row("lab", "pdf-rgb")
def _(pdf):
    paint(pdf, b"/Lb cs 50 60 20 scn 60 60 50 50 re f",
          ColorSpace=Dictionary(Lb=Array([Name.Lab, Dictionary(WhitePoint=Array([.9642, 1, .8249]))])))


@row("cal-rgb", "pdf-rgb")
def _(pdf):
    paint(pdf, b"/Cl cs 1 0 0 scn 60 60 50 50 re f",
          ColorSpace=Dictionary(Cl=Array([Name.CalRGB, Dictionary(WhitePoint=Array([.9505, 1, 1.089]))])))


def separation(name, c1):
    tint = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([0, 0, 0, 0]), C1=Array(c1))
    return Array([Name.Separation, Name(name), Name.DeviceCMYK, tint])


@row("spot-not-wanted", "pdf-spot", judged="four")
def _(pdf): paint(pdf, b"/Sp cs 1 scn 60 60 50 50 re f", ColorSpace=Dictionary(Sp=separation("/PANTONE 871 C", [0, .2, .6, .3])))


@row("spot-all", "pdf-ink-all")
def _(pdf): paint(pdf, b"/Sp cs 1 scn 60 60 50 50 re f", ColorSpace=Dictionary(Sp=separation("/All", [1, 1, 1, 1])))


@row("spots-alike", "pdf-ink-name")
def _(pdf):
    paint(pdf, b"/Sa cs 1 scn 60 60 50 50 re f /Sb cs 1 scn 160 60 50 50 re f", ColorSpace=Dictionary(
        Sa=separation("/Festive Red", [0, 1, 1, 0]), Sb=separation("/FESTIVE RED", [0, .9, 1, 0])))


@row("ink-flat", "ink-limit pdf-ink-limit")
def _(pdf): paint(pdf, b".75 .75 .75 .75 k 60 60 60 60 re f")


@row("ink-picture", "ink-limit pdf-ink-limit")
def _(pdf): picture(pdf, (400, 400), bytes((200, 200, 200, 165)) * 160000, Name.DeviceCMYK)


@row("ink-over-ink", "ink-limit pdf-ink-limit")
def _(pdf): paint(pdf, b"/Ov gs 1 1 0 0 k 60 60 60 60 re f 0 0 0 1 k 60 60 60 60 re f", ExtGState=Dictionary(Ov=overprint()))


def grey_noise(size): return bytes((x * 7 + y * 13) % 251 for y in range(size[1]) for x in range(size[0]))


@row("coarse-60", "picture-coarse")
def _(pdf): picture(pdf, (94, 94), grey_noise((94, 94)), Name.DeviceGray)


@row("coarse-150", "picture-coarse")
def _(pdf): picture(pdf, (236, 236), grey_noise((236, 236)), Name.DeviceGray)


@row("coarse-line-art", "picture-coarse")
def _(pdf): picture(pdf, (160, 160), b"\x5a" * 20 * 160, Name.DeviceGray, BitsPerComponent=1)


@row("line-hair", "thin-line")
def _(pdf): paint(pdf, b"0 0 0 1 K 0 w 60 60 m 200 60 l S")


@row("line-thin", "thin-line")
def _(pdf): paint(pdf, b"0 0 0 1 K 1 w .1 0 0 .1 60 60 cm 0 0 m 2000 0 l S")


@row("line-thin-in-colours", "thin-line")
def _(pdf): paint(pdf, b".6 .8 0 0 K .3 w 60 60 m 200 60 l S")


@row("type-small-in-colours", "small-type")
def _(pdf): paint(pdf, type_of(pdf, 5, b".8 .6 0 0 k"))


@row("type-small-reversed", "small-type")
def _(pdf): paint(pdf, b"0 1 1 0 k 60 10 90 60 re f " + type_of(pdf, 5, b"0 0 0 0 k"))


@row("type-tiny", "small-type")
def _(pdf): paint(pdf, type_of(pdf, 2, b"0 0 0 1 k"))


@row("type-rich-black", "rich-black")
def _(pdf): paint(pdf, type_of(pdf, 10, b".6 .5 .5 1 k"))


def overprint(on=True): return Dictionary(Type=Name.ExtGState, op=on, OP=on, OPM=1)


@row("white-overprints", "pdf-white-overprint")
def _(pdf):
    paint(pdf, b"0 1 1 0 k 60 10 90 60 re f /Ov gs " + type_of(pdf, 20, b"0 g"), ExtGState=Dictionary(Ov=overprint()))
    page = pdf.pages[0]
    page.contents_coalesce()
    page.Contents.write(page.Contents.read_bytes().replace(b"BT 0 g", b"BT 0 0 0 0 k"))


@row("white-area-overprints", "pdf-white-overprint")
def _(pdf):
    paint(pdf, b"0 1 1 0 k 60 10 90 60 re f /Ov gs 0 0 0 0 k 70 20 30 30 re f", ExtGState=Dictionary(Ov=overprint()))


@row("black-knocks-out", "pdf-knockout")
def _(pdf):
    paint(pdf, b".4 0 0 0 k 60 10 90 60 re f /Kn gs " + type_of(pdf, 9, b"0 0 0 1 k"), ExtGState=Dictionary(Kn=overprint(False)))


# ---- transparency ----

@row("half-clear", "pdf-transparency")
def _(pdf): paint(pdf, b"/Tr gs 0 0 0 1 k 60 60 50 50 re f", ExtGState=Dictionary(Tr=Dictionary(Type=Name.ExtGState, ca=.5)))


@row("multiplied", "pdf-transparency")
def _(pdf):
    paint(pdf, b"/Tr gs 0 0 0 1 k 60 60 50 50 re f", ExtGState=Dictionary(Tr=Dictionary(Type=Name.ExtGState, BM=Name.Multiply)))


@row("soft-masked-picture", "pdf-transparency")
def _(pdf):
    mask = pdf.make_stream(bytes(range(256)), Type=Name.XObject, Subtype=Name.Image, Width=16, Height=16,
                           ColorSpace=Name.DeviceGray, BitsPerComponent=8)
    picture(pdf, (400, 400), grey_noise((400, 400)), Name.DeviceGray, SMask=mask)


@row("soft-masked", "pdf-transparency")
def _(pdf):
    group = pdf.make_stream(b"1 g 0 0 999 999 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 999, 999]),
                            Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray))
    soft = Dictionary(Type=Name.ExtGState, SMask=Dictionary(Type=Name.Mask, S=Name.Luminosity, G=group))
    paint(pdf, b"/Tr gs 0 0 0 1 k 60 60 50 50 re f", ExtGState=Dictionary(Tr=soft))


@row("page-group", "pdf-transparency")
def _(pdf): pdf.pages[0].obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)


# ---- what does not belong on a plate ----

@row("script", "pdf-javascript")
def _(pdf): pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


@row("script-by-name", "pdf-javascript")
def _(pdf):
    js = pdf.make_indirect(Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")))
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), js])))


@row("note-on-page", "pdf-annotation")
def _(pdf):
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([200, 200, 220, 220]), Contents=String("please check"))
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])


@row("form-fields", "pdf-form pdf-annotation")
def _(pdf):
    field = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("name"),
                                         Rect=Array([9, 9, 90, 30])))
    pdf.pages[0].obj.Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


@row("layers", "pdf-layers")
def _(pdf):
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("proof")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(Order=Array([layer])))
    paint(pdf, b"/OC /Ly BDC 0 0 0 1 k 60 60 20 20 re f EMC", Properties=Dictionary(Ly=layer))


@row("attachment", "pdf-attachment")
def _(pdf):
    file = Dictionary(Type=Name.Filespec, F=String("a.txt"), EF=Dictionary(F=pdf.make_stream(b"hello", Type=Name.EmbeddedFile)))
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([String("a.txt"), pdf.make_indirect(file)])))


def lzw(data):
    """Literal codes alone, the table cleared before it needs ten bits."""
    bits, count, out = 0, 0, bytearray()
    codes = []
    for i, byte in enumerate(data):
        codes += [256] * (i % 200 == 0) + [byte]
    for code in codes + [257]:
        bits, count = bits << 9 | code, count + 9
        while count >= 8:
            count -= 8
            out.append(bits >> count & 255)
    if count:
        out.append(bits << (8 - count) & 255)
    return bytes(out)


@row("lzw", "pdf-lzw", compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
def _(pdf): picture(pdf, (400, 400), lzw(grey_noise((400, 400))), Name.DeviceGray, Filter=Name.LZWDecode)


@row("jpeg-2000", "pdf-jpeg2000")
def _(pdf):
    out = io.BytesIO()
    Image.frombytes("L", (400, 400), grey_noise((400, 400))).save(out, "JPEG2000")
    picture(pdf, (400, 400), out.getvalue(), Name.DeviceGray, Filter=Name.JPXDecode)


@row("jpeg-cut", "pdf-picture-broken")
def _(pdf):
    out = io.BytesIO()
    Image.frombytes("L", (400, 400), grey_noise((400, 400))).save(out, "JPEG")
    picture(pdf, (400, 400), out.getvalue()[:len(out.getvalue()) // 3], Name.DeviceGray, Filter=Name.DCTDecode)


@row("picture-short", "pdf-picture-broken")
def _(pdf): picture(pdf, (400, 400), grey_noise((400, 200)), Name.DeviceGray)


@row("picture-16-bit", "pdf-version")
def _(pdf): picture(pdf, (400, 400), grey_noise((800, 400)), Name.DeviceGray, BitsPerComponent=16)


@row("postscript", "pdf-postscript")
def _(pdf):
    ps = pdf.make_stream(b"showpage", Type=Name.XObject, Subtype=Name.PS)
    paint(pdf, b"/Ps Do", XObject=Dictionary(Ps=ps))


@row("opi", "pdf-opi")
def _(pdf):
    one = picture(pdf, (400, 400), grey_noise((400, 400)), Name.DeviceGray)
    one.OPI = Dictionary({"/2.0": Dictionary(F=String("hi.tif"))})


@row("alternate-picture", "pdf-alternates")
def _(pdf):
    one = picture(pdf, (400, 400), grey_noise((400, 400)), Name.DeviceGray)
    one.Alternates = Array([Dictionary(Image=one, DefaultForPrinting=False)])


@row("transfer-curve", "pdf-transfer")
def _(pdf):
    curve = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=2)
    paint(pdf, b"/Tf gs 0 0 0 1 k 60 60 50 50 re f", ExtGState=Dictionary(Tf=Dictionary(Type=Name.ExtGState, TR=curve)))


@row("halftone", "pdf-halftone")
def _(pdf):
    screen = Dictionary(Type=Name.Halftone, HalftoneType=6, Width=4, Height=4)
    screen = pdf.make_stream(bytes(range(0, 256, 16)), screen)
    paint(pdf, b"/Ht gs 0 0 0 1 k 60 60 50 50 re f", ExtGState=Dictionary(Ht=Dictionary(Type=Name.ExtGState, HT=screen)))


@row("form-in-itself", "pdf-content pdf-too-much")
def _(pdf):
    form = pdf.make_stream(b"/Me Do", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 50, 50]))
    form.Resources = Dictionary(XObject=Dictionary(Me=form))
    paint(pdf, b"/Me Do", XObject=Dictionary(Me=form))


@row("resource-missing", "pdf-resource")
def _(pdf): paint(pdf, b"/Nowhere Do")


@row("operator-unknown", "pdf-content")
def _(pdf): paint(pdf, b"1 2 3 frobnicate")


@row("state-unbalanced", "pdf-content")
def _(pdf): pdf.pages[0].contents_add(b"Q Q Q Q Q Q Q Q 0 0 0 1 k 9 9 9 9 re f")


@row("marks-inside-trim", "pdf-ink-all")
def _(pdf):
    paint(pdf, b"/Sp CS 1 SCN .3 w 300 300 m 330 300 l S", ColorSpace=Dictionary(Sp=separation("/All", [1, 1, 1, 1])))
