#!/usr/bin/python3
"""standards.py x1a|x4 FILE.pdf  what ISO 15930-4 and 15930-7 ask of a file, object by object"""
import re, sys

import pikepdf

standard, path = sys.argv[1:]
faults = []


def must(what, holds):
    if not holds:
        faults.append(what)


def text(value):
    return str(value) if value is not None else ""


pdf = pikepdf.open(path)
root, info, intents = pdf.Root, pdf.docinfo, pdf.Root.get("/OutputIntents", [])
xmp = root.Metadata.read_bytes().decode()
must("version", pdf.pdf_version == {"x1a": "1.4", "x4": "1.6"}[standard])
must("trailer ID", "/ID" in pdf.trailer)
must("no encryption", not pdf.is_encrypted)
for key in ("/Title", "/CreationDate", "/ModDate", "/Creator", "/Producer"):
    must("Info " + key, text(info.get(key)))
must("Trapped", info.get("/Trapped") in ("/True", "/False"))
must("dates", all(re.fullmatch(r"D:\d{14}(Z|[+-]\d\d'\d\d')", text(info.get(k))) for k in ("/CreationDate", "/ModDate")))
must("XMP has the title", text(info.get("/Title")) in xmp)
must("XMP has Trapped", "<pdf:Trapped>%s<" % text(info.get("/Trapped")).strip("/") in xmp)
must("XMP is not compressed", "/Filter" not in root.Metadata)
if standard == "x1a":
    must("key in Info", info.get("/GTS_PDFXVersion") == "PDF/X-1a:2003")
    must("no object streams", not any(o.get("/Type") == "/ObjStm" for o in pdf.objects if isinstance(o, pikepdf.Stream)))
else:
    must("key in XMP", ">PDF/X-4</pdfxid:GTS_PDFXVersion>" in xmp and "http://www.npes.org/pdfx/ns/id/" in xmp)
    must("key not in Info", "/GTS_PDFXVersion" not in info)
    must("document's IDs", all("<xmpMM:%s>" % k in xmp for k in ("DocumentID", "VersionID", "RenditionClass")))

must("one output intent", len(intents) == 1)
for intent in intents:
    must("intent of PDF/X", intent.S == "/GTS_PDFX")
    must("condition", text(intent.get("/OutputConditionIdentifier")))
    must("condition in words", text(intent.get("/Info")))
    icc = intent.get("/DestOutputProfile")
    must("registry or profile", "/RegistryName" in intent or icc is not None)
    if standard == "x4":
        must("profile embedded, of a press", icc is not None and icc.N == 4 and icc.read_bytes()[12:16] == b"prtr")

boxes = set()
for page in pdf.pages:
    box = {k: [float(v) for v in page.obj[k]] for k in ("/MediaBox", "/BleedBox", "/TrimBox") if k in page.obj}
    must("boxes", len(box) == 3 and "/ArtBox" not in page.obj)
    for inner, outer in (("/TrimBox", "/BleedBox"), ("/BleedBox", "/MediaBox")):
        i, o = box[inner], box[outer]
        must("boxes nested", o[0] <= i[0] and o[1] <= i[1] and i[2] <= o[2] and i[3] <= o[3])
    must("no annotations", "/Annots" not in page.obj)
    must("no group", "/Group" not in page.obj)
    must("no UserUnit", "/UserUnit" not in page.obj)
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        must("no operator " + name, name not in ("rg", "RG", "sh", "BI"))

FORBIDDEN_KEYS = ("/JS", "/OPI", "/TR", "/TR2", "/HT", "/SMask", "/AA", "/Alternates", "/OCProperties", "/PS")
for o in pdf.objects:
    if not isinstance(o, (pikepdf.Dictionary, pikepdf.Stream)):
        continue
    for key in FORBIDDEN_KEYS:
        must("no " + key, key not in o)
    must("no form or group", o.get("/S") != "/Transparency")
    must("no actions", o.get("/Type") != "/Action")
    if o.get("/Type") == "/ExtGState":
        must("opaque", o.get("/ca", 1) == 1 and o.get("/CA", 1) == 1 and o.get("/BM", "/Normal") == "/Normal")
    if o.get("/Subtype") == "/Image":
        must("ink pictures", o.get("/ColorSpace") in ("/DeviceCMYK", "/DeviceGray") or o.get("/ImageMask") is True)
        coded = ("/DCTDecode", "/FlateDecode", "/CCITTFaxDecode", None) + (("/JPXDecode",) if standard == "x4" else ())
        must("no LZW, JPEG 2000", o.get("/Filter") in coded)
    if o.get("/Type") == "/FontDescriptor":
        must("fonts embedded", any(k in o for k in ("/FontFile", "/FontFile2", "/FontFile3")))
print(*(f"{path}: {standard}: {fault}" for fault in dict.fromkeys(faults)), sep="\n", end="\n" if faults else "")
sys.exit(bool(faults))
