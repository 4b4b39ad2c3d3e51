"""What an import refuses for one value that cannot be, with its place and the reason."""

import pytest

from eligibility.hr_feed.report import Result
from eligibility.models import Employee
from tests.eligibility.conftest import Extract
from tests.eligibility.refusing import refusals

pytestmark = pytest.mark.django_db


# File, key of the row, column, text; then the message. Line 5 is E4, P4 and T4; the other files have line 2.
BAD_CELLS = [
    ("employees.csv", "E4", "hired_on", "02.03.2015", '"02.03.2015" is not a date; write it as YYYY-MM-DD.'),
    ("employees.csv", "E4", "hired_on", "2015-02-30", "2015-02-30 is not a day of the calendar."),
    ("employees.csv", "E4", "hired_on", "0001-01-01", "0001-01-01 is outside the years 1900 to 2099."),
    ("employees.csv", "E4", "hired_on", "9999-12-31", "9999-12-31 is outside the years 1900 to 2099."),
    ("employees.csv", "E4", "hired_on", "2015-W10-1", '"2015-W10-1" is not a date; write it as YYYY-MM-DD.'),
    ("employees.csv", "E4", "hired_on", "", "The value is missing."),
    (
        "employees.csv",
        "E4",
        "given_name",
        "x" * 81,
        "The text is too long: 81 characters, at most 80 are possible.",
    ),
    (
        "employees.csv",
        "E4",
        "given_name",
        "Ada\nBcc: all",
        '"Ada Bcc: all" holds a line break or another control character.',
    ),
    ("employees.csv", "E4", "supervisor", "<b>E1", None),
    ("employees.csv", "E4", "email", "ada at state", '"ada at state" is not a mail address.'),
    ("employees.csv", "E4", "email", f"{'a' * 60}@{'b.' * 100}example", None),
    (
        "employees.csv",
        "E4",
        "is_part_time",
        "maybe",
        '"maybe" is not one of the values that are possible: yes, no.',
    ),
    (
        "employees.csv",
        "E4",
        "supervisor",
        "E99",
        '"E99" is not known: it is neither in employees.csv nor in the database.',
    ),
    (
        "employees.csv",
        "E4",
        "position",
        "P99",
        '"P99" is not known: it is neither in positions.csv nor in the database.',
    ),
    ("employees.csv", "E4", "supervisor", "E4", "Nobody can be their own supervisor: a cycle of one."),
    ("employees.csv", "E4", "separated_on", "2015-03-01", "2015-03-01 is before hired_on, 2015-03-02."),
    (
        "positions.csv",
        "P4",
        "bureau",
        "XYZ",
        '"XYZ" is not known: it is neither in organizations.csv nor in the database.',
    ),
    (
        "positions.csv",
        "P4",
        "post",
        "ATLANTIS",
        '"ATLANTIS" is not known: it is neither in posts.csv nor in the database.',
    ),
    (
        "positions.csv",
        "P7",
        "in_washington_area",
        "perhaps",
        '"perhaps" is not one of the values that are possible: yes, no.',
    ),
    (
        "positions.csv",
        "P4",
        "duty_station_code",
        "1100",
        '"1100" is not a code of nine digits or capital letters.',
    ),
    (
        "positions.csv",
        "P4",
        "classified_handling",
        "Daily",
        '"Daily" is not one of the values that are possible: never, occasional, monthly, daily.',
    ),
    (
        "posts.csv",
        "OSLO",
        "time_zone",
        "Europe/Atlantis",
        '"Europe/Atlantis" is not a time zone of the IANA database, such as Europe/Berlin.',
    ),
    ("posts.csv", "OSLO", "country", "Norway", '"Norway" is not a country code of two capital letters.'),
    ("discipline.csv", "D1", "days", "-1", "-1 is out of range: it must be from 0.01 to 366."),
    ("discipline.csv", "D1", "days", "367", "367 is out of range: it must be from 0.01 to 366."),
    ("discipline.csv", "D1", "days", "NaN", '"NaN" is not a number.'),
    ("discipline.csv", "D1", "days", "1.005", "1.005 has more than two decimals."),
    ("discipline.csv", "D1", "calendar_year", "1066", "1066 is out of range: it must be from 1950 to 2099."),
    ("discipline.csv", "D1", "calendar_year", "2025.5", '"2025.5" is not a whole number.'),
    ("training.csv", "T4", "completed_on", "", None),
    ("training.csv", "T4", "exempt_evidence_on", "2010-01-01", None),
    ("roles.csv", "E3", "role", "supervisor", None),
    ("roles.csv", "E3", "bureau", "", "The role coordinator is held for one bureau: name it."),
    ("roles.csv", "E3", "post", "OSLO", "The role coordinator is not held for one post: leave this blank."),
    ("roles.csv", "E3", "ends_on", "2025-12-31", "2025-12-31 is before starts_on, 2026-01-01."),
]


@pytest.mark.parametrize(("file", "key", "column", "text", "message"), BAD_CELLS)
def test_bad_value_is_refused_with_file_line_column_and_reason_and_the_rest_is_taken(
    extract: Extract, file: str, key: str, column: str, text: str, message: str | None
) -> None:
    extract.row(file, key)[column] = text
    report = extract.bring_in()

    line = extract.rows[file].index(extract.row(file, key)) + 2
    first = next(refusal for refusal in refusals(report) if refusal.startswith(file))
    assert first.startswith(f"{file}, line {line}, ")
    if message is not None:
        assert first == f"{file}, line {line}, {column}: {message}"
    assert report.result is Result.WRITTEN
    # The row itself, and at most the four rows that name it.
    assert 1 <= report.refused <= 4
    assert Employee.objects.filter(number__in=["E1", "E2", "E3", "E5", "E6"]).count() == 5


def test_position_abroad_cannot_be_in_the_washington_area(extract: Extract) -> None:
    extract.row("positions.csv", "P7")["post"] = "OSLO"

    assert refusals(extract.bring_in())[0] == (
        "positions.csv, line 8, in_washington_area: "
        "A position at a post abroad is not in the Washington area."
    )
