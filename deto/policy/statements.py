"""What the employee accepts before teleworking overseas (2368.1, 2368.7 to 2368.18)."""

from agreements.policy.clauses import Statement

STATEMENTS: tuple[Statement, ...] = (
    Statement(
        "deto_no_entitlement",
        "2368.3(a)",
        "Teleworking overseas is an option that the Department may consider. I have no right to it.",
        also=("2368.1",),
    ),
    Statement(
        "deto_notice",
        "2368.6(b)",
        "Overseas, notice is 2 whole pay periods instead of 10 workdays: my supervisor gives it for the "
        "needs of the office, in writing, and I need no reason.",
        also=("2368.6(c)",),
    ),
    Statement(
        "deto_chief_of_mission",
        "2368.6(d)",
        "The chief of mission decides who may be at post. A withdrawn approval ends my stay on the day that "
        "the chief of mission names, without notice.",
    ),
)
