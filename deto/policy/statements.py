"""What the employee accepts before teleworking overseas (2368.1, 2368.7 to 2368.18)."""

from agreements.policy.clauses import Statement

STATEMENTS: tuple[Statement, ...] = (
    Statement(
        "deto_no_entitlement",
        "2368.3(a)",
        "Teleworking overseas is an option that the Department may consider. I have no right to it.",
        also=("2368.1",),
    ),
)
