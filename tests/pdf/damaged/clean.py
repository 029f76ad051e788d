"""PDFs with nothing wrong that others made: preflight must say nothing of them. Each function returns the file's bytes."""
import io, os, subprocess

import pikepdf
from pikepdf import Array, Dictionary, Name, String

# A page as other programs write them: Latin fonts, black in DeviceGray, mixes in DeviceCMYK, a spot ink, a grey picture.
PAGE = rb"""%!PS
<</PageSize [400 300]>> setpagedevice
[ /Title (A page of another maker) /Trapped /False /DOCINFO pdfmark
[ /_objdef {intent} /type /dict /OBJ pdfmark
[ {intent} << /Type /OutputIntent /S /GTS_PDFX /OutputConditionIdentifier (IFRA26) /Info (Coldset offset on newsprint)
  /RegistryName (http://www.color.org) /OutputCondition (IFRA26) >> /PUT pdfmark
[ {Catalog} << /OutputIntents [ {intent} ] >> /PUT pdfmark
[ /TrimBox [10 10 390 290] /BleedBox [0 0 400 300] /PAGE pdfmark
true setoverprint
/NimbusSans-Bold findfont 24 scalefont setfont 0 setgray 40 230 moveto (Type in black alone) show
/P052-Roman findfont 11 scalefont setfont 40 200 moveto (Smaller type, over nothing.) show
0 setgray 1 setlinewidth 40 190 moveto 360 190 lineto stroke
false setoverprint
0 0.6 0.8 0 setcmykcolor 40 40 80 120 rectfill
[/Separation (Festive Red) /DeviceCMYK {dup 0.9 mul exch 0.8 mul 0 3 1 roll 0}] setcolorspace 1 setcolor 300 40 60 120 rectfill
gsave 160 40 translate 120 120 scale
400 400 8 [400 0 0 -400 0 400] { 400 string 0 1 399 { 2 copy dup 255 and put pop } for } image
grestore
showpage
"""


def by_ghostscript(work):
    """PDF/X by Ghostscript, whose key says PDF/X-3: as all that it holds is what X-1a allows, key and version are exchanged."""
    source, out = os.path.join(work, "page.ps"), os.path.join(work, "gs.pdf")
    with open(source, "wb") as file:
        file.write(PAGE)
    subprocess.run(["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=pdfwrite", "-dPDFX", "-sColorConversionStrategy=CMYK",
                    "-dAutoFilterGrayImages=false", "-o", out, source], check=True)
    with pikepdf.open(out, allow_overwriting_input=True) as pdf:
        pdf.docinfo["/GTS_PDFXVersion"] = String("PDF/X-1a:2003")
        return saved(pdf, "1.4")


def saved(pdf, version):
    out = io.BytesIO()
    pdf.save(out, force_version=version, object_stream_mode=pikepdf.ObjectStreamMode.preserve)
    return out.getvalue()


def by_qpdf(data, work, *options):
    source, out = os.path.join(work, "in.pdf"), os.path.join(work, "qpdf.pdf")
    with open(source, "wb") as file:
        file.write(data)
    subprocess.run(["qpdf", *options, source, out], check=True)
    with open(out, "rb") as file:
        return file.read()


def by_mupdf(data, work):
    """The same objects, renumbered, what is alike put together, streams packed anew."""
    source, out = os.path.join(work, "in.pdf"), os.path.join(work, "mupdf.pdf")
    with open(source, "wb") as file:
        file.write(data)
    subprocess.run(["mutool", "clean", "-gggz", source, out], check=True, stderr=subprocess.DEVNULL)
    with open(out, "rb") as file:
        return file.read()


XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
  xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
  pdfxid:GTS_PDFXVersion="PDF/X-4" pdf:Trapped="False" xmp:CreateDate="2026-03-01T06:00:00+08:00"
  xmp:ModifyDate="2026-03-01T06:00:00+08:00" xmp:MetadataDate="2026-03-01T06:00:00+08:00" xmpMM:DocumentID="uuid:1"
  xmpMM:VersionID="1" xmpMM:RenditionClass="default">
  <dc:title><rdf:Alt><rdf:li xml:lang="x-default">An advertisement</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def x4_by_hand(icc):
    """PDF/X-4 with what X-4 allows: layers with a default, transparency in CMYK, properties written as attributes in its XMP."""
    pdf = pikepdf.new()
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("advertisement")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(Name=String("all"), Order=Array([layer])))
    content = b"""/OC /Ly BDC 0 .7 .9 0 k 20 20 200 80 re f EMC
/Half gs 0 0 0 .6 k 40 40 60 40 re f /Full gs 0 0 0 1 K 1 w 20 120 m 220 120 l S"""
    resources = Dictionary(Properties=Dictionary(Ly=layer), ExtGState=Dictionary(
        Half=Dictionary(Type=Name.ExtGState, ca=.5, BM=Name.Multiply),
        Full=Dictionary(Type=Name.ExtGState, ca=1, OP=True, op=True, OPM=1)))
    page = Dictionary(Type=Name.Page, MediaBox=Array([0, 0, 240, 140]), TrimBox=Array([5, 5, 235, 135]), Resources=resources,
                      Group=Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK), Contents=pdf.make_stream(content))
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    pdf.Root.OutputIntents = Array([Dictionary(
        Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier=String("IFRA26"), Info=String("Coldset newsprint"),
        RegistryName=String("http://www.color.org"), DestOutputProfile=pdf.make_stream(icc, N=4))])
    pdf.Root.Metadata = pdf.make_stream(XMP.encode(), Type=Name.Metadata, Subtype=Name.XML)
    return saved(pdf, "1.6")
