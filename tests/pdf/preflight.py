#!/usr/bin/python3
"""preflight.py PAIBAN FOLDER NAME  takes FOLDER/NAME-x1a.pdf and its likes, makes each wrong in one way, and asks paiban preflight:
it must find that, by its id, and nothing else."""
import json, os, re, subprocess, sys, zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

paiban, folder, name = sys.argv[1:]
faults, count = [], 0


def preflight(path, profile, house="/nowhere"):
    options = ["--profile", profile, "--json", *(["--house", house] if os.path.isdir(house) else [])]
    done = subprocess.run([paiban, "preflight", path, *options], capture_output=True, text=True, timeout=120)
    if done.stderr:
        faults.append(f"{path}: says on standard error: {done.stderr[:200]}")
    return done.returncode, json.loads(done.stdout)["diagnostics"]


def judge(what, path, profile, wanted, page=None, house="/nowhere"):
    """`wanted`: ids with their severity, as "error pdf-id"."""
    global count
    count += 1
    status, said = preflight(path, profile, house)
    found = {f"{d['severity']} {d['id']}" for d in said}
    if found != set(wanted):
        faults.append(f"{what}: wanted {sorted(wanted)}, found {sorted(found)}: {[d['message'] for d in said]}")
    if status != (1 if any(w.startswith("error") for w in wanted) else 0):
        faults.append(f"{what}: exit code {status}")
    faults.extend(f"{what}: says what no terminal should hear" for d in said if len(d["message"]) > 500 or re.search(r"[\0-\x1f\x7f]", d["message"]))
    if page is not None and [d.get("page", 0) for d in said] != page:
        faults.append(f"{what}: pages {[d.get('page', 0) for d in said]}, wanted {page}")


def case(profile, wanted, page=None, **save):
    def decorate(spoil):
        with pikepdf.open(f"{folder}/{name}-{profile}.pdf") as pdf:
            spoil(pdf)
            path = f"{folder}/spoilt.pdf"
            save.setdefault("object_stream_mode", pikepdf.ObjectStreamMode.preserve)
            pdf.save(path, fix_metadata_version=False, **save)
        judge(f"{profile} {spoil.__name__}", path, profile, [wanted] if isinstance(wanted, str) else wanted, page)

    return decorate


def xmp(pdf, old, new):
    data = pdf.Root.Metadata.read_bytes().decode()
    assert re.search(old, data), old
    pdf.Root.Metadata = Stream(pdf, re.sub(old, new, data).encode(), Type=Name.Metadata, Subtype=Name.XML)


def fonts(pdf):
    return [o for o in pdf.objects if isinstance(o, Dictionary) and o.get("/Type") == "/Font"]


def descriptors(pdf):
    return [o for o in pdf.objects if isinstance(o, Dictionary) and o.get("/Type") == "/FontDescriptor"]


def form(pdf, page=0, **more):
    """A form that paints nothing, painted on a page."""
    resources = more.pop("resources", Dictionary())
    made = Stream(pdf, b"q Q", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]), Resources=resources, **more)
    put(pdf, made, page)
    return made


def put(pdf, made, page=0):
    own = pdf.pages[page]
    own.Resources = own.Resources if "/XObject" in own.Resources else Dictionary(own.Resources)
    if "/XObject" not in own.Resources:
        own.Resources.XObject = Dictionary()
    own.Resources.XObject["/Spoilt"] = pdf.make_indirect(made)
    own.contents_add(b"q 22 0 0 22 0 0 cm /Spoilt Do Q")


def picture(pdf, data, **more):
    more = {"Width": 64, "Height": 64, **more}
    put(pdf, Stream(pdf, data, Type=Name.XObject, Subtype=Name.Image, BitsPerComponent=8, ColorSpace=Name.DeviceGray, **more))


# ---- identity ----


@case("x1a", "error pdf-version")
def catalogue_is_later(pdf):
    pdf.Root.Version = Name("/1.7")


