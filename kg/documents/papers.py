"""PDF and Word files."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.documents.encoding import clean
from kg.documents.reading import Found, Reading, one_line
from kg.errors import DocumentError

_UNPACKED = 100_000_000
"""Bytes that the parts of a Word file may have together; the text of a long report has one."""
_PAGES = 1_000
_NO_TITLE = re.compile(r"(?i)untitled|microsoft word|document\d*\Z|.*\.(?:docx?|pdf|html?|txt|indd|qxd)\Z|https?:")
"""What programs write into the title of a file when nobody gave it one."""


# --- PDF --------------------------------------------------------------------------------------------------------------


def read_pdf(data: bytes, place: str) -> Reading:
    """The text of a PDF: hyphenated words and wrapped lines are joined, page numbers and running heads left out."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError

    reader = PdfReader(io.BytesIO(data), strict=False)
    try:
        pages = len(reader.pages)
        if pages > _PAGES:
            raise DocumentError(place, f"has {pages:,} pages, kg reads up to {_PAGES:,}; split it into articles")
        lines = [[line.strip() for line in page.extract_text().splitlines()] for page in reader.pages]
        title = reader.metadata.title if reader.metadata else None
    except (FileNotDecryptedError, DependencyError) as error:
        raise DocumentError(place, "is encrypted; save it without a password") from error
    if not any(line for page in lines for line in page):
        raise DocumentError(place, "holds no text, only pictures of pages perhaps; save its text as .txt")
    found = _title(title)
    return Reading("\n\n".join(paragraphs(_without_running_heads(lines))), found=found)


def _title(title: object) -> tuple[Found, ...]:
    if not isinstance(title, str) or not title.strip() or _NO_TITLE.match(title.strip()):
        return ()
    return (Found("title", one_line(clean(title)), "file"),)


def _without_running_heads(pages: Sequence[Sequence[str]]) -> list[str]:
    """The lines of all pages, "" between pages, without what stands at the edge of most of them or is a page number."""

    def key(line: str) -> str:
        return re.sub(r"\d+", "#", line)

    edges = Counter(key(line) for page in pages for line in {*page[:2], *page[-2:]} if line)
    running = {line for line, count in edges.items() if count >= 2 and count * 2 > len(pages)}
    out: list[str] = []
    for page in pages:
        for number, line in enumerate(page):
            edge = number < 2 or number >= len(page) - 2
            if edge and (
                key(line) in running or re.fullmatch(r"(?i)(?:page )?\W*\d{1,4}\W*(?:(?:of|/) *\d{1,4})?", line)
            ):
                continue
            out.append(line)
    return out


_SENTENCE_END = re.compile(r"""[.!?:…]["'”’»)\]]*\Z""")


def paragraphs(lines: Sequence[str]) -> Iterator[str]:
    """Lines as they are set -> paragraphs. A line goes on in the next one if it is about as long as lines are here, or
    ends in a hyphen; a short one ends its paragraph."""
    lengths = sorted(len(line) for line in lines if line)
    full = lengths[len(lengths) * 9 // 10] if lengths else 0
    spelt = Counter(re.findall(r"\w+-\w+", " ".join(lines)))
    held = ""
    for line, after in pairwise([*(clean(line) for line in lines), ""]):
        if not line:
            # Pages are cut in the middle of sentences, too.
            if held and _SENTENCE_END.search(held):
                yield held
                held = ""
            continue
        held = _joined(held, line, spelt)
        short = len(line) < full * 0.75
        ends = _SENTENCE_END.search(line) is not None
        if (short and (ends or not after[:1].islower())) or (ends and len(line) < full * 0.9 and after[:1].isupper()):
            yield held
            held = ""
    if held:
        yield held


def _joined(before: str, line: str, spelt: Counter[str]) -> str:
    broken = re.search(r"(\w+)[-\u00ad\u2010]\Z", before)
    if not broken:
        return f"{before} {line}" if before else line
    first = re.match(r"\w+", line)
    if first and f"{broken[1]}-{first[0]}" in spelt:  # spelt with a hyphen elsewhere, where no line ends
        return before + line
    if line[:1].islower():
        return before[: broken.end(1)] + line
    return before + line


# --- Word -------------------------------------------------------------------------------------------------------------


def read_docx(data: bytes, place: str) -> Reading:
    """The paragraphs of a Word file, a row of a table on a line of its own."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from docx.table import Table

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except zipfile.BadZipFile as error:
        raise DocumentError(place, "is no Word file; if it is an old .doc, save it as .docx") from error
    if unpacked > _UNPACKED:
        raise DocumentError(place, f"unpacks to {unpacked:,} bytes, more than any article; save its text as .txt")
    try:
        document = docx.Document(io.BytesIO(data))
    except (PackageNotFoundError, KeyError, ValueError) as error:
        raise DocumentError(place, f"is no Word file that can be read: {one_line(str(error), 120)}") from error
    blocks = []
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            for row in part.rows:
                cells = dict.fromkeys(" ".join(clean(cell.text).split()) for cell in row.cells)
                blocks.append(" | ".join(cells))
        else:
            blocks += [" ".join(line.split()) for line in clean(part.text).split("\n")]
    return Reading("\n\n".join(filter(None, blocks)), found=_title(document.core_properties.title))
