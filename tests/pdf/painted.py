#!/usr/bin/python3
"""painted.py PAIBAN FOLDER: pages of 300 × 300 pt with a trim 10 pt inside them, each with one thing painted. What preflight says
of what is painted must be just the ids told here, and where a pattern is told, its text must match. Ghostscript is out of reach: plates
are not looked at."""
import io, os, re, subprocess, sys
import pikepdf
from pikepdf import Array, Dictionary, Name, Operator, Stream, String
from PIL import Image

PAIBAN, WORK = sys.argv[1:]
IDS = set("""pdf-rgb pdf-managed pdf-alternate pdf-spot pdf-ink-all pdf-ink-name pdf-transparency pdf-blend-space pdf-transfer
pdf-halftone pdf-knockout pdf-white-overprint pdf-overprint pdf-overprint-mode pdf-type3 pdf-invisible pdf-layer pdf-empty
pdf-resource pdf-content pdf-too-much picture-fine picture-coarse ink-limit rich-black small-type thin-line""".split())

TEXT = "BT /F %g Tf 100 100 Td (text) Tj ET "
BLACK, AREA, RED = "0 0 0 1 k ", "50 50 150 150 re f ", "0 1 1 0 k "
TINT = "0 .4 0 0 k " + AREA
MARK = BLACK + "20 20 20 20 re f "  # so that the page is not empty