@case("x1a", "error pdf-version", force_version="1.5")
def header_is_later(pdf):
    pass


@case("x4", "error pdf-version", force_version="1.7")
def header_is_later_than_x4(pdf):
    pass


@case("archive", "error pdf-version", force_version="2.0")
def header_is_later_than_archive(pdf):
    pass


@case("x1a", "error pdf-standard")
def says_no_standard(pdf):
    del pdf.docinfo["/GTS_PDFXVersion"]


@case("x1a", ["error pdf-standard"])
def says_another_standard(pdf):
    pdf.docinfo["/GTS_PDFXVersion"] = "PDF/X-3:2003"
    xmp(pdf, "PDF/X-1a:2003", "PDF/X-3:2003")


@case("x1a", "error pdf-metadata")
def standard_differs_in_xmp(pdf):
    xmp(pdf, "PDF/X-1a:2003", "PDF/X-3:2003")


@case("x4", "error pdf-standard")
def x4_says_no_standard(pdf):
    xmp(pdf, "<pdfxid:GTS_PDFXVersion.*</pdfxid:GTS_PDFXVersion>", "")


@case("x4", "error pdf-standard")
def x4_is_x4p(pdf):
    xmp(pdf, ">PDF/X-4<", ">PDF/X-4p<")


@case("x4", "error pdf-metadata")
def x4_without_version_id(pdf):
    xmp(pdf, "<xmpMM:VersionID>1</xmpMM:VersionID>", "")


@case("archive", "error pdf-standard")
def archive_says_no_part(pdf):
    xmp(pdf, "<pdfaid:part.*</pdfaid:part>", "")


@case("archive", "error pdf-standard")
def archive_is_basic(pdf):
    xmp(pdf, ">U</pdfaid:conformance>", ">B</pdfaid:conformance>")


@case("x1a", "error pdf-info")
def no_date(pdf):
    del pdf.docinfo["/CreationDate"]


@case("x1a", "error pdf-info")
def date_is_none(pdf):
    pdf.docinfo["/ModDate"] = "yesterday"


@case("x1a", "error pdf-metadata")
def dates_differ(pdf):
    pdf.docinfo["/ModDate"] = "D:20200101000000+08'00'"


@case("x1a", [])
def same_date_in_another_zone(pdf):
    """The same moment told by another clock."""
    day = str(pdf.docinfo["/CreationDate"])
    assert day.endswith("000000+08'00'"), day
    before = str(int(day[2:10]) - 1) if day[8:10] != "01" else None
    if before is None:
        pdf.docinfo["/CreationDate"] = f"D:{day[2:10]}010000+09'00'"
    else:
        pdf.docinfo["/CreationDate"] = f"D:{before}160000Z"


@case("x1a", "error pdf-info")
def no_title(pdf):
    del pdf.docinfo["/Title"]
    xmp(pdf, "<dc:title>.*</dc:title>", "")


@case("x1a", "error pdf-info")
def title_in_xmp_alone(pdf):
    del pdf.docinfo["/Title"]


@case("x1a", "error pdf-metadata")
def title_for_a_terminal(pdf):
    pdf.docinfo["/Title"] = "\x1b[2Jgone\n" * 2000


@case("x1a", "error pdf-metadata")
def titles_differ(pdf):
    pdf.docinfo["/Title"] = "Another"


@case("x1a", "error pdf-trapped")
def trapping_unknown(pdf):
    pdf.docinfo["/Trapped"] = Name.Unknown


@case("x1a", "error pdf-trapped")
def trapping_not_said(pdf):
    del pdf.docinfo["/Trapped"]


@case("x1a", "error pdf-metadata")
def trapping_differs(pdf):
    pdf.docinfo["/Trapped"] = Name("/True")


@case("archive", ["error pdf-metadata", "error pdf-standard"])
def no_xmp(pdf):
    del pdf.Root.Metadata


@case("x4", "error pdf-metadata")
def xmp_is_broken(pdf):
    xmp(pdf, "</rdf:RDF>", "")


# ---- output intent ----


