"""Pictures made wrong in one way each, and odd ones that are sound, with what `paiban check` must say where one is placed.

ROWS: name, extension, the ids that are to be said (none: the picture is sound), and the function that makes its bytes."""
import io, struct, zlib

from PIL import Image, ImageCms

ROWS = []
SIZE = (1200, 900)
BROKEN, HUGE, FORMAT = "picture-broken", "picture-size", "picture-format"


def row(name, extension, ids=""):
    def add(function):
        ROWS.append((name, extension, ids.split(), function))
        return function
    return add


def photograph(mode="RGB", size=SIZE):
    image = Image.radial_gradient("L").resize(size)
    grain = Image.effect_noise(size, 20)  # so that half of a file is not all of it
    image = Image.blend(image, grain, .3)
    return image if mode == "L" else Image.merge(mode, [image.point([min(255, int(v * k)) for v in range(256)])
                                                        for k in (.9, .8, .7, .2)[:len(mode)]])


def file(image, form, **more):
    out = io.BytesIO()
    image.save(out, form, **more)
    return out.getvalue()


def jpeg(mode="RGB", **more): return file(photograph(mode), "JPEG", quality=70, **more)


def png(mode="RGB"): return file(photograph(mode), "PNG")


def tiff(mode="RGB", **more): return file(photograph(mode), "TIFF", **more)


def middle(data, share=.5): return data[:int(len(data) * share)]


def garbled(data, at=.5, n=64):
    at = int(len(data) * at)
    return data[:at] + bytes(b ^ 0xA5 for b in data[at:at + n]) + data[at + n:]


# ---- JPEG ----

def marker(data, code):
    """Where the segment's body begins, and its length."""
    at = 2
    while data[at + 1] != code:
        at += 2 + struct.unpack(">H", data[at + 2:at + 4])[0]
    return at + 4, struct.unpack(">H", data[at + 2:at + 4])[0] - 2


def with_frame(data, width, height):
    at, _ = marker(data, 0xC0)
    return data[:at + 1] + struct.pack(">HH", height, width) + data[at + 5:]


row("jpeg-cut", "jpg", BROKEN)(lambda: middle(jpeg()))
row("jpeg-cut-grey", "jpg", BROKEN)(lambda: middle(jpeg("L")))
row("jpeg-cut-cmyk", "jpg", BROKEN)(lambda: middle(jpeg("CMYK")))
row("jpeg-cut-progressive", "jpg", BROKEN)(lambda: middle(jpeg(progressive=True)))
row("jpeg-cut-head", "jpg", BROKEN)(lambda: jpeg()[:100])
row("jpeg-garbled", "jpg", BROKEN)(lambda: jpeg()[:5000] + b"\xff\xd9\xff\xc4\0\3\0" * 20 + jpeg()[5140:])
row("jpeg-no-tables", "jpg", BROKEN)(lambda: (lambda d: d[:marker(d, 0xDB)[0] - 4] + d[sum(marker(d, 0xDB)):])(jpeg("L")))
row("jpeg-bomb", "jpg", HUGE)(lambda: with_frame(jpeg(), 65500, 65500))
row("jpeg-no-width", "jpg", BROKEN)(lambda: with_frame(jpeg(), 0, 900))
row("jpeg-no-height", "jpg", BROKEN)(lambda: with_frame(jpeg(), 1200, 0))
row("jpeg-taller-than-its-data", "jpg", BROKEN)(lambda: with_frame(jpeg("L"), 1200, 5000))
row("jpeg-12-bit", "jpg", BROKEN)(lambda: (lambda d, at: d[:at] + b"\x0c" + d[at + 1:])(jpeg(), marker(jpeg(), 0xC0)[0]))
row("jpeg-arithmetic-lossless", "jpg", BROKEN)(lambda: jpeg().replace(b"\xff\xc0", b"\xff\xc3", 1))


