"""Whether bytes are a certificate: told from the bytes, never from the name alone."""

from collections.abc import Iterator

import pytest

from eligibility.certificate_files import LARGEST, BadCertificate, read_certificate
from tests.certificates import acting_pdf, jpeg_bytes, pdf_bytes, pdf_with_file, png_bytes

GOOD = [
    ("certificate.pdf", pdf_bytes(), "certificate.pdf", "application/pdf"),
    ("Certificate.PDF", pdf_bytes(), "Certificate.pdf", "application/pdf"),
    ("photo.png", png_bytes(), "photo.png", "image/png"),
    ("photo.jpeg", jpeg_bytes(), "photo.jpg", "image/jpeg"),
    ("without ending", pdf_bytes(), "without ending.pdf", "application/pdf"),
    ("../../etc/passwd.pdf", pdf_bytes(), "passwd.pdf", "application/pdf"),
    ("C:\\Users\\me\\a.pdf", pdf_bytes(), "a.pdf", "application/pdf"),
    ('x"; rm -rf\r\nSet-Cookie.pdf', pdf_bytes(), "x_ rm -rf_Set-Cookie.pdf", "application/pdf"),
    ("<script>.pdf", pdf_bytes(), "script.pdf", "application/pdf"),
    ("...pdf", pdf_bytes(), "certificate.pdf", "application/pdf"),
    ("ö" * 300 + ".pdf", pdf_bytes(), "certificate.pdf", "application/pdf"),
    ("a" * 300 + ".pdf", pdf_bytes(), "a" * 116 + ".pdf", "application/pdf"),
]


@pytest.mark.parametrize(("name", "content", "kept_as", "content_type"), GOOD)
def test_a_certificate_is_taken_under_a_safe_name(
    name: str, content: bytes, kept_as: str, content_type: str
) -> None:
    file = read_certificate(name, [content[:100], content[100:]])
    assert (file.file_name, file.content_type, file.content) == (kept_as, content_type, content)


BAD = {
    "empty": ("a.pdf", b"", "empty"),
    "zip named pdf": ("a.pdf", b"PK\x03\x04" + b"\0" * 100, "a zip archive"),
    "program named pdf": ("a.pdf", b"MZ" + b"\0" * 100, "a program"),
    "page named pdf": ("a.pdf", b"<!DOCTYPE html><script>alert(1)</script>", "a web page"),
    "page before a PDF": ("a.pdf", b"<html><script>alert(1)</script></html>" + pdf_bytes(), "a web page"),
    "page after a PDF": ("a.pdf", pdf_bytes() + b"<script>alert(1)</script>", "added after the end"),
    "zip after a PDF": ("a.pdf", pdf_bytes() + b"PK\x03\x04", "added after the end"),
    "no PDF inside": ("a.pdf", b"%PDF-1.7\nhello\n%%EOF\n", "cannot be opened"),
    "torn PDF": ("a.pdf", pdf_bytes()[:200], "added after the end"),
    "password": ("a.pdf", pdf_bytes(password="secret"), "password"),
    "too many pages": ("a.pdf", pdf_bytes(pages=101), "101 pages"),
    "no page": ("a.pdf", pdf_bytes(pages=0), "0 pages"),
    "script": ("a.pdf", acting_pdf(), "script"),
    "file inside": ("a.pdf", pdf_with_file(), "another file"),
    "PDF named png": ("a.png", pdf_bytes(), "name ends in something else"),
    "page named by a PDF": ("a.html", pdf_bytes(), "name ends in something else"),
    "torn PNG": ("a.png", png_bytes()[:-5], "not a whole one"),
    "PNG and more": ("a.png", png_bytes() + b"<script>", "not a whole one"),
    "PNG with a false checksum": ("a.png", png_bytes()[:-1] + b"\0", "not a whole one"),
    "PNG of a huge size": ("a.png", png_bytes(width=20_001), "20,000 pixels"),
    "JPEG of a huge size": ("a.jpg", jpeg_bytes(height=20_001), "20,000 pixels"),
    "torn JPEG": ("a.jpg", jpeg_bytes()[:-1], "not a whole one"),
    "JPEG and more": ("a.jpg", jpeg_bytes() + b"<script>", "not a whole one"),
    "JPEG mark alone": ("a.jpg", b"\xff\xd8\xff\xd9", "not a whole one"),
    "words": ("a.pdf", b"I have completed the course.", "neither a PDF nor"),
}


@pytest.mark.parametrize("kind", BAD)
def test_what_is_no_certificate_is_refused_with_words(kind: str) -> None:
    name, content, said = BAD[kind]
    with pytest.raises(BadCertificate) as refused:
        read_certificate(name, [content] if content else [])
    assert said in str(refused.value)


def test_a_file_that_is_too_large_is_not_read_to_its_end() -> None:
    read = 0

    def endless() -> Iterator[bytes]:
        nonlocal read
        while True:
            read += 1 << 20
            yield b"%PDF-" + b"\0" * ((1 << 20) - 5)

    with pytest.raises(BadCertificate, match="larger than 5 MB"):
        read_certificate("a.pdf", endless())
    assert read <= LARGEST + (1 << 20)