@case("x1a", "error pdf-output-intent")
def no_intent(pdf):
    del pdf.Root.OutputIntents


@case("x1a", "error pdf-output-intent")
def two_intents(pdf):
    pdf.Root.OutputIntents.append(pdf.Root.OutputIntents[0])


@case("x1a", "error pdf-condition")
def other_condition(pdf):
    pdf.Root.OutputIntents[0].OutputConditionIdentifier = String("FOGRA39")


@case("x1a", "error pdf-output-intent")
def no_condition(pdf):
    del pdf.Root.OutputIntents[0].OutputConditionIdentifier


@case("x1a", "error pdf-output-intent")
def no_registry(pdf):
    del pdf.Root.OutputIntents[0].RegistryName


@case("x4", "error pdf-output-intent")
def x4_without_profile(pdf):
    del pdf.Root.OutputIntents[0].DestOutputProfile


@case("x4", "error pdf-icc")
def profile_is_none(pdf):
    pdf.Root.OutputIntents[0].DestOutputProfile = Stream(pdf, b"colours", N=4)


@case("x4", "error pdf-icc")
def profile_of_a_screen(pdf):
    with open("/usr/share/color/icc/ghostscript/srgb.icc", "rb") as file:
        pdf.Root.OutputIntents[0].DestOutputProfile = Stream(pdf, file.read(), N=3)


@case("x4", "error pdf-icc")
def profile_miscounted(pdf):
    pdf.Root.OutputIntents[0].DestOutputProfile.N = 3


# ---- storage ----


@case("x1a", "error pdf-encrypted", encryption=pikepdf.Encryption(owner="o", user="", R=3, aes=False, metadata=False))
def protected(pdf):
    pass


@case("x1a", "error pdf-encrypted", encryption=pikepdf.Encryption(owner="o", user="secret"))
def locked(pdf):
    pass


@case("x1a", "error pdf-lzw", stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
def lzw(pdf):
    form(pdf)
    codes = [256, ord("q"), ord(" "), ord("Q"), 257]  # clear, q Q, end
    bits = "".join(f"{c:09b}" for c in codes)
    data = int(bits.ljust((len(bits) + 7) // 8 * 8, "0"), 2).to_bytes((len(bits) + 7) // 8, "big")
    made = pdf.pages[0].Resources.XObject["/Spoilt"]
    made.write(data, filter=Name.LZWDecode)


# ---- boxes ----


@case("x1a", "error pdf-trim", page=[1])
def no_trim(pdf):
    del pdf.pages[0].obj["/TrimBox"]


@case("x1a", "error pdf-trim", page=[1])
def trim_and_art(pdf):
    pdf.pages[0].obj["/ArtBox"] = pdf.pages[0].TrimBox


@case("x1a", "error pdf-box", page=[1])
def trim_sticks_out(pdf):
    box = [float(v) for v in pdf.pages[0].MediaBox]
    pdf.pages[0].BleedBox = Array([box[0], box[1], box[2] - 30, box[3]])


@case("x1a", "error pdf-box", page=[1])
def box_is_none(pdf):
    pdf.pages[0].TrimBox = Array([0, 0, 0, 0])


@case("x1a", "error pdf-crop", page=[1])
def cropped(pdf):
    box = [float(v) for v in pdf.pages[0].MediaBox]
    pdf.pages[0].CropBox = Array([box[0], box[1] + 50, box[2], box[3]])


@case("x1a", "error pdf-user-unit", page=[1])
def user_unit(pdf):
    for page in pdf.pages:
        page.UserUnit = 1
    pdf.pages[0].UserUnit = 1.001


@case("x1a", "warning pdf-rotate")
def rotated(pdf):
    for page in pdf.pages:
        page.Rotate = 180


@case("x1a", "error pdf-rotate", page=[1])
def rotated_askew(pdf):
    pdf.pages[0].Rotate = 45


@case("x1a", "warning pdf-page-size")
def sizes_differ(pdf):
    page = pdf.pages[len(pdf.pages) - 1]
    if len(pdf.pages) == 1:
        pdf.pages.append(pdf.pages[0])
        page = pdf.pages[1]
    for key in ("/MediaBox", "/BleedBox", "/TrimBox"):
        box = [float(v) for v in page.obj[key]]
        page.obj[key] = Array([box[0], box[1], box[2] - 20, box[3]])


# ---- fonts ----


@case("x1a", "error pdf-font-missing")
def font_missing(pdf):
    d = descriptors(pdf)[0]
    for key in ("/FontFile", "/FontFile2", "/FontFile3"):
        if key in d:
            del d[key]


@case("x1a", ["error pdf-font-missing"])
def font_missing_in_a_form(pdf):
    form(pdf, resources=Dictionary(Font=Dictionary(F=pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)))))


@case("x1a", ["error pdf-font-missing", "warning pdf-font-courier"])
def courier(pdf):
    pdf.pages[0].Resources.Font["/Spoilt"] = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Courier, Encoding=Name.WinAnsiEncoding))


