"""The parts of a request to telework overseas, and who needs each for what (2368.2 to 2368.13)."""

from agreements.policy.decision import Section

SPONSOR = Section(
    "deto_sponsor",
    "Sponsor and post",
    "Everybody who decides needs it: the stay rests on your sponsor's orders. The post decides which bureau "
    "is your host bureau, and the dates how the chief of mission is asked.",
)
DUTIES = Section(
    "deto_duties",
    "Duties overseas",
    "The chief of mission and the regional security officer need it, to weigh what your work touches there.",
)
WORK = Section(
    "deto_work",
    "Work requirements (Section 4)",
    "Your supervisor needs it, to review and appraise your work from afar.",
)
STATION = Section(
    "deto_station",
    "Work station (Section 8)",
    "Your bureau, the host bureau and the post's management need it, to agree on space and equipment.",
)
COSTS = Section(
    "deto_costs",
    "Costs of the mission",
    "The executive directors and the post's management need it: your bureau pays.",
)
HEALTH = Section(
    "deto_health",
    "Clearance and coverage",
    "The post needs it, to know that you may come and who pays if you must be flown out.",
)
SECTIONS = (SPONSOR, DUTIES, WORK, STATION, COSTS, HEALTH)

# Why the parts that every request has are asked here, by the code of the part.
PURPOSES = {
    "self_assessment": "You need it yourself: nobody decides by it.",
    "eligibility": "It shows whether a rule about you, your position or the post stands in the way.",
    "schedule": "Your supervisor, timekeeper and post need days, hours and dates; the chief of mission is "
    "asked by them.",
    "sites": "The post's management and the regional security officer need to know where you work.",
    "communication": "Your supervisor and colleagues need it, across the time zones.",
    "records": "Your supervisor needs it, to answer for the records.",
    "safety": "Your bureau telework coordinator needs it, at the latest 30 days after you start "
    "(3 FAM 2368.4(h)). You can leave it for then.",
    "equipment": "Your bureau needs it, to give you the equipment and get it back.",
    "clauses": "Your supervisor needs it for days on which your office in the United States is closed.",
    "acknowledgements": "Everybody needs to know that you have read what the arrangement means for you.",
}
