"""Copy what the pages use of the U.S. Web Design System from node_modules to the static files."""

import re
import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

# node_modules holds 2,700 files; the style sheet refers to about fifty, and the pages to these besides.
WANTED = (
    "css/uswds.min.css",
    "js/uswds.min.js",
    "js/uswds-init.min.js",
    "img/sprite.svg",
    "img/us_flag_small.png",
    "img/icon-dot-gov.svg",
    "img/icon-https.svg",
    # For the PDFs: WeasyPrint embeds subsets of these.
    "fonts/public-sans/PublicSans-Regular.ttf",
    "fonts/public-sans/PublicSans-Italic.ttf",
    "fonts/public-sans/PublicSans-Bold.ttf",
)
REFERENCE = re.compile(r"url\(\s*[\"']?\.\./([^\"')?#]+)")
# The maps are not copied, and the manifest storage refuses a reference to a file that is not there.
SOURCE_MAP = re.compile(r"(/\*# sourceMappingURL=.*?\*/|//# sourceMappingURL=\S*)")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.suffix in (".css", ".js"):
        target.write_text(SOURCE_MAP.sub("", source.read_text(encoding="utf-8")), encoding="utf-8")
    else:
        shutil.copyfile(source, target)


class Command(BaseCommand):
    """Copies a subset, of about one megabyte, into settings.USWDS_DIR; what was there before is replaced."""

    help = __doc__ or ""
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        package = settings.BASE_DIR / "node_modules" / "@uswds" / "uswds" / "dist"
        if not package.is_dir():
            raise CommandError("node_modules/@uswds/uswds is missing. Run: npm ci --ignore-scripts")
        css = (package / WANTED[0]).read_text(encoding="utf-8")
        names = sorted({*WANTED, *REFERENCE.findall(css)})
        shutil.rmtree(settings.USWDS_DIR, ignore_errors=True)
        for name in names:
            _copy(package / name, settings.USWDS_DIR / name)
        self.stdout.write(f"{len(names)} files of the design system in {settings.USWDS_DIR}")