@case("x1a", "error pdf-font-broken")
def font_broken(pdf):
    d = descriptors(pdf)[0]
    key = next(k for k in ("/FontFile", "/FontFile2", "/FontFile3") if k in d)
    d[key].write(b"no font at all" * 10)


@case("archive", "error pdf-font-unicode")
def font_without_characters(pdf):
    del [f for f in fonts(pdf) if f.get("/Subtype") == "/Type0"][0]["/ToUnicode"]


# ---- the catalogue ----


@case("x1a", "error pdf-layers")
def layers(pdf):
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("one")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(Order=Array([layer])))


@case("x4", "error pdf-layers")
def layers_without_default(pdf):
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("one")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]))


@case("x1a", "error pdf-javascript")
def script(pdf):
    act = Dictionary(S=Name.JavaScript, JS=String("app.beep()"))
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), act])))


@case("archive", "error pdf-javascript")
def script_on_opening(pdf):
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.beep()"))


@case("x1a", "error pdf-action")
def action_on_opening(pdf):
    pdf.Root.OpenAction = Dictionary(S=Name.Launch, F=String("a.exe"))


@case("x1a", "error pdf-action", page=[1])
def action_of_a_page(pdf):
    pdf.pages[0].obj["/AA"] = Dictionary(O=Dictionary(S=Name.Named, N=Name.NextPage))


@case("x1a", "error pdf-attachment")
def attachment(pdf):
    file = pdf.make_indirect(Stream(pdf, b"x", Type=Name.EmbeddedFile))
    spec = pdf.make_indirect(Dictionary(Type=Name.Filespec, F=String("a.txt"), EF=Dictionary(F=file)))
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([String("a.txt"), spec])))


@case("x1a", "error pdf-form")
def fields(pdf):
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("a")))]))


@case("archive", "error pdf-form")
def form_by_program(pdf):
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=Stream(pdf, b"<xdp/>"))


@case("x1a", "warning pdf-threads")
def threads(pdf):
    pdf.Root.Threads = Array([pdf.make_indirect(Dictionary(Type=Name.Thread))])


@case("archive", "warning pdf-tags")
def no_tags(pdf):
    del pdf.Root.StructTreeRoot


@case("archive", "warning pdf-tags")
def no_language(pdf):
    del pdf.Root.Lang


# ---- annotations ----


def annotate(pdf, **more):
    box = [float(v) for v in pdf.pages[0].MediaBox]
    more.setdefault("Rect", Array([box[0] + 72, box[3] - 172, box[0] + 172, box[3] - 72]))
    pdf.pages[0].Annots = Array([pdf.make_indirect(Dictionary(Type=Name.Annot, **more))])


@case("x1a", "error pdf-annotation", page=[1])
def comment(pdf):
    annotate(pdf, Subtype=Name.Text, Contents=String("look"))