# name: (content, ids, pattern of a message or None, profile)
CASES = {
    "black type overprints a tint": (TINT + "/over gs " + BLACK + TEXT % 9, ""),
    "black type over more than 140 % knocks out": (RED + AREA + BLACK + TEXT % 9, ""),
    "black type on paper": (BLACK + TEXT % 9, ""),
    "grey type on paper": ("0 g " + TEXT % 9, ""),
    "white type of 12 pt on black": (BLACK + AREA + "0 0 0 0 k " + TEXT % 12, ""),
    "white type beside an area": (BLACK + "50 150 50 50 re f 0 0 0 0 k " + TEXT % 5, ""),
    "white type in a triangle's empty half": (BLACK + "50 50 m 50 290 l 290 290 l f 0 0 0 0 k BT /F 5 Tf 150 60 Td (text) Tj ET ", ""),
    "a line of 0.3 pt": (BLACK + ".3 w 20 20 m 200 20 l S", ""),
    "a colour of 240 %": (".6 .6 .6 .6 k " + AREA, ""),
    "a speck of too much ink": (MARK + "1 1 1 0 k 50 50 2 2 re f", "ink-limit", r"warning.* 300 % ink over 0 mm"),
    "a mark in all inks outside the trim": (MARK + "/All cs 1 scn 0 0 5 5 re f", ""),
    "a grey picture of 200 samples": ("q 72 0 0 72 50 50 cm /grey200 Do Q", ""),
    "a strip": ("q 200 0 0 10 50 50 cm /strip Do Q", ""),
    "a colour that is set and not used": (MARK + "1 0 0 rg 0 0 1 RG " + BLACK + TEXT % 9, ""),
    "an opaque state": ("/solid gs " + MARK, ""),
    "spot ink": ("/Red cs 1 scn " + AREA, ""),
    "text in process inks of DeviceN": ("/K cs 1 scn " + TEXT % 6, ""),
    "a layer that is on": ("/OC /On BDC " + MARK + "EMC", ""),

    "type in RGB": ("0 0 0 rg " + TEXT % 9, "pdf-rgb", r"type in DeviceRGB"),
    "an area in RGB": ("1 0 0 rg " + AREA, "pdf-rgb", r"53×53 mm at 14, 32 mm: error: an area in DeviceRGB"),
    "a line in RGB": ("1 0 0 RG 2 w 20 20 m 99 20 l S", "pdf-rgb", r"a line in DeviceRGB"),
    "a picture in RGB": ("q 72 0 0 72 50 50 cm /rgb Do Q", "pdf-rgb", r"a picture in DeviceRGB"),
    "a picture in the line in RGB": (MARK + "q 9 0 0 9 50 50 cm BI /W 1/H 1/BPC 8/CS/RGB ID abc EI Q", "pdf-rgb"),
    "RGB in an index": ("/Index cs 1 sc " + AREA, "pdf-rgb"),
    "RGB in a form": ("/form Do", "pdf-rgb", r"18×18 mm at 49, 60 mm"),
    "RGB in a tile": ("/Pattern cs /tile scn " + AREA, "pdf-rgb", r"53×53 mm"),
    "RGB in a shading": ("/sh sh", "pdf-rgb", r"a shading in DeviceRGB"),
    "RGB in an x4": ("1 0 0 rg " + AREA, "pdf-rgb", None, "x4"),
    "Lab": ("/Lab cs 50 9 9 sc " + AREA, "pdf-rgb", r"an area in Lab"),
    "CMYK by a profile": ("/icc4 cs 0 0 0 1 sc " + AREA, "pdf-managed", r"error.*ICCBased \(CMYK\)"),
    "CMYK by a profile in an x4": ("/icc4 cs 0 0 0 1 sc " + AREA, "pdf-managed", r"warning", "x4"),
    "a spot ink described in RGB": ("/RgbSpot cs 1 scn " + AREA, "pdf-alternate", r"“Odd” is described in DeviceRGB"),
    "the registration colour": ("/All cs 1 scn " + TEXT % 12, "pdf-ink-all"),
    "one ink by two names": ("/Red cs 1 scn " + AREA + "/Red2 cs 1 scn 20 20 9 9 re f", "pdf-ink-name", r"“Pantone 485 C” and “PANTONE 485C”"),
    "a process ink by another name": ("/black cs 1 scn " + AREA, "pdf-ink-name"),
    "an ink the press does not have": ("/Red cs 1 scn " + AREA, "pdf-spot", r"“Pantone 485 C”", "four"),
    "an ink that the press has": ("/Red cs 1 scn " + AREA, "", None, "listed"),
    "an ink that is not among the press's": ("/black cs 1 scn " + AREA, "pdf-spot pdf-ink-name", r"“black”, an ink", "listed"),
    "too much ink": ("1 1 .5 0 k " + AREA, "ink-limit", r"error.* 250 % ink over 2800 mm²; the press takes 240 %"),
    "too much ink by overprint": ("1 1 0 0 k " + AREA + "/over gs 0 0 .6 0 k 60 60 40 40 re f",
                                 "ink-limit pdf-overprint", r"error.* 260 % ink over 19[0-9] mm²|error.* 260 % ink over 20[0-9] mm²"),
    "black over much ink, overprinted": ("1 .3 0 0 k " + AREA + "/over gs 0 0 0 1 k 60 60 40 40 re f", ""),
    "a shading of too much ink": ("q 50 50 99 99 re W n /dark sh Q", "ink-limit", r"error.* 300 % ink"),
    "a sampled shading of too much ink": ("/Pattern cs /shaded scn " + AREA, "ink-limit", r"error.* 320 % ink"),
    "a shading within the limit": ("/light sh", ""),
    "a picture of too much ink": ("q 72 0 0 72 50 50 cm /dark Do Q", "ink-limit", r"a picture has 320 % ink over 645 mm²"),
    "a JPEG of too much ink": ("q 72 0 0 72 50 50 cm /darkjpeg Do Q", "ink-limit", r"a picture has 3[0-9]{2} % ink"),
    "a rich black": ("1 0 0 1 k " + TEXT % 30, "rich-black", r"30.0 pt .*C100 M0 Y0 K100"),
    "the black of RGB in four inks": (".6 .6 .5 .6 k " + TEXT % 9, "rich-black"),
    "a dark brown": (".2 .6 .8 .6 k " + TEXT % 12, ""),
    "black type knocks out": (TINT + BLACK + TEXT % 9, "pdf-knockout", r"black type of 9.00 pt"),
    "grey black type that overprints by name only": (TINT + "/over gs 0 g " + TEXT % 9, "pdf-knockout"),
    "a black line knocks out": (TINT + BLACK + "1 w 60 60 m 150 60 l S", "pdf-knockout", r"black line of 1.00 pt"),
    "white overprints ink": (BLACK + AREA + "/over gs 0 0 0 0 k " + TEXT % 12, "pdf-white-overprint", r"error"),
    "white overprints paper": (MARK + "/over gs 0 0 0 0 k " + TEXT % 12, "pdf-white-overprint", r"warning"),
    "a tint overprints": (TINT + "/over gs 0 0 0 .5 k 60 60 9 9 re f", "pdf-overprint", r"C0 M0 Y0 K50"),
    "overprint in mode 0": (TINT + "/over0 gs " + BLACK + TEXT % 30, "pdf-overprint-mode"),
    "small type in several inks": (RED + TEXT % 8, "small-type", r"C0 M100 Y100 K0\) is 8.0 pt; below 9.0 pt"),
    "small type by its matrix": (RED + "q .5 0 0 .5 0 0 cm " + TEXT % 16 + "Q", "small-type", r"is 8.0 pt"),
    "small type on a page of large units": (RED + TEXT % 4, "small-type", r"is 8.0 pt", "x1a", 2),
    "small reversed type": (BLACK + AREA + "0 0 0 0 k " + TEXT % 7, "small-type", r"reversed .* 7.0 pt; below 8.0"),
    "small type reversed out of a picture": ("q 150 0 0 150 50 50 cm /grey450 Do Q 1 g " + TEXT % 7, "small-type"),
    "type that can hardly be read": (BLACK + TEXT % 3, "small-type", r"type is 3.0 pt; below 4.0 pt"),
    "a fine white line on black": (BLACK + AREA + "0 0 0 0 K .4 w 60 60 m 150 60 l S", "thin-line", r"white line .*0.40 pt; below 0.50"),
    "a fine white line on paper": (MARK + "0 0 0 0 K .4 w 60 60 m 150 60 l S", ""),
    "a hairline": (BLACK + "0 w 20 20 m 200 20 l S", "thin-line", r"0.00 pt; below 0.25 pt"),
    "a hairline drawn as an area": (BLACK + "20 20 200 .1 re f", "thin-line", r"0.10 pt"),
    "a thin line in several inks": ("0 1 1 0 K .5 w 20 20 m 200 20 l S", "thin-line", r"several inks .*0.50 pt; below 1.00"),
    "a coarse picture": ("q 144 0 0 144 50 50 cm /grey200 Do Q", "picture-coarse", r"error.* has 100 samples .* 200"),
    "a picture somewhat coarse": ("q 90 0 0 90 50 50 cm /grey200 Do Q", "picture-coarse", r"warning.* has 160 "),
    "coarse line art": ("q 72 0 0 72 50 50 cm /art Do Q", "picture-coarse", r"error.* has 200 samples .* 600"),
    "a picture finer than need be": ("q 24 0 0 24 50 50 cm /grey200 Do Q", "picture-fine", r"note.* 600 .* 200"),
    "an opacity": ("/clear gs " + BLACK + AREA, "pdf-transparency", r"opacity"),
    "an opacity in an x4": ("/clear gs " + BLACK + AREA, "", None, "x4"),
    "a blend mode": ("/multiply gs " + BLACK + AREA, "pdf-transparency", r"blend mode"),
    "a soft mask": ("q 72 0 0 72 50 50 cm /masked Do Q", "pdf-transparency", r"soft mask"),
    "a group": ("/group Do", "pdf-transparency", r"a group"),
    "a group that blends in RGB": ("/group Do", "pdf-blend-space", r"DeviceRGB", "x4"),
    "a transfer curve": ("/curve gs " + MARK, "pdf-transfer"),
    "a screen of its own": ("/screen gs " + MARK, "pdf-halftone"),
    "type of Type 3": (BLACK + "BT /T3 10 Tf 50 50 Td (a) Tj ET", "pdf-type3"),
    "RGB in a glyph": ("0 0 0 1 k BT /T3 10 Tf 50 50 Td (b) Tj ET", "pdf-type3 pdf-rgb"),
    "invisible type": (MARK + "3 Tr " + TEXT % 9, "pdf-invisible"),
    "a layer that is off": (MARK + "/OC /Off BDC 1 0 0 rg " + AREA + "EMC", "pdf-layer"),
    "nothing": ("", "pdf-empty"),
    "white alone": ("0 0 0 0 k " + AREA, "pdf-empty"),
    "what is not there": (MARK + "/nothing Do /NoFont 9 Tf", "pdf-resource", r"“nothing”.*\(2 times"),
    "states not restored": ("q q " + MARK, "pdf-content", r"warning.* 1 states|warning"),
    "garbage": (MARK + ") 12 nonsense", "pdf-content", r"error"),
    "a form within itself": (MARK + "/loop Do", "pdf-content", r"forms within themselves: 1"),
}


