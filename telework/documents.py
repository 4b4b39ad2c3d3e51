"""HTML to tagged PDF (PDF/UA-1); the only module that imports WeasyPrint.

The same HTML and date give the same bytes, so a hash of the PDF means something.
"""

import ctypes
import logging
import mimetypes
import threading
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders

from telework.access import Access

# Documents name their pictures and styles as pages do, below /static/. This host exists nowhere.
BASE_URL = "http://document.invalid/"
STYLESHEET = "etelework/pdf.css"
DEBIAN_PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fontconfig")
INSTALL = f"apt-get install --yes {' '.join(DEBIAN_PACKAGES)}"

# One name a platform: Linux, macOS, Windows.
_LIBRARIES = {
    "Pango": ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    "PangoFT2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
    "HarfBuzz subset": ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll"),
    "Fontconfig": ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll"),
}
# Layout shares one font configuration, which is not safe to use from two threads; threads gain nothing here.
_one_at_a_time = threading.Lock()


class DocumentsUnavailable(RuntimeError):
    """This machine cannot make PDFs; the message says why and what to install."""


class ResourceRefused(ValueError):
    """A document asked for a file that is not among the static files, or is not there."""


@dataclass(frozen=True)
class _Press:
    """What is made once a process: fonts and base style take 33 ms and keep growing if made anew."""

    weasyprint: Any
    fonts: Any
    style: Any
    fetcher: Any


def _can_load(names: tuple[str, ...]) -> bool:
    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return True
    return False


@cache
def is_available() -> Access:
    """Whether this process can make PDFs; asked of the libraries, without WeasyPrint's second of start-up."""
    missing = [library for library, names in _LIBRARIES.items() if not _can_load(names)]
    if not missing:
        return Access.yes()
    return Access.no(
        f"PDFs cannot be made on this machine: {', '.join(missing)} not found. "
        f"Install with: {INSTALL}. Everything else works, "
        "and every document can be read and printed as a page."
    )


def _file_of(url: str) -> Path:
    """The static file that `url` names; raises ResourceRefused for anything else."""
    parts = urlsplit(url)
    prefix = f"{BASE_URL.rstrip('/')}{settings.STATIC_URL}"
    if not url.startswith(prefix):
        raise ResourceRefused(f"Documents use static files only, not {url}")
    name = unquote(parts.path[len(settings.STATIC_URL) :])
    if settings.STATIC_ROOT:
        root = Path(settings.STATIC_ROOT).resolve()
        collected = (root / name).resolve()
        if collected.is_relative_to(root) and collected.is_file():
            return collected
    found = finders.find(name) if ".." not in Path(name).parts else None
    if not found:
        raise ResourceRefused(f"There is no static file {name}")
    return Path(found)


@cache
def _press() -> _Press:
    available = is_available()
    if not available:
        raise DocumentsUnavailable(available.reason)
    import weasyprint  # fails, with a banner, where Pango is missing
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class StaticFilesOnly(URLFetcher):  # type: ignore[misc, unused-ignore]
        """Reads static files and data: addresses; whatever is missing stops the document."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            if url.startswith("data:"):
                return super().fetch(url, headers)
            try:
                file = _file_of(url)
            except ResourceRefused as refused:
                raise FatalURLFetchingError(str(refused)) from refused
            kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            return URLFetcherResponse(url, file.read_bytes(), {"Content-Type": kind})

    # fontTools tells every table it drops from a font.
    logging.getLogger("fontTools").setLevel(logging.WARNING)
    fonts, fetcher = FontConfiguration(), StaticFilesOnly()
    style = weasyprint.CSS(
        url=f"{BASE_URL.rstrip('/')}{settings.STATIC_URL}{STYLESHEET}", url_fetcher=fetcher, font_config=fonts
    )
    return _Press(weasyprint, fonts, style, fetcher)


def to_pdf(html: str, *, title: str, created: datetime) -> bytes:
    """Lay `html` out as a PDF/UA-1 document.

    `html` needs `lang` on its root and one h1; fields are printed as text, since a text input breaks PDF/UA.
    `created` (aware) becomes the document's date. Raises DocumentsUnavailable where a library is missing and
    ResourceRefused where the HTML refers to anything but a static file.
    """
    press = _press()
    with _one_at_a_time:
        try:
            source = press.weasyprint.HTML(string=html, base_url=BASE_URL, url_fetcher=press.fetcher)
            document = source.render(font_config=press.fonts, stylesheets=[press.style])
            document.metadata.title = title
            document.metadata.created = document.metadata.modified = created.isoformat(timespec="seconds")
            pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
        except BaseException as problem:
            # WeasyPrint's fatal error is no Exception, and would end the worker.
            if isinstance(problem.__cause__, ResourceRefused):
                raise problem.__cause__ from None
            raise
    return pdf
