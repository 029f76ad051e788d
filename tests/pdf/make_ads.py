"""Ready-made ads, good and bad, for tests/pdf/ads.py: each in one way other than a plain one. Made from PostScript by Ghostscript (with its
own fonts, embedded) and changed with pikepdf."""
import io, os, subprocess

import pikepdf
from PIL import Image
from pikepdf import Array, Dictionary, Name, Operator

W, H = 300, 200  # points: what the ads are large, unless they are to be of another size

TALL = ["warning: ad-size"]  # it lies, and its frame is half as wide

PLAIN = """
<</PageSize [300 200]>> setpagedevice
0 0 0 1 setcmykcolor 4 setlinewidth 6 6 288 188 rectstroke
0.7 0.1 0 0 setcmykcolor 16 120 90 60 rectfill
0 0.8 0.6 0 setcmykcolor 130 120 moveto 200 120 lineto 165 180 lineto closepath fill
0 0 0 0.4 setcmykcolor 220 150 25 0 360 arc fill
0 0 0 1 setcmykcolor /NimbusSans-Bold 26 selectfont 18 70 moveto (Harbour Bank) show
/NimbusSans-Regular 11 selectfont 18 46 moveto (Savings since 1926, page {page}) show
0.5 setlinewidth 18 36 moveto 190 36 lineto stroke
showpage
"""


def postscript(path, pages=1):
    text = "".join(PLAIN.replace("{page}", str(i + 1)) for i in range(pages))
    subprocess.run(["gs", "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=pdfwrite", "-dCompatibilityLevel=1.4", "-dEmbedAllFonts=true",
                    "-o", path, "-"], input=text.encode(), check=True)


class Maker:
    def __init__(self, folder):
        self.folder = folder
        self.good, self.bad = {}, {}
        self.plain = os.path.join(folder, "_plain.pdf")
        postscript(self.plain)
        self.three = os.path.join(folder, "_three.pdf")
        postscript(self.three, 3)

    def path(self, name):
        return os.path.join(self.folder, name + ".pdf")

    def open(self, source=None):
        return pikepdf.open(source or self.plain)

    def keep(self, name, pdf, expect=None, **more):
        """`expect`: ids of errors and warnings that `check` gives. `more`: keys of the place, and what ads.py reads: box, text."""
        options = {k: more.pop(k) for k in ("save", "raw") if k in more}
        if pdf is not None:
            pdf.save(self.path(name), **options.get("save", {}))
        if "raw" in options:
            data = options["raw"](open(self.path(name), "rb").read())
            with open(self.path(name), "wb") as file:
                file.write(data)
        more["expect"] = expect or []
        bad = any(e.startswith("error") for e in more["expect"])
        (self.bad if bad else self.good)[name] = more


def content(pdf, page=0):
    return pdf.pages[page].Contents.read_bytes()


def set_content(pdf, data, page=0):
    pdf.pages[page].Contents = pdf.make_stream(data)


def resources(pdf, kind, page=0):
    have = pdf.pages[page].Resources
    if kind not in have:
        have[kind] = Dictionary()
    return have[kind]


# ---- boxes ----

