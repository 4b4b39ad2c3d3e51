"""Whether uploaded bytes are a PDF or a picture, told from the bytes alone. Nothing in them is run."""

import io
import logging
import re
import struct
import unicodedata
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

import pikepdf

LARGEST_MEGABYTES = 5
LARGEST = LARGEST_MEGABYTES * 1024 * 1024
LONGEST_NAME = 120
MOST_PAGES = 100
MOST_PIXELS = 20_000
PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
ENDINGS = {PDF: (".pdf",), PNG: (".png",), JPEG: (".jpg", ".jpeg")}
WHAT_IS_TAKEN = f"Upload a PDF, or a picture as PNG or JPEG, of at most {LARGEST_MEGABYTES} MB."
PNG_MARK = b"\x89PNG\r\n\x1a\n"
JPEG_MARK = b"\xff\xd8\xff"
_JPEG_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_START_OF_SCAN, _END_OF_IMAGE = 0xDA, b"\xff\xd9"
_KNOWN_OTHERS = (
    (b"PK\x03\x04", "a zip archive or an Office document"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"GIF8", "a GIF picture"),
)
_MARKUP = re.compile(rb"<(?:!doctype|html|head|body|script|svg|iframe)\b", re.IGNORECASE)

logging.getLogger("pikepdf").setLevel(logging.ERROR)


class BadCertificate(Exception):
    """The file is not taken; the message says why and what to do."""


@dataclass(frozen=True)
class CertificateFile:
    """A file that is what it says."""

    file_name: str
    content_type: str
    content: bytes


def read_certificate(name: str, chunks: Iterable[bytes]) -> CertificateFile:
    """Read no more than is taken, and look at what was read. Raises BadCertificate."""
    content = bytearray()
    for chunk in chunks:
        content += chunk
        if len(content) > LARGEST:
            raise BadCertificate(f"The file is larger than {LARGEST_MEGABYTES} MB. {WHAT_IS_TAKEN}")
    kept = bytes(content)
    content_type = _type_of(kept)
    _check_ending(name, content_type)
    {PDF: _check_pdf, PNG: _check_png, JPEG: _check_jpeg}[content_type](kept)
    return CertificateFile(_safe_name(name, content_type), content_type, kept)


def _type_of(content: bytes) -> str:
    if not content:
        raise BadCertificate(f"The file is empty. {WHAT_IS_TAKEN}")
    for mark, content_type in ((b"%PDF-", PDF), (PNG_MARK, PNG), (JPEG_MARK, JPEG)):
        if content.startswith(mark):
            return content_type
    if _MARKUP.search(content[:1024]):
        raise BadCertificate(f"The file is a web page, whatever its name says. {WHAT_IS_TAKEN}")
    for mark, what in _KNOWN_OTHERS:
        if content.startswith(mark):
            raise BadCertificate(f"The file is {what}, whatever its name says. {WHAT_IS_TAKEN}")
    raise BadCertificate(f"The file is neither a PDF nor a PNG or JPEG picture. {WHAT_IS_TAKEN}")


def _check_ending(name: str, content_type: str) -> None:
    ending = name[name.rfind(".") :].lower() if "." in name else ""
    if ending and ending not in ENDINGS[content_type]:
        kind = ENDINGS[content_type][0].removeprefix(".").upper()
        raise BadCertificate(
            f"The file's name ends in something else than what it is, a {kind}. Save it as {kind}, and "
            "upload it again."
        )


def _check_pdf(content: bytes) -> None:
    """Opened for its structure: a catalog, a few pages, no password, nothing that would act by itself."""
    after = content.rpartition(b"%%EOF")[2]
    if after.strip(b"\r\n\t \0"):
        raise BadCertificate("Something else was added after the end of the PDF. Save it anew as a PDF.")
    try:
        with pikepdf.open(io.BytesIO(content), attempt_recovery=False) as pdf:
            pages = len(pdf.pages)
            acting = _acts_by_itself(pdf)
    except pikepdf.PasswordError:
        raise BadCertificate("The PDF has a password. Save it without one, and upload it again.") from None
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, RecursionError):
        raise BadCertificate(
            "The file begins like a PDF, but cannot be opened as one. Save it anew."
        ) from None
    if not 1 <= pages <= MOST_PAGES:
        raise BadCertificate(f"The PDF has {pages} pages. A certificate has 1 to {MOST_PAGES}.")
    if acting:
        raise BadCertificate(
            "The PDF holds a script, another file, or something that starts by itself. Print it to a new "
            "PDF, and upload that."
        )


def _acts_by_itself(pdf: pikepdf.Pdf) -> bool:
    root = pdf.Root
    names = root.get("/Names", pikepdf.Dictionary())
    opened = root.get("/OpenAction")
    starts = isinstance(opened, pikepdf.Dictionary) and str(opened.get("/S", "")) != "/GoTo"
    holds = any(key in names for key in ("/JavaScript", "/EmbeddedFiles"))
    return starts or holds or any(key in root for key in ("/AA", "/Collection"))


def _check_png(content: bytes) -> None:
    """Every part with its checksum, the head first, and nothing after the end."""
    parts: list[bytes] = []
    place = len(PNG_MARK)
    while place + 12 <= len(content) and parts[-1:] != [b"IEND"]:
        (length,) = struct.unpack_from(">I", content, place)
        kind, end = content[place + 4 : place + 8], place + 12 + length
        whole = content[place + 4 : end - 4]
        if end > len(content) or struct.unpack_from(">I", content, end - 4)[0] != zlib.crc32(whole):
            break
        if kind == b"IHDR":
            _check_size(*struct.unpack_from(">II", whole, 4))
        parts.append(kind)
        place = end
    if parts[:1] != [b"IHDR"] or parts[-1:] != [b"IEND"] or b"IDAT" not in parts or place != len(content):
        raise BadCertificate("The file begins like a PNG picture, but is not a whole one. Save it anew.")


def _check_jpeg(content: bytes) -> None:
    """Every part up to the picture itself, and nothing after the end."""
    place, has_frame = 2, False
    while place + 4 <= len(content) and content[place] == 0xFF:
        kind = content[place + 1]
        (length,) = struct.unpack_from(">H", content, place + 2)
        if kind in _JPEG_FRAMES and length >= 8 and place + 9 <= len(content):
            _check_size(*struct.unpack_from(">HH", content, place + 5))
            has_frame = True
        if kind == _START_OF_SCAN:
            break
        place += 2 + length
    is_scan = content[place : place + 2] == bytes((0xFF, _START_OF_SCAN))
    if not (has_frame and is_scan and content.endswith(_END_OF_IMAGE)):
        raise BadCertificate("The file begins like a JPEG picture, but is not a whole one. Save it anew.")


def _check_size(one: int, other: int) -> None:
    if not (0 < one <= MOST_PIXELS and 0 < other <= MOST_PIXELS):
        raise BadCertificate(f"The picture must be at most {MOST_PIXELS:,} pixels wide and high.")


def _safe_name(name: str, content_type: str) -> str:
    """The name without folders and without signs that a system could read as more than a name."""
    last = unicodedata.normalize("NFKC", name).replace("\\", "/").rpartition("/")[2]
    kept = re.sub(r"[^\w .()-]+", "_", last, flags=re.ASCII)
    stem = kept.rpartition(".")[0] if "." in kept else kept
    ending = ENDINGS[content_type][0]
    return f"{stem.strip(' ._-')[: LONGEST_NAME - len(ending)] or 'certificate'}{ending}"
