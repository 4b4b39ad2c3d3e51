"""The design system's files: a small subset, complete in itself."""

import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command


def test_everything_the_style_sheet_refers_to_is_copied(settings: Any, tmp_path: Path) -> None:
    settings.USWDS_DIR = tmp_path / "uswds"

    call_command("uswds_assets", stdout=StringIO())

    css = settings.USWDS_DIR / "css" / "uswds.min.css"
    references = re.findall(r"url\(\"?([^\")]+)", css.read_text(encoding="utf-8"))
    relative = [reference for reference in references if not reference.startswith("data:")]
    assert len(relative) > 40
    assert [name for name in relative if not (css.parent / name).resolve().is_file()] == []
    scripts = [*settings.USWDS_DIR.rglob("*.js"), css]
    assert not any("sourceMappingURL" in script.read_text(encoding="utf-8") for script in scripts)
    assert sum(file.stat().st_size for file in settings.USWDS_DIR.rglob("*") if file.is_file()) < 3_000_000


def test_files_of_an_older_version_are_removed(settings: Any, tmp_path: Path) -> None:
    settings.USWDS_DIR = tmp_path / "uswds"
    old = settings.USWDS_DIR / "img" / "old.svg"
    old.parent.mkdir(parents=True)
    old.write_text("<svg/>")

    call_command("uswds_assets", stdout=StringIO())

    assert not old.exists()


def test_missing_package_is_named_with_the_command(settings: Any, tmp_path: Path) -> None:
    settings.BASE_DIR = tmp_path

    with pytest.raises(CommandError, match="npm ci"):
        call_command("uswds_assets")
