"""Pages that the code prints are as the code says."""

from django.core.management import call_command


def test_lifecycle_page_is_printed_from_the_code() -> None:
    call_command("print_lifecycle", check=True)
