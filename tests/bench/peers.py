"""Other programs set the pages of tests/bench/pages.py: what each is given, and how it is run.

A program is looked for in PATH, or is the command that an environment variable names: TYPST (given IN.typ and OUT.pdf; else
`typst compile`), UPLATEX, DVIPDFMX, LUALATEX, CHROMIUM. All set the same faces (Noto Serif CJK SC, Noto Sans CJK SC) at the
same size on the same lines, justified, indented by two em, with the punctuation closed up as far as each can."""
import html, os, re, shlex, shutil, subprocess

from pages import box_of, columns_of

SONG, HEI = "Noto Serif CJK SC", "Noto Sans CJK SC"


def command(variable, default):
    """The words of a command, or None where the program is missing."""
    words = shlex.split(os.environ.get(variable, default))
    return words if shutil.which(words[0]) else None


def run(words, folder, limit=600):
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, errors="replace", timeout=limit)
    return None if done.returncode == 0 else (done.stderr + done.stdout)[-2000:]


def write(folder, name, text):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        file.write(text)


def each(data):
    """Every page's articles with their boxes on the sheet: (article, x, y, width, height), pt."""
    for page in data["pages"]:
        yield [(a, data["mx"] + x, data["my"] + y, w, h) for a in page for x, y, w, h in [box_of(data, a)]]


# ---- Typst ----

TYPST = """#set page(width: {trim[0]}pt, height: {trim[1]}pt, margin: 0pt)
#set text(font: "{song}", size: {fs}pt, lang: "zh", region: "cn", top-edge: 0.88em, bottom-edge: -0.12em)
#set par(justify: true, leading: {gap}pt, spacing: {gap}pt, first-line-indent: (amount: 2em, all: true))
#let story(x, y, width, height, legs, size, title, body) = {{
  place(top + left, dx: x, dy: y, block(width: width, height: {head}pt, par(first-line-indent: 0em, justify: false,
    text(font: "{hei}", weight: "bold", size: size, title))))
  place(top + left, dx: x, dy: y + {head}pt, block(width: width, height: height - {head}pt, columns(legs, gutter: {gut}pt, body)))
}}
"""


def typst_text(text):
    return re.sub(r"([\\#$*_`<>@\[\]~/=+-])", r"\\\1", text)


def typst(data, folder, out):
    words = command("TYPST", "typst compile")
    if not words:
        return "missing"
    text = TYPST.format(song=SONG, hei=HEI, gap=data["lead"] - data["fs"], head=data["hl"] * data["lead"], **data)
    for number, page in enumerate(each(data)):
        text += "#pagebreak()\n" if number else ""
        for a, x, y, w, h in page:
            body = "\n\n".join(map(typst_text, a["paras"]))
            text += f"#story({x}pt, {y}pt, {w}pt, {h}pt, {a['span']}, {a['hsize']}pt)[{typst_text(a['head'])}][\n{body}\n]\n"
    write(folder, "typst.typ", text)
    return run([*words, os.path.join(folder, "typst.typ"), out], folder)


# ---- TeX ----

TEX = r"""\usepackage[paperwidth=%(width)sbp,paperheight=%(height)sbp,margin=0pt,noheadfoot]{geometry}
\usepackage{multicol}
\pagestyle{empty}\raggedcolumns
\setlength\columnsep{%(gut)sbp}\setlength\multicolsep{0pt}\setlength\premulticols{0pt}\setlength\postmulticols{0pt}
\setlength\topskip{0pt}\setlength\parskip{0pt}\setlength\unitlength{1bp}\setlength\lineskiplimit{-100pt}
\setlength\emergencystretch{3em}\tolerance=2000 \hbadness=10000 \vbadness=10000 \hfuzz=20pt \vfuzz=500pt
\newcommand\story[7]{\put(#1,-#2){\begin{minipage}[t]{#3bp}\vspace{0pt}\fontsize{%(fs)sbp}{%(lead)sbp}\selectfont
\vbox to%(head)sbp{\vss\hbox to\hsize{\fontsize{#5bp}{#5bp}\hei #6\hss}\vss}\nointerlineskip
\setlength\parindent{%(indent)sbp}\ifnum#4=1 #7\else\begin{multicols}{#4}#7\end{multicols}\fi\end{minipage}}}
\begin{document}
"""
UPLATEX = r"""\documentclass[uplatex,dvipdfmx]{article}
\DeclareFontShape{JY2}{mc}{m}{n}{<-> upschrm-h}{}
\DeclareFontShape{JY2}{gt}{m}{n}{<-> upschgt-h}{}
\AtBeginDvi{\special{pdf:mapline upstsl-h unicode :2:NotoSerifCJK-Regular.ttc}}
\AtBeginDvi{\special{pdf:mapline upstht-h unicode :2:NotoSansCJK-Bold.ttc}}
\newcommand\hei{\gtfamily}
"""
LUALATEX = r"""\documentclass{article}
\usepackage[fontset=none,punct=quanjiao,scheme=plain,linespread=1]{ctex}
\setCJKmainfont{Noto Serif CJK SC}
\newCJKfontfamily\hei{Noto Sans CJK SC Bold}
"""