@case("x1a", [])
def comment_outside(pdf):
    """Beside the bleed it may lie."""
    annotate(pdf, Subtype=Name.Text, Contents=String("look"), Rect=Array([-500, -500, -400, -400]))


@case("x1a", "warning pdf-trapnet", page=[1])
def trapped_already(pdf):
    annotate(pdf, Subtype=Name.TrapNet)


@case("archive", "error pdf-annotation", page=[1])
def hidden_annotation(pdf):
    annotate(pdf, Subtype=Name.Text, Contents=String("look"), F=2)


@case("archive", "error pdf-annotation", page=[1])
def movie(pdf):
    annotate(pdf, Subtype=Name.Movie, F=4)


# ---- what a page refers to ----


@case("x1a", "error pdf-postscript", page=[1])
def postscript(pdf):
    form(pdf, PS=Stream(pdf, b"showpage"))


@case("x1a", "error pdf-external", page=[1])
def form_of_another_file(pdf):
    form(pdf, Ref=Dictionary(F=String("other.pdf"), Page=0))


@case("x1a", "error pdf-opi", page=[1])
def stands_for_another(pdf):
    form(pdf, OPI=Dictionary())


@case("x1a", "warning pdf-alternates", page=[1])
def alternates(pdf):
    picture(pdf, bytes(64 * 64), Alternates=Array([]))


@case("x1a", "error pdf-jpeg2000", page=[1])
def jpeg2000(pdf):
    picture(pdf, b"")
    pdf.pages[0].Resources.XObject["/Spoilt"].write(b"\0\0\0\x0cjP  \r\n\x87\n", filter=Name.JPXDecode)


@case("x1a", "error pdf-jbig2", page=[1])
def jbig2(pdf):
    put(pdf, Stream(pdf, b"", Type=Name.XObject, Subtype=Name.Image, Width=800, Height=800, BitsPerComponent=1, ColorSpace=Name.DeviceGray))
    pdf.pages[0].Resources.XObject["/Spoilt"].write(b"\0\0\0\1\x31\0\1\0\0\0\0", filter=Name.JBIG2Decode)


@case("x1a", "error pdf-picture-broken", page=[1])
def picture_cut(pdf):
    picture(pdf, bytes(64 * 60))