def picture(pdf, width, height, bits, space, sample, **more):
    n = {Name.DeviceGray: 1, Name.DeviceRGB: 3, Name.DeviceCMYK: 4}[space]
    data = (bytes([sample]) * ((width * n * bits + 7) // 8)) * height
    return Stream(pdf, data, Type=Name.XObject, Subtype=Name.Image, Width=width, Height=height, BitsPerComponent=bits, ColorSpace=space, **more)


def jpeg(pdf):
    out = io.BytesIO()
    Image.new("CMYK", (200, 200), (200, 200, 200, 200)).save(out, "JPEG", quality=95)  # as it stands in the file: Adobe-inverted
    return Stream(pdf, out.getvalue(), Type=Name.XObject, Subtype=Name.Image, Width=200, Height=200, BitsPerComponent=8,
                  ColorSpace=Name.DeviceCMYK, Filter=Name.DCTDecode, Decode=[1, 0, 1, 0, 1, 0, 1, 0])


def tint(n):
    return Dictionary(FunctionType=2, Domain=[0, 1], N=1, C0=[0] * n, C1=[1] * n)


def ramp(first, last):
    return Dictionary(FunctionType=2, Domain=[0, 1], N=1, C0=first, C1=last)


def stitched(*functions):
    return Dictionary(FunctionType=3, Domain=[0, 1], Functions=Array(functions), Bounds=[.5], Encode=[0, 1] * len(functions))


def shading(space, function):
    return Dictionary(ShadingType=2, ColorSpace=space, Coords=[0, 0, 300, 300], Function=function)


def spot(name, space=Name.DeviceCMYK, n=4):
    return Array([Name.Separation, Name("/" + name), space, tint(n)])


def resources(pdf):
    ocg = {k: pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(k))) for k in ("On", "Off")}
    pdf.Root.OCProperties = Dictionary(OCGs=Array(list(ocg.values())), D=Dictionary(OFF=[ocg["Off"]]))
    form = lambda data, **more: Stream(pdf, data, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 50, 50], **more)
    t3 = pdf.make_indirect(Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontMatrix=[.001, 0, 0, .001, 0, 0], FontBBox=[0, 0, 1000, 1000], FirstChar=97, LastChar=98,
        Widths=[1000, 1000], Encoding=Dictionary(Differences=[97, Name.a, Name.b]), Resources=Dictionary(),
        CharProcs=Dictionary(a=Stream(pdf, b"1000 0 0 0 1000 1000 d1 1 0 0 rg 0 0 500 500 re f"),
                             b=Stream(pdf, b"1000 0 d0 1 0 0 rg 0 0 500 500 re f"))))
    loop = pdf.make_indirect(form(b"/loop Do"))
    loop.Resources = Dictionary(XObject=Dictionary(loop=loop))
    state = lambda **more: Dictionary(Type=Name.ExtGState, **more)
    mask = picture(pdf, 200, 200, 8, Name.DeviceGray, 99)
    return Dictionary(
        Font=Dictionary(F=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica), T3=t3),
        ExtGState=Dictionary(over=state(op=True, OP=True, OPM=1), over0=state(op=True, OP=True, OPM=0), clear=state(ca=.5, CA=.5),
                             multiply=state(BM=Name.Multiply), solid=state(ca=1, CA=1, BM=Name.Normal, SMask=Name("/None")),
                             curve=state(TR=tint(1)), screen=state(HT=Dictionary(HalftoneType=1, Frequency=60, Angle=45, SpotFunction=Name.Round))),
        ColorSpace=Dictionary(
            Index=[Name.Indexed, Name.DeviceRGB, 1, String("abcdef")], Lab=[Name.Lab, Dictionary(WhitePoint=[.96, 1, .82])],
            icc4=[Name.ICCBased, Stream(pdf, b"no profile", N=4)], Red=spot("Pantone 485 C"), Red2=spot("PANTONE 485C"), All=spot("All"),
            black=spot("black"), RgbSpot=spot("Odd", Name.DeviceRGB, 3), K=[Name.DeviceN, [Name.Black], Name.DeviceCMYK, tint(4)]),
        Pattern=Dictionary(tile=Stream(pdf, b"1 0 0 rg 0 0 2 2 re f", PatternType=1, PaintType=1, TilingType=1, BBox=[0, 0, 4, 4],
                                       XStep=4, YStep=4, Resources=Dictionary()),
                           shaded=Dictionary(PatternType=2, Shading=shading(Name.DeviceCMYK, Stream(
                               pdf, bytes([0, 0, 0, 255, 204, 204, 204, 204]), FunctionType=0, Domain=[0, 1], Range=[0, 1] * 4, Size=[2],
                               BitsPerSample=8)))),
        Shading=Dictionary(sh=shading(Name.DeviceRGB, tint(3)), light=shading(Name.DeviceCMYK, ramp([0, 0, 0, 1], [.5, .5, 0, 1])),
                           dark=shading(Name.DeviceCMYK, stitched(ramp([0, 0, 0, 0], [1, 1, 0, 0]), ramp([1, 1, 0, 0], [1, 1, 1, 0])))),
        Properties=Dictionary(**ocg),
        XObject=Dictionary(
            grey200=picture(pdf, 200, 200, 8, Name.DeviceGray, 99), grey450=picture(pdf, 450, 450, 8, Name.DeviceGray, 99),
            strip=picture(pdf, 256, 1, 8, Name.DeviceGray, 99),
            rgb=picture(pdf, 200, 200, 8, Name.DeviceRGB, 99), dark=picture(pdf, 200, 200, 8, Name.DeviceCMYK, 204), darkjpeg=jpeg(pdf),
            art=picture(pdf, 200, 200, 1, Name.DeviceGray, 99), masked=picture(pdf, 200, 200, 8, Name.DeviceGray, 99, SMask=mask),
            form=form(b"1 0 0 rg 0 0 50 50 re f", Matrix=[1, 0, 0, 1, 150, 70]), loop=loop,
            group=form(b"0 0 0 1 k 0 0 50 50 re f", Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB))))


