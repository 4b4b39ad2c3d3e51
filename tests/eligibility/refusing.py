"""What the tests of refused rows share."""

from eligibility.hr_feed.report import ImportReport


def refusals(report: ImportReport) -> list[str]:
    return [line.removeprefix("Refused: ") for line in report.lines() if line.startswith("Refused")]
