"""Reports of injuries in the history of a case: read only by those who read the reports (2367(c))."""

REPORTED, ACKNOWLEDGED = "report_injury", "acknowledge_injury"
ACTIONS = frozenset({REPORTED, ACKNOWLEDGED})
TITLES = {
    REPORTED: "Injury at the site reported",
    ACKNOWLEDGED: "Report of the injury acknowledged by the supervisor",
}