def boxes(m):
    m.keep("plain", m.open())
    for turn in (90, 180, 270):
        pdf = m.open()
        page = pdf.pages[0]
        page.Rotate = turn
        m.keep(f"turned-{turn}", pdf, TALL if turn != 180 else None, box=[0, 0, 300, 200], tall=turn != 180)
    pdf = m.open()
    pdf.pages[0].Rotate = -90
    m.keep("turned-back", pdf, TALL, tall=True)
    pdf = m.open()
    page = pdf.pages[0]
    page.MediaBox = [-100, -50, 500, 450]
    page.CropBox = [0, 0, 300, 200]
    set_content(pdf, b"q 1 0 0 0 k -90 -40 50 300 re f Q " + content(pdf))
    m.keep("cropped", pdf, box=[0, 0, 300, 200])
    pdf = m.open()
    page = pdf.pages[0]
    page.MediaBox = [-20, -20, 320, 220]
    page.TrimBox = [0, 0, 300, 200]
    set_content(pdf, b"q 0 1 0 0 k -20 -20 340 20 re f Q " + content(pdf))
    m.keep("trimmed", pdf, box=[0, 0, 300, 200])
    pdf = m.open()
    pdf.pages[0].MediaBox = [-1000, -800, -700, -600]
    set_content(pdf, b"q 1 0 0 1 -1000 -800 cm " + content(pdf) + b" Q")
    m.keep("negative", pdf, box=[-1000, -800, -700, -600])
    pdf = m.open()
    pdf.pages[0].MediaBox = [300, 200, 0, 0]
    m.keep("corners-reversed", pdf, box=[0, 0, 300, 200])
    pdf = m.open()
    pdf.pages[0].TrimBox = [0, 0, 0, 0]
    m.keep("trim-without-area", pdf, ["error: pdf-box"])
    pdf = m.open()
    page = pdf.pages[0]
    page.UserUnit = 2
    page.MediaBox = [0, 0, 150, 100]
    set_content(pdf, b"q .5 0 0 .5 0 0 cm " + content(pdf) + b" Q")
    m.keep("user-unit", pdf, box=[0, 0, 150, 100], save={"min_version": "1.6"})
    pdf = m.open()
    del pdf.pages[0].MediaBox
    pdf.Root.Pages.MediaBox = [0, 0, 300, 200]
    pdf.Root.Pages.Resources = pdf.pages[0].Resources
    del pdf.pages[0]["/Resources"]
    m.keep("inherited", pdf)
    pdf = m.open()
    pdf.pages[0].Resources = pdf.make_indirect(pdf.pages[0].Resources)
    m.keep("resources-apart", pdf)
    pdf = m.open()
    pdf.pages[0].MediaBox = [0, 0, 420, 200]
    m.keep("too-wide", pdf, ["warning: ad-size"], box=[0, 0, 420, 200])
    pdf = m.open()
    pdf.pages[0].MediaBox = [0, 0, 420, 200]
    m.keep("too-wide-exact", pdf, ["error: ad-size"], fit="exact")
    m.keep("exact", m.open(), ["warning: ad-size"], fit="exact", position="[0, 0]", small=True)
    pdf = m.open()
    pdf.pages[0].MediaBox = [0, 0, 0, 200]
    m.keep("no-area", pdf, ["error: pdf-box"])
    pdf = m.open()
    pdf.pages[0].MediaBox = [0, 0, 900000, 900000]
    m.keep("huge", pdf, ["error: pdf-box"])
    m.keep("no-box", m.open(), ["error: pdf-box"], raw=lambda data: data.replace(b"/MediaBox", b"/MediaBux"))


# ---- files ----