@row("jpeg-exif-broken", "jpg")
def _():
    """Exif that is noise: the picture is sound."""
    data = jpeg()
    noise = b"Exif\0\0" + bytes(range(256)) * 3
    return data[:2] + b"\xff\xe1" + struct.pack(">H", len(noise) + 2) + noise + data[2:]


@row("jpeg-exif-loop", "jpg")
def _():
    """Exif whose directory is followed by itself."""
    data = jpeg()
    exif = b"Exif\0\0II*\0\x08\0\0\0" + b"\x01\0\x12\x01\3\0\1\0\0\0\x06\0\0\0" + b"\x08\0\0\0"
    return data[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + data[2:]


def grey_profile():
    """An ICC profile whose class and colours are not those of a picture in RGB: its header alone says another thing."""
    icc = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    icc[12:16], icc[16:20] = b"link", b"GRAY"
    return bytes(icc)


row("jpeg-icc-of-another-class", "jpg")(lambda: jpeg(icc_profile=grey_profile()))
row("jpeg-icc-noise", "jpg")(lambda: jpeg(icc_profile=b"not a profile" * 40))
row("jpeg-icc-cut", "jpg")(lambda: jpeg(icc_profile=middle(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())))


@row("jpeg-icc-chunk-lost", "jpg")
def _():
    """The first of two pieces of a profile, without the second."""
    icc = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    piece = b"ICC_PROFILE\0\1\2" + middle(icc)
    data = jpeg()
    return data[:2] + b"\xff\xe2" + struct.pack(">H", len(piece) + 2) + piece + data[2:]


@row("jpeg-cmyk-no-adobe", "jpg")
def _():
    data = jpeg("CMYK")
    at, n = marker(data, 0xEE)
    return data[:at - 4] + data[at + n:]


row("jpeg-sound", "jpg")(jpeg)
row("jpeg-sound-cmyk", "jpg")(lambda: jpeg("CMYK"))
row("jpeg-sound-progressive", "jpg")(lambda: jpeg(progressive=True))
row("jpeg-bytes-after-its-end", "jpg")(lambda: jpeg() + b"\0" * 3000)


# ---- PNG ----

def chunk(name, data): return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def raw_png(width, height, bits, colour, rows=b"", interlace=0, before=b""):
    head = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, interlace)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + before + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


row("png-cut", "png", BROKEN)(lambda: middle(png()))
row("png-cut-head", "png", BROKEN)(lambda: png()[:20])
row("png-head-crc", "png", BROKEN)(lambda: (lambda d: d[:29] + b"\0\0\0\0" + d[33:])(png()))
row("png-data-crc", "png", BROKEN)(lambda: (lambda d: d[:-16] + b"\0\0\0\0" + d[-12:])(raw_png(900, 900, 8, 0, bytes(901 * 900))))
row("png-garbled", "png", BROKEN)(lambda: garbled(png()))
row("png-bomb", "png", HUGE)(lambda: raw_png(100000, 100000, 8, 2, bytes(1000)))
row("png-no-width", "png", BROKEN)(lambda: raw_png(0, 900, 8, 2))
row("png-no-height", "png", BROKEN)(lambda: raw_png(900, 0, 8, 2))
row("png-short", "png", BROKEN)(lambda: raw_png(900, 900, 8, 2, bytes(2701 * 400)))
row("png-5-bits", "png", BROKEN)(lambda: raw_png(900, 900, 5, 2, bytes(2701 * 900)))
row("png-no-palette", "png", BROKEN)(lambda: raw_png(900, 900, 8, 3, bytes(901 * 900)))
row("png-beyond-its-palette", "png")(
    lambda: raw_png(900, 900, 8, 3, (b"\0" + b"\x07" * 900) * 900, before=chunk(b"PLTE", b"\xff\0\0\0\xff\0")))
row("png-profile-bomb", "png")(
    lambda: raw_png(900, 900, 8, 0, bytes(901 * 900), before=chunk(b"iCCP", b"p\0\0" + zlib.compress(bytes(40 * 1024 * 1024)))))