@case("x1a", "error pdf-picture-broken", page=[1])
def picture_cut_jpeg(pdf):
    from io import BytesIO

    from PIL import Image
    out = BytesIO()
    Image.effect_noise((64, 64), 80).save(out, "JPEG", quality=95)
    picture(pdf, b"")
    pdf.pages[0].Resources.XObject["/Spoilt"].write(out.getvalue()[: len(out.getvalue()) // 2], filter=Name.DCTDecode)


def bomb(byte):
    """Half a gigabyte of one byte in five hundred kilobytes."""
    packer = zlib.compressobj(1)
    data = b"".join(packer.compress(byte * (1 << 20)) for _ in range(512))
    return data + packer.flush()


@case("x1a", ["error picture-size", "note picture-fine"])
def picture_huge(pdf):
    picture(pdf, b"", Width=46000, Height=46000)


@case("x1a", [], stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
def picture_longer_than_it_says(pdf):
    picture(pdf, b"")
    pdf.pages[0].Resources.XObject["/Spoilt"].write(bomb(b"\x80"), filter=Name.FlateDecode)


@case("x1a", "error pdf-content", page=[1], stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
def content_explodes(pdf):
    made = pdf.make_indirect(Stream(pdf, b""))
    made.write(bomb(b" "), filter=Name.FlateDecode)
    own = pdf.pages[0].Contents
    pdf.pages[0].Contents = Array([*([own] if isinstance(own, Stream) else own), made])


# ---- files ----


def written(data, what, wanted, profile="x1a"):
    path = f"{folder}/spoilt.pdf"
    with open(path, "wb") as file:
        file.write(data)
    judge(what, path, profile, wanted)


def small(objects, trailer="/Root 1 0 R"):
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % at for at in places)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d%s>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, table, len(objects) + 1, trailer.encode(), len(out))


with open(f"{folder}/{name}-x1a.pdf", "rb") as file:
    whole = file.read()
written(b"", "empty file", ["error pdf-unreadable"])
written(b"\0" * 5000, "zeros", ["error pdf-unreadable"])
written(b"Dear printer, the page is in the post.", "a letter", ["error pdf-unreadable"])
written(whole[:3000], "cut to 3,000 bytes", ["error pdf-unreadable"])
with pikepdf.open(f"{folder}/{name}-x1a.pdf") as pdf:
    pdf.save(f"{folder}/streamed.pdf", object_stream_mode=pikepdf.ObjectStreamMode.generate, fix_metadata_version=False)
with open(f"{folder}/streamed.pdf", "rb") as file:
    streamed = file.read()
written(streamed.replace(b"%PDF-1.5", b"%PDF-1.4", 1), "object streams", ["error pdf-object-streams"])
written(whole.replace(b"/ID [", b"/IX [", 1), "no identifier", ["error pdf-id"])
written(b"junk\n" + whole, "junk before the header", ["error pdf-version"])
written(whole[: whole.rindex(b"startxref")] + b"startxref\n12\n%%EOF\n", "table lost", ["error pdf-damaged"])
root = b"<</Type/Catalog/Pages 2 0 R>>"
written(small([root, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"]), "a page tree in itself", ["error pdf-pages"], "proof")
written(small([root, b"<</Type/Pages/Kids[]/Count 0>>"]), "no page", ["error pdf-pages"], "proof")
deep = [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (i + 3) for i in range(3000)]
written(small([root] + deep + [b"<</Type/Page/MediaBox[0 0 9 9]>>"]), "a deep page tree", ["error pdf-pages"], "proof")
page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]/Contents 4 0 R>>"
black = b"<</Length 20>>\nstream\n0 g 20 20 50 50 re f\nendstream"
written(small([root, b"<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>", page, black]), "a page twice", ["error pdf-pages"], "proof")
written(small([root, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page.replace(b"300", b"x"), black]), "a box of words", ["error pdf-box", "error pdf-damaged"], "proof")
many = [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]/CropBox[0 0 9 9]/TrimBox[0 0 200 300]/Contents 303 0 R>>"] * 300
kids = b" ".join(b"%d 0 R" % (i + 3) for i in range(300))
path = f"{folder}/many.pdf"
with open(path, "wb") as file:
    file.write(small([root, b"<</Type/Pages/Kids[%s]/Count 300>>" % kids] + many + [black]))

os.makedirs(f"{folder}/strict/layouts/press", exist_ok=True)
with open(f"{folder}/strict/layouts/press/small.yaml", "w") as file:
    file.write("name: small\npages: 2\ntrim: [100mm, 150mm]\n")
one = page.replace(b"200 300", b"283.5 425.2")
for what, objects, wanted in (
    ("as wanted", [root, b"<</Type/Pages/Kids[3 0 R 5 0 R]/Count 2>>", one, black, one], []),
    ("two facing pages as one", [root, b"<</Type/Pages/Kids[3 0 R 5 0 R]/Count 2>>", one, black, one.replace(b"283.5", b"567")], []),
    ("one page of two", [root, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", one, black], ["error pdf-page-count"]),
    ("too wide", [root, b"<</Type/Pages/Kids[3 0 R 5 0 R]/Count 2>>", one, black, one.replace(b"283.5", b"300")],
     ["error pdf-page-size", "warning pdf-page-size"])):
    with open(f"{folder}/spoilt.pdf", "wb") as file:
        file.write(small(objects))
    judge(what, f"{folder}/spoilt.pdf", "small", wanted, house=f"{folder}/strict")

status, said = preflight(path, "proof")
if len(said) != 21 or "280 more pages" not in said[-1]["message"]:
    faults.append(f"300 pages wrong alike are told in {len(said)} lines, the last of them {said[-1]}")

print(f"{count} cases")
print("\n".join(faults))
sys.exit(len(faults) > 0)