def files(m):
    m.keep("version-2", m.open(), save={"force_version": "2.0"})
    m.keep("object-streams", m.open(), save={"object_stream_mode": pikepdf.ObjectStreamMode.generate})
    m.keep("linearized", m.open(), save={"linearize": True})
    pdf = m.open(m.three)
    m.keep("page-2", pdf, page=2, text="page 2", of=1)
    m.keep("many", m.open(m.three), ["warning: pdf-page"])
    m.keep("page-9", m.open(m.three), ["error: pdf-page"], page=9)
    pdf = pikepdf.new()
    m.keep("no-page", pdf, ["error: pdf-pages"])
    m.keep("encrypted", m.open(), ["error: pdf-encrypted"], save={"encryption": pikepdf.Encryption(owner="o", user="u")})
    m.keep("restricted", m.open(), ["error: pdf-encrypted"], save={"encryption": pikepdf.Encryption(owner="o", user="", R=4)})
    m.keep("broken-xref", m.open(), ["warning: pdf-damaged"], save={"object_stream_mode": pikepdf.ObjectStreamMode.disable},
           raw=lambda data: data.replace(b"startxref\n", b"startxref\n9"))
    m.keep("mailed", m.open(), ["warning: pdf-damaged"], raw=lambda data: b"Content-Type: application/pdf\r\n\r\n" + data[:data.rindex(b"startxref")])
    m.keep("truncated", m.open(), ["error: pdf-unreadable"], raw=lambda data: data[:len(data) // 2])
    m.keep("text", None, ["error: picture-format"])
    with open(m.path("text"), "w") as file:
        file.write("An ad, but none that can be printed.\n")
    Image.linear_gradient("L").resize((1300, 900)).save(os.path.join(m.folder, "picture.png"))
    m.keep("page-of-a-picture", None, ["error: pdf-page"], file="picture.png", page=2)
    m.keep("size-of-a-picture", None, ["error: ad-size"], file="picture.png", fit="exact")
    pdf = m.open()
    stream = pdf.make_stream(b"\x78\x9c not deflated at all")
    stream.Filter = Name.FlateDecode
    pdf.pages[0].Contents = stream
    m.keep("damaged-content", pdf, ["error: pdf-unreadable", "error: pdf-content"], maybe=["warning: pdf-damaged"], save={"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.none},
           raw=lambda data: data)
    pdf = m.open()  # what its page needs is damaged, and its page is not
    for _, font in resources(pdf, "/Font").items():
        file = pdf.make_stream(b"\x78\x9c not a font", Subtype=Name.Type1C)
        file.Filter = Name.FlateDecode
        font.FontDescriptor.FontFile3 = file
    m.keep("damaged-font", pdf, ["error: pdf-unreadable", "error: pdf-font-broken"], maybe=["warning: pdf-damaged"],
           save={"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.none})


# ---- content ----

def contents(m):
    pdf = m.open()
    data = content(pdf)
    half = data.index(b"\n", len(data) // 2)
    pdf.pages[0].Contents = Array([pdf.make_stream(data[:half]), pdf.make_stream(b"\n"), pdf.make_stream(data[half:])])
    m.keep("several-streams", pdf)
    pdf = m.open()
    del pdf.pages[0]["/Contents"]
    m.keep("empty", pdf, ["warning: pdf-empty"], mute=True)
    pdf = m.open()
    data = content(pdf)
    form = pdf.make_stream(data, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 150, 200])  # the page's resources serve it
    inner = pdf.make_stream(data, Type=Name.XObject, Subtype=Name.Form, BBox=[150, 0, 300, 200], Resources=pdf.pages[0].Resources)
    middle = pdf.make_stream(b"/x5 Do", Type=Name.XObject, Subtype=Name.Form, BBox=[-150, 0, 150, 200], Matrix=[1, 0, 0, 1, 10, 0],
                             Resources=Dictionary(XObject=Dictionary(x5=inner)))
    objects = resources(pdf, "/XObject")
    objects["/x5"], objects["/Outer"] = form, middle
    inner.Matrix = [1, 0, 0, 1, -150, 0]
    set_content(pdf, b"/x5 Do q 1 0 0 1 140 0 cm /Outer Do Q")
    m.keep("nested-forms", pdf)
    pdf = m.open()  # names that the newspaper's page and the forms around have too
    image = pdf.make_stream(b"\x00\xff\x00\x00", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8,
                            ColorSpace=Name.DeviceCMYK)
    for name in ("/x5", "/x6", "/p", "/OC", "/Metadata", "/Group"):
        resources(pdf, "/XObject")[name] = image
    resources(pdf, "/ExtGState")["/s"] = Dictionary(Type=Name.ExtGState, LW=3)
    resources(pdf, "/ExtGState")["/o0"] = Dictionary(Type=Name.ExtGState, LW=3)
    marks = b"".join(b"q 12 0 0 12 %d 90 cm %s Do Q " % (210 + 12 * i, n) for i, n in enumerate((b"/x5", b"/p", b"/OC", b"/Metadata", b"/Group")))
    set_content(pdf, content(pdf) + b" /s gs 1 0 0 0 K 210 60 m 280 60 l S " + marks)
    m.keep("same-names", pdf)
    pdf = m.open()  # expects the page's first graphics state, and leaves another behind
    set_content(pdf, b"20 100 60 8 re f 20 20 m 280 20 l S q q " + content(pdf) + b" 9 w 1 J 50 Tz 0 1 0 0 K 0 1 0 0 k")
    m.keep("state", pdf, ["warning: pdf-content"])
    pdf = m.open()
    font = pdf.make_indirect(Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 1000, 1000], FontMatrix=[0.001, 0, 0, 0.001, 0, 0], FirstChar=65, LastChar=65,
        Widths=[1000], Encoding=Dictionary(Type=Name.Encoding, Differences=[65, Name.square]),
        CharProcs=Dictionary(square=pdf.make_stream(b"1000 0 0 0 800 800 d1 0 0 800 800 re f")), Resources=Dictionary()))
    resources(pdf, "/Font")["/T3"] = font
    set_content(pdf, content(pdf) + b" BT /T3 30 Tf 0 0 0 1 k 210 60 Td (AA) Tj ET")
    m.keep("type3", pdf, ["warning: pdf-type3"])
    pdf = m.open()
    samples = bytes((x * 4 % 256, y * 4 % 256, 0, 0)[i] for y in range(40) for x in range(60) for i in range(4))
    image = pdf.make_stream(lzw(samples), Type=Name.XObject, Subtype=Name.Image, Width=60, Height=40, BitsPerComponent=8,
                            ColorSpace=Name.DeviceCMYK, Filter=Name.LZWDecode)
    resources(pdf, "/XObject")["/Im"] = image
    set_content(pdf, content(pdf) + b" q 21 0 0 14 210 60 cm /Im Do Q")
    m.keep("lzw", pdf, save={"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.none})
    pdf = m.open()
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 0.9, 0.4, 0], N=1)
    space = pdf.make_indirect(Array([Name.Separation, Name("/Harbour Red"), Name.DeviceCMYK, tint]))
    resources(pdf, "/ColorSpace")["/Spot"] = space
    set_content(pdf, content(pdf) + b" /Spot cs .8 scn 210 60 70 50 re f")
    m.keep("spot", pdf)
    m.keep("spot-without-plate", pdf, ["error: pdf-plate"], inks="[black, cyan, magenta, yellow]")
    with open("/usr/share/color/icc/ghostscript/default_cmyk.icc", "rb") as file:
        icc = file.read()
    pdf = m.open()
    profile = pdf.make_stream(icc, N=4, Metadata=pdf.make_stream(b"<x/>", Type=Name.Metadata, Subtype=Name.XML))
    resources(pdf, "/ColorSpace")["/Icc"] = Array([Name.ICCBased, profile])
    set_content(pdf, content(pdf) + b" /Icc cs .2 .5 0 .1 scn 210 60 70 50 re f")
    m.keep("icc-cmyk", pdf, x1a=["error: pdf-managed"], x4=["warning: pdf-managed"])


def lzw(data):
    """LZW as PDF has it: codes of 9 to 12 bits, early change."""
    table, nxt, width, bits, out = {bytes([i]): i for i in range(256)}, 258, 9, [], bytearray()
    acc, have = 0, 0

    def put(code, width):
        nonlocal acc, have
        acc, have = acc << width | code, have + width
        while have >= 8:
            have -= 8
            out.append(acc >> have & 255)
            acc &= (1 << have) - 1

    put(256, width)
    run = b""
    for byte in data:
        one = run + bytes([byte])
        if one in table:
            run = one
            continue
        put(table[run], width)
        table[one] = nxt
        nxt += 1
        if nxt + 1 > 1 << width and width < 12:
            width += 1
        if nxt >= 4095:
            put(256, width)
            table, nxt, width = {bytes([i]): i for i in range(256)}, 258, 9
        run = bytes([byte])
    put(table[run], width)
    put(257, width)
    if have:
        out.append(acc << 8 - have & 255)
    return bytes(out)


# ---- what a page may have besides ----

def extras(m):
    pdf = m.open()
    photo = io.BytesIO()
    Image.linear_gradient("L").resize((120, 80)).save(photo, "JPEG2000")
    image = pdf.make_stream(photo.getvalue(), Type=Name.XObject, Subtype=Name.Image, Width=120, Height=80, ColorSpace=Name.DeviceGray,
                            BitsPerComponent=8, Filter=Name.JPXDecode)
    resources(pdf, "/XObject")["/Im"] = image
    set_content(pdf, content(pdf) + b" q 42 0 0 28 210 60 cm /Im Do Q")
    m.keep("jpeg-2000", pdf, x1a=["error: pdf-jpeg2000"])
    pdf = m.open()
    gs = Dictionary(Type=Name.ExtGState, ca=0.5, CA=0.5, BM=Name.Multiply)
    resources(pdf, "/ExtGState")["/Half"] = gs
    pdf.pages[0].Group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK, I=True, K=False)
    set_content(pdf, content(pdf) + b" /Half gs 0 .9 0 0 k 60 100 100 60 re f")
    m.keep("transparent", pdf, x1a=["error: pdf-transparency"], save={"min_version": "1.4"})
    pdf = m.open()  # what leads into the document
    page = pdf.pages[0]
    page.StructParents = 0
    page.PieceInfo = Dictionary(Maker=Dictionary(LastModified=pikepdf.String("D:2026"), Private=pdf.make_stream(b"x" * 5000)))
    page.Metadata = pdf.make_stream(b"<secret/>", Type=Name.Metadata, Subtype=Name.XML)
    resources(pdf, "/Properties")["/MC0"] = Dictionary(MCID=0, Owner=page.obj)
    set_content(pdf, b"/P /MC0 BDC " + content(pdf) + b" EMC")
    m.keep("structured", pdf)


# ---- layers ----

def layer(pdf, name, **more):
    return pdf.make_indirect(Dictionary(Type=Name.OCG, Name=pikepdf.String(name), **more))


def layers(m):
    pdf = m.open()
    on, off = layer(pdf, "on"), layer(pdf, "off")
    pdf.Root.OCProperties = Dictionary(OCGs=[on, off], D=Dictionary(OFF=[off], Order=[on, off]))
    names = resources(pdf, "/Properties")
    names["/On"], names["/Off 1"] = on, off
    names["/Either"] = Dictionary(Type=Name.OCMD, OCGs=[on, off], P=Name.AnyOn)
    names["/Both"] = Dictionary(Type=Name.OCMD, OCGs=[on, off], P=Name.AllOn)
    names["/Neither"] = Dictionary(Type=Name.OCMD, VE=[Name.Not, [Name.Or, on, off]])
    font = next(iter(resources(pdf, "/Font").keys())).encode()
    hidden = pdf.make_stream(b"1 0 0 0 k 0 0 300 200 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 300, 200], OC=off)
    inner = pdf.make_stream(b"/OC /No BDC 1 1 0 0 k 0 0 300 200 re f EMC /OC /Yes BDC 0 1 0 0 k 210 20 70 10 re f EMC", Type=Name.XObject,
                            Subtype=Name.Form, BBox=[0, 0, 300, 200], Resources=Dictionary(Properties=Dictionary(No=off, Yes=on)))
    resources(pdf, "/XObject")["/Hidden"], resources(pdf, "/XObject")["/Inner"] = hidden, inner
    set_content(pdf, b"/OC /On BDC " + content(pdf) + b"""
EMC /OC /Off#201 BDC 0 1 1 0 k 0 0 300 200 re B q 90 0 0 90 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x10 EI Q /Hidden Do
BT %s 20 Tf 210 100 Td (Secret) Tj [(Se) -20 (cret)] TJ ET 0 0 1 0 k EMC
210 60 70 10 re f % the layer's last colour holds
/OC /Either BDC 0 0 0 1 k 210 75 70 10 re f EMC
/OC /Both BDC 0 0 300 200 re f /P <</MCID 3>> BDC 0 0 300 200 re f* EMC EMC
/OC /Neither BDC 0 0 300 200 re f EMC
/Hidden Do /Inner Do
/OC /Off#201 BDC BT %s 12 Tf 210 100 Td (Hid) Tj EMC (den) Tj ET
""".replace(b"%s", font))
    m.keep("layers", pdf, ["warning: pdf-layers"])
    pdf = m.open()
    print_only, screen_only = (layer(pdf, n, Usage=Dictionary(Print=Dictionary(PrintState=s))) for n, s in (("print", Name.ON), ("screen", Name.OFF)))
    pdf.Root.OCProperties = Dictionary(OCGs=[print_only, screen_only], D=Dictionary(
        BaseState=Name.OFF, ON=[screen_only], AS=[Dictionary(Event=Name.Print, Category=[Name.Print], OCGs=[print_only, screen_only])]))
    resources(pdf, "/Properties")["/P"], resources(pdf, "/Properties")["/S"] = print_only, screen_only
    data = content(pdf)
    set_content(pdf, b"/OC /P BDC " + data + b" EMC /OC /S BDC 1 0 0 0 k 0 0 300 200 re f EMC")
    m.keep("layers-of-print", pdf, ["warning: pdf-layers"], alone="plain")


# ---- forms and annotations ----

def annotations(m):
    def look(pdf, data, **more):
        return pdf.make_stream(data, Type=Name.XObject, Subtype=Name.Form, **{"BBox": [0, 0, 70, 20], **more})

    pdf = m.open()
    font = next(iter(resources(pdf, "/Font").items()))
    fonts = Dictionary(Font=Dictionary({font[0]: font[1]}))
    text = look(pdf, b"/Tx BMC 0 .2 0 0 k 0 0 70 20 re f 0 g BT %s 12 Tf 4 6 Td (Hen) Tj ET EMC" % font[0].encode(), Resources=fonts)
    ticked = Dictionary(N=Dictionary(Yes=look(pdf, b"0 0 70 20 re f"), Off=look(pdf, b"0 0 70 20 re S")))
    field = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=pikepdf.String("a"), V=pikepdf.String("Hen"),
                                         Rect=[210, 90, 280, 110], F=4, AP=Dictionary(N=text), P=pdf.pages[0].obj))
    box = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Btn, T=pikepdf.String("b"), V=Name.Yes, AS=Name.Yes,
                                       Rect=[210, 60, 245, 80], F=4, AP=ticked))
    stamp = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=[260, 40, 280, 80], F=4,
                       AP=Dictionary(N=look(pdf, b".5 0 0 0 k 0 0 70 20 re f 0 g 0 0 10 20 re f", Matrix=[0, 1, -1, 0, 0, 0])))
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 300, 200], F=4, Border=[0, 0, 0],
                      A=Dictionary(S=Name.URI, URI=pikepdf.String("http://example.cn")))
    hidden = Dictionary(Type=Name.Annot, Subtype=Name.Square, Rect=[0, 0, 300, 200], F=2, AP=Dictionary(N=look(pdf, b"0 0 70 20 re f")))
    pdf.pages[0].Annots = [field, box, stamp, link, hidden]
    pdf.Root.AcroForm = Dictionary(Fields=[field, box])
    m.keep("form", pdf, ["warning: pdf-annotation"])
    pdf = m.open()
    field = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=pikepdf.String("a"), V=pikepdf.String("lost"),
                                         Rect=[210, 90, 280, 110], F=4))
    pdf.pages[0].Annots = [field]
    pdf.Root.AcroForm = Dictionary(Fields=[field])
    m.keep("form-without-look", pdf, ["warning: pdf-annotation"], alone="plain")


