"""Files that are, and that are not, certificates."""

import io
import struct
import zlib

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile

from eligibility.models import TrainingCertificate
from eligibility.services.certificates import upload_certificate
from tests.cast import NOW, TODAY, Cast


def pdf_bytes(*, password: str = "", pages: int = 1) -> bytes:
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        stream = io.BytesIO()
        encryption = pikepdf.Encryption(owner=password, user=password) if password else False
        pdf.save(stream, encryption=encryption)
    return stream.getvalue()


def acting_pdf() -> bytes:
    """A PDF that would start a script when it is opened."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        stream = io.BytesIO()
        pdf.save(stream)
    return stream.getvalue()


def pdf_with_file() -> bytes:
    """A PDF that carries another file."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.attachments["other.exe"] = b"MZ"
        stream = io.BytesIO()
        pdf.save(stream)
    return stream.getvalue()


def png_bytes(width: int = 1, height: int = 1) -> bytes:
    def part(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + part(b"IHDR", head)
        + part(b"IDAT", zlib.compress(b"\0\0"))
        + part(b"IEND", b"")
    )


def jpeg_bytes(width: int = 1, height: int = 1) -> bytes:
    """Mark, application part, frame, start of scan, a little scan, end."""
    app = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    frame = b"\xff\xc0\x00\x0b\x08" + struct.pack(">HH", height, width) + b"\x01\x01\x11\x00"
    return b"\xff\xd8" + app + frame + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + b"\x12\x34" + b"\xff\xd9"


def posted(name: str = "certificate.pdf", content: bytes | None = None, **fields: str) -> dict[str, object]:
    """What a browser would send from the page of one's own training."""
    file = SimpleUploadedFile(name, pdf_bytes() if content is None else content)
    return {"course": "manager", "completed_on": TODAY.isoformat(), "file": file, **fields}


def uploaded(cast: Cast, by: str = "employee", course: str = "manager") -> TrainingCertificate:
    return upload_certificate(
        actor=cast.user(by),
        now=NOW,
        course=course,
        completed_on=TODAY,
        file_name="certificate.pdf",
        chunks=[pdf_bytes()],
    )