def write(path, content, unit):
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(300, 300))
    page.TrimBox = Array([10, 10, 290, 290])
    page.obj.Resources = resources(pdf)
    page.obj.Contents = Stream(pdf, content.encode())
    if unit != 1:
        page.obj.UserUnit = unit
    pdf.save(path)


def main():
    bad = 0
    for number, (name, (content, ids, *rest)) in enumerate(CASES.items()):
        pattern, profile, unit = (rest + [None, "x1a", 1][len(rest):])
        path = f"{WORK}/painted-{number}.pdf"
        write(path, content, unit)
        said = subprocess.run([PAIBAN, "preflight", "--house", f"{WORK}/house", "--profile", profile, path], capture_output=True, text=True,
                              env={**os.environ, "PATH": WORK})
        lines = [line for line in said.stdout.splitlines() + said.stderr.splitlines() if re.search(r"\[([a-z0-9-]+)\]$", line)]
        ours = [line for line in lines if re.search(r"\[([a-z0-9-]+)\]$", line)[1] in IDS]
        found = {re.search(r"\[([a-z0-9-]+)\]$", line)[1] for line in ours}
        if said.returncode not in (0, 1) or found != set(ids.split()) or (pattern and not any(re.search(pattern, line) for line in ours)):
            print(f"{name}: wants [{ids}] {pattern or ''}, finds [{' '.join(sorted(found))}] (status {said.returncode})")
            print("\n".join("  " + line for line in ours), said.stderr if said.returncode > 1 else "")
            bad = 1
    return bad


sys.exit(main())