row("png-text-bomb", "png")(
    lambda: raw_png(900, 900, 8, 0, bytes(901 * 900), before=chunk(b"zTXt", b"t\0\0" + zlib.compress(bytes(40 * 1024 * 1024)))))
row("png-16-bit-alpha", "png")(lambda: raw_png(900, 900, 16, 6, (b"\0" + bytes((9, 1, 80, 2, 160, 3, 200, 4)) * 900) * 900))
row("png-sound-grey-alpha", "png")(lambda: raw_png(900, 900, 8, 4, (b"\0" + b"\x40\x80" * 900) * 900))
row("png-sound-1-bit", "png")(lambda: raw_png(4800, 2400, 1, 0, (b"\0" + b"\x5a" * 600) * 2400))


# ---- TIFF ----

def tiff_with(entries, more=b"", following=0):
    """A little-endian TIFF of one directory at 8; entries (tag, type, count, value)."""
    out = b"II*\0\x08\0\0\0" + struct.pack("<H", len(entries))
    for tag, kind, count, value in entries:
        out += struct.pack("<HHII", tag, kind, count, value)
    return out + struct.pack("<I", following) + more


def grey_tiff(width=900, height=900, **changed):
    fields = {256: (4, width), 257: (4, height), 258: (3, 8), 259: (3, 1), 262: (3, 1), 273: (4, 200), 277: (3, 1),
              278: (4, height), 279: (4, min(width * height, 810000))}
    following = changed.pop("following", 0)
    fields.update({int(k[1:]): v for k, v in changed.items()})
    entries = [(tag, kind, 1, value) for tag, (kind, value) in sorted(fields.items()) if value is not None]
    data = tiff_with(entries, following=following)
    return data + bytes(200 - len(data)) + b"\x80" * min(width * height, 810000)


row("tiff-cut", "tif", BROKEN)(lambda: middle(tiff(compression="tiff_lzw")))
row("tiff-cut-head", "tif", BROKEN)(lambda: b"II*\0\x08\0")
row("tiff-loop", "tif")(lambda: grey_tiff(following=8))
row("tiff-no-strips", "tif", BROKEN)(lambda: grey_tiff(t273=(4, None)))
row("tiff-strips-outside", "tif", BROKEN)(lambda: grey_tiff(t273=(4, 90000000)))
row("tiff-directory-outside", "tif", BROKEN)(lambda: b"II*\0\xff\xff\xff\x7f" + bytes(900))
row("tiff-bomb", "tif", HUGE)(lambda: grey_tiff(100000, 100000))
row("tiff-no-width", "tif", BROKEN)(lambda: grey_tiff(t256=(4, 0)))
row("tiff-unknown-packing", "tif", BROKEN)(lambda: grey_tiff(t259=(3, 34999)))
row("tiff-lzw-garbled", "tif", BROKEN)(lambda: garbled(tiff(compression="tiff_lzw"), .4, 4000))
row("tiff-sound-cmyk", "tif")(lambda: tiff("CMYK", compression="tiff_lzw"))
row("tiff-sound-16-bit", "tif")(lambda: file(photograph("L").convert("I;16"), "TIFF"))
row("tiff-sound", "tif")(grey_tiff)


# ---- others ----

row("gif-named-jpeg", "jpg", FORMAT)(lambda: file(photograph("L"), "GIF"))
row("bmp-named-png", "png", FORMAT)(lambda: file(photograph(), "BMP"))
row("webp-named-jpeg", "jpg", FORMAT)(lambda: b"RIFF\x24\0\0\0WEBPVP8 \x18\0\0\0" + bytes(24))
row("heic-named-jpeg", "jpg", FORMAT)(lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(900))
row("text-named-tiff", "tif", FORMAT)(lambda: "图片稍后补上".encode() * 9)
row("empty", "jpg", FORMAT)(lambda: b"")
row("png-named-jpeg", "jpg")(png)
