"""What the harnesses share: where paiban is, and a font folder and cache of the tests' own."""
import os, subprocess, tempfile

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PAIBAN = os.path.abspath(os.environ.get("PAIBAN", os.path.join(TOP, "build/dev/bin/paiban")))

# The only fonts tests see.
FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc",
    "/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf",
)


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


class Workplace:
    """A temporary folder with `fonts` and `cache`. `keep` (the build folder's) holds the prepared fonts between tests."""

    def __init__(self):
        self.temporary = tempfile.TemporaryDirectory(prefix="paiban-test-")
        self.folder = self.temporary.name
        self.fonts = os.path.join(self.folder, "fonts")
        os.mkdir(self.fonts)
        for font in FONTS:
            os.symlink(font, os.path.join(self.fonts, os.path.basename(font)))
        self.cache = os.environ.get("PAIBAN_TEST_CACHE") or os.path.join(self.folder, "cache")

    def run(self, *arguments, cache=None, **more):
        """Runs paiban on the tests' fonts, in English, and returns what subprocess.run does (text)."""
        env = {"PATH": os.environ["PATH"], "HOME": self.folder, "TMPDIR": self.folder, "LANG": "C.UTF-8"}
        env.update({k: v for k, v in os.environ.items() if k.startswith(("PAIBAN_DATA", "ASAN_", "UBSAN_", "LSAN_"))})
        env.update(more.pop("env", {}))
        command = [PAIBAN, *arguments]
        if arguments and arguments[0] in ("render", "check", "dump", "plates", "fonts"):
            command[2:2] = ["--font-folder", self.fonts, "--cache", self.cache if cache is None else cache]
        more.setdefault("timeout", 300)
        return subprocess.run(command, capture_output=True, text=True, errors="replace", env=env, **more)