# ---- what the press does not take ----

def unfit(m):
    pdf = m.open()
    set_content(pdf, content(pdf) + b" .9 .1 .1 rg 210 60 70 40 re f")
    m.keep("rgb", pdf, x1a=["error: pdf-rgb"], x4=["error: pdf-rgb"], archive=["error: pdf-rgb"])
    pdf = m.open()
    for _, font in resources(pdf, "/Font").items():
        del font.FontDescriptor["/FontFile3"]
    m.keep("font-missing", pdf, ["error: pdf-font-missing"])
    pdf = m.open()
    for _, font in resources(pdf, "/Font").items():
        del font["/Encoding"]
    m.keep("font-without-characters", pdf, archive=["error: pdf-font-unicode"], mute=True)
    pdf = m.open()
    set_content(pdf, content(pdf) + b" 1 1 1 1 k 210 60 70 40 re f")
    m.keep("too-much-ink", pdf, ["error: ink-limit"])
    pdf = m.open()
    image = pdf.make_stream(bytes(range(100)) * 100, Type=Name.XObject, Subtype=Name.Image, Width=100, Height=100, BitsPerComponent=8,
                            ColorSpace=Name.DeviceGray)
    resources(pdf, "/XObject")["/Im"] = image
    set_content(pdf, content(pdf) + b" q 90 0 0 90 200 10 cm /Im Do Q")
    m.keep("coarse", pdf, ["error: picture-coarse"])
    m.keep("no-plates", m.open(), ["error: pdf-plate"], inks="[black]")
    pdf = m.open()
    image = pdf.make_stream(bytes([200, 0, 0, 40]) * 2500, Type=Name.XObject, Subtype=Name.Image, Width=50, Height=50, BitsPerComponent=8,
                            ColorSpace=Name.DeviceCMYK)
    resources(pdf, "/XObject")["/Im"] = image
    set_content(pdf, b"q 15 0 0 15 200 10 cm /Im Do Q 0 0 0 1 k 10 10 50 50 re f")
    m.keep("no-plate-for-a-picture", pdf, ["error: pdf-plate"], inks="[black]")


def make(folder):
    m = Maker(folder)
    for part in (boxes, files, contents, layers, annotations, extras, unfit):
        part(m)
    return m
