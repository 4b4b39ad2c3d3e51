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
        "deto_status",
        "2368.7(b)(1)",
        "I travel on the orders of my spouse or partner and am reported to the host government as spouse or "
        "partner. Privileges, immunities and benefits come to me from that alone, never in my own right; "
        "those of family member appointments and personal service agreements are not among them.",
        also=("2368.7(b)(2)", "2368.7(b)(3)", "2368.7(b)(4)"),
    ),
    Statement(
        "deto_security",
        "2368.7(b)(5)",
        "I follow the Overseas Security Policy Board's standards and the chief of mission's security "
        "directives, and take part in the security briefing for new arrivals. I am covered like everybody "
        "under the chief of mission.",
        also=("2368.8(c)",),
    ),
    Statement(
        "deto_chief_of_mission",
        "2368.8(a)",
        "I am under the chief of mission's authority, though not in the post's staffing pattern. I do not "
        "arrive before the chief of mission has agreed, and the chief of mission decides whether I may stay.",
        also=("2368.6(d)",),
    ),
    Statement(
        "deto_duty_station",
        "2368.10(a)",
        "I stay assigned to Washington or wherever I come from. While I am overseas my duty station is the "
        "one overseas, as my SF-50 will say; it changes back when the arrangement ends.",
        also=("2368.10(b)",),
    ),
    Statement(
        "deto_pay",
        "2368.13(a)",
        "I get no locality pay: the Civil Service is paid by the base scale, the Foreign Service by its "
        "overseas scale, with virtual locality pay (FS-01 and below) for retirement only. I have U.S. "
        "holidays only, and no premium pay or compensatory time for work on a local one; I follow domestic "
        "rules of time, attendance and leave.",
        also=("2368.13(b)", "2368.13(c)", "2368.13(d)", "2368.13(e)"),
    ),
    Statement(
        "deto_allowances",
        "2368.14",
        "I get no overseas allowances in my own right. My bureau keeps official travel rare, and training is "
        "distance learning first. If I am injured on duty, workers' compensation may cover me.",
        also=("2368.15", "2368.16"),
    ),
    Statement(
        "deto_leave",
        "2368.18",
        "Home leave and rest and recuperation travel come to me from my spouse or partner. I use annual "
        "leave or leave without pay for them, as agreed with my bureau, and never my own home leave.",
    ),
)