def tex_text(text):
    return re.sub(r"([%#&_$])", r"\\\1", text)


def tex(data, folder, name, top):
    text = top + TEX % {"width": data["trim"][0], "height": data["trim"][1], "head": data["hl"] * data["lead"],
                        "indent": 2 * data["fs"], **data}
    for page in each(data):
        text += "\\noindent\\begin{picture}(0,0)\n"
        for a, x, y, w, _ in page:
            body = "\n\n".join(map(tex_text, a["paras"]))
            text += f"\\story{{{x:.3f}}}{{{y:.3f}}}{{{w:.3f}}}{{{a['span']}}}{{{a['hsize']}}}{{{tex_text(a['head'])}}}{{{body}\n\n}}\n"
        text += "\\end{picture}\\newpage\n"
    write(folder, name, text + "\\end{document}\n")


def uplatex(data, folder, out):
    latex, dvi = command("UPLATEX", "uplatex"), command("DVIPDFMX", "dvipdfmx")
    if not latex or not dvi:
        return "missing"
    tex(data, folder, "uplatex.tex", UPLATEX)
    return run([*latex, "-interaction=batchmode", "uplatex.tex"], folder) or run([*dvi, "-q", "-o", out, "uplatex.dvi"], folder)


def lualatex(data, folder, out):
    words = command("LUALATEX", "lualatex")
    if not words:
        return "missing"
    tex(data, folder, "lualatex.tex", LUALATEX)
    fault = run([*words, "-interaction=batchmode", "lualatex.tex"], folder)
    if not fault:
        shutil.move(os.path.join(folder, "lualatex.pdf"), out)
    return fault


# ---- Chromium ----

HTML = """<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>pages</title><style>
@page {{ size: {trim[0]}pt {trim[1]}pt; margin: 0 }}
body {{ margin: 0 }}
section {{ position: relative; width: {trim[0]}pt; height: {height}pt; break-after: page; overflow: hidden }}
section:last-child {{ break-after: auto }}
article {{ position: absolute; overflow: hidden }}
h1 {{ margin: 0; height: {head}pt; line-height: {head}pt; font-family: "{hei}"; white-space: nowrap }}
div {{ column-gap: {gut}pt; column-fill: auto; font: {fs}pt/{lead}pt "{song}"; text-align: justify;
  text-spacing-trim: trim-start; orphans: 1; widows: 1 }}
p {{ margin: 0; text-indent: 2em }}
</style>
"""


def chromium(data, folder, out):
    words = command("CHROMIUM", "chromium")
    if not words:
        return "missing"
    text = HTML.format(song=SONG, hei=HEI, height=data["trim"][1] - 0.5, head=data["hl"] * data["lead"], **data)
    for page in each(data):
        text += "<section>\n"
        for a, x, y, w, h in page:
            text += (f'<article style="left:{x:.3f}pt;top:{y:.3f}pt;width:{w + 0.02:.3f}pt;height:{h:.3f}pt">'
                     f'<h1 style="font-size:{a["hsize"]}pt">{html.escape(a["head"])}</h1>'
                     f'<div style="column-count:{a["span"]};height:{h - data["hl"] * data["lead"]:.3f}pt">'
                     + "".join(f"<p>{html.escape(p)}</p>\n" for p in a["paras"]) + "</div></article>\n")
        text += "</section>\n"
    write(folder, "chromium.html", text)
    return run([*words, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", f"--user-data-dir={folder}/profile",
                "--no-pdf-header-footer", f"--print-to-pdf={out}", "file://" + os.path.join(folder, "chromium.html")], folder)


PEERS = {"Typst": typst, "upLaTeX": uplatex, "LuaLaTeX": lualatex, "Chromium": chromium}
