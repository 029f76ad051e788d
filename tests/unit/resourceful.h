/* A PDF of one empty page, for content that tests and fuzzers bring. */
#ifndef RESOURCEFUL_H
#define RESOURCEFUL_H

/* A page whose resources have one of each. The objects stand without a table: libqpdf finds them. */
static const char RESOURCEFUL_PDF[] =
    "%PDF-1.6\n"
    "1 0 obj<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[9 0 R 10 0 R]/D<</OFF[10 0 R]>>>>>>endobj\n"
    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Resources 4 0 R>>endobj\n"
    "4 0 obj<</Font<</F 5 0 R/C 14 0 R/T 15 0 R>>/XObject<</Form 6 0 R/Loop 7 0 R/Pic 8 0 R>>"
    "/ExtGState<</Over<</op true/OP false/OPM 1>>/Clear<</ca .5/CA .25/BM/Multiply>>/Old<</OP true>>>>"
    "/ColorSpace<</Spot[/Separation/Red 1 0 R/DeviceCMYK]/Index[/Indexed/DeviceRGB 1<FF0000 0000FF>]"
    "/N[/DeviceN[/Cyan/Gold/None]/DeviceCMYK 1 0 R]/Pat[/Pattern/DeviceCMYK]>>"
    "/Pattern<</Tile 11 0 R/Bare 12 0 R>>/Properties<</On 9 0 R/Off 10 0 R/Member<</Type/OCMD/OCGs[9 0 R 10 0 R]/P/AllOn>>>>"
    "/Shading<</Sh<</ShadingType 2/ColorSpace/DeviceGray>>>>>>endobj\n"
    "5 0 obj<</Type/Font/Subtype/TrueType/FirstChar 65/Widths[500 250]>>endobj\n"
    "6 0 obj<</Subtype/Form/BBox[0 0 10 10]/Matrix[2 0 0 2 50 0]/Length 21>>stream\n0 0 100 5 re f Q q q \nendstream endobj\n"
    "7 0 obj<</Subtype/Form/BBox[0 0 10 10]/Resources 4 0 R/Length 20>>stream\n/Loop Do 0 0 1 1 re f\nendstream endobj\n"
    "8 0 obj<</Subtype/Image/Width 20/Height 10/BitsPerComponent 8/ColorSpace/DeviceGray/Length 0>>stream\n\nendstream endobj\n"
    "9 0 obj<</Type/OCG/Name(on)>>endobj\n"
    "10 0 obj<</Type/OCG/Name(off)>>endobj\n"
    "11 0 obj<</PatternType 1/PaintType 1/BBox[0 0 5 5]/XStep 5/YStep 5/Resources<<>>/Length 27>>stream\n1 0 0 rg 0 0 2 2 re f     "
    " \nendstream endobj\n"
    "12 0 obj<</PatternType 1/PaintType 2/BBox[0 0 5 5]/XStep 5/YStep 5/Resources<<>>/Length 12>>stream\n0 0 2 2 re f\nendstream "
    "endobj\n"
    "13 0 obj<</Type/Font/Subtype/CIDFontType0/DW 900/W[1[500 600]5 7 300]>>endobj\n"
    "14 0 obj<</Type/Font/Subtype/Type0/Encoding/Identity-H/DescendantFonts[13 0 R]>>endobj\n"
    "15 0 obj<</Type/Font/Subtype/Type3/FontMatrix[.01 0 0 .01 0 0]/FirstChar 97/Widths[100]/Encoding<</Differences[97/a]>>"
    "/CharProcs<</a 16 0 R>>/Resources<<>>>>endobj\n"
    "16 0 obj<</Length 37>>stream\n100 0 d0 0 1 0 0 k 0 0 50 50 re f    \nendstream endobj\n"
    "trailer<</Root 1 0 R/Size 17>>\n";

#endif
