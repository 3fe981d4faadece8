"""The text below the glyphs of a PDF: what a reader finds, copies, or has read aloud.

Chinese fonts draw a radical and the character of the same shape with one glyph, and Chromium writes down the radical:
whoever searches the PDF for the character would not find it.
"""

import re
import unicodedata
from collections.abc import Iterator
from io import BytesIO

from pypdf import PageObject, PdfWriter
from pypdf.generic import DictionaryObject, StreamObject

_SHAPES = str.maketrans(
    "⺂⺃⺅⺉⺋⺏⺐⺒⺓⺔⺕⺖⺘⺙⺛⺞⺠⺡⺣⺤⺦⺨⺭⺯⺰⺱⺳⺹⺺⺾⻂⻅⻆⻈⻉⻋⻌⻐⻑⻒⻓⻔⻖⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻮⻯⻰⻱⻲⼾―",
    "乛乚亻刂㔾尣尢巳幺彑彐忄扌攵旡歺民氵灬爫丬犭礻糹纟罓㓁耂肀艹衤见角讠贝车辶钅長镸长门阝青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾斉齐齿竜龙龜亀户—",
)
"""What Unicode does not equate with a character; the fonts do (read from Noto Sans CJK SC). At the end: dashes."""

_OTHER_NAMES = re.compile("[\u2e80-\u2fdf\u2329\u232a\ufb00-\ufb06]")
_TABLE = re.compile(r"\d+ beginbf(?:char|range)\n.*endbf(?:char|range)\n", re.DOTALL)
_LINE = re.compile(r"^<(\w+)>(?: <(\w+)>)? <(\w+)>$", re.MULTILINE)
_BLOCK = 100
"""The most entries that the format allows in one block."""


def with_characters(pdf: bytes) -> bytes:
    """Return the PDF with characters instead of radicals, and without the time of printing."""
    writer = PdfWriter(clone_from=BytesIO(pdf))
    for font in {id(font): font for page in writer.pages for font in _fonts(page)}.values():
        table = font.get("/ToUnicode")
        stream = table.get_object() if table is not None else None
        if isinstance(stream, StreamObject):
            stream.set_data(mend(stream.get_data().decode("ascii")).encode("ascii"))
    title = writer.metadata.title if writer.metadata else None
    writer.metadata = {"/Title": title} if title else None
    data = BytesIO()
    writer.write(data)
    return data.getvalue()


def mend(table: str) -> str:
    """Return a font's table from glyphs to text in which every radical is the character of its shape."""
    found = _TABLE.search(table)
    entries = [entry for line in _LINE.finditer(found[0] if found else "") for entry in _entries(*line.groups())]
    if all(character(text) == text for _, text in entries):
        return table
    lines = [f"<{glyph}> <{character(text).encode('utf-16-be').hex().upper()}>\n" for glyph, text in entries]
    blocks = [lines[start : start + _BLOCK] for start in range(0, len(lines), _BLOCK)]
    written = "".join(f"{len(block)} beginbfchar\n{''.join(block)}endbfchar\n" for block in blocks)
    return _TABLE.sub(lambda _: written, table, count=1)


def character(text: str) -> str:
    """Return the character of a radical's shape, the letters of a ligature; any other character as it is."""
    shape = text.translate(_SHAPES)
    return unicodedata.normalize("NFKC", shape) if _OTHER_NAMES.fullmatch(shape) else shape


def _entries(first: str, last: str | None, text: str) -> Iterator[tuple[str, str]]:
    """Yield the glyphs of a line of the table, as written, each with its character."""
    start = int(first, 16)
    target = bytes.fromhex(text).decode("utf-16-be")
    for offset in range(int(last or first, 16) - start + 1):
        yield f"{start + offset:0{len(first)}X}", target[:-1] + chr(ord(target[-1]) + offset)


def _fonts(page: PageObject) -> Iterator[DictionaryObject]:
    resources = page["/Resources"].get_object()
    fonts = resources.get("/Font") if isinstance(resources, DictionaryObject) else None
    for font in fonts.get_object().values() if fonts is not None else ():
        yield font.get_object()
