"""The parts of a request to telework overseas."""

from agreements.policy.decision import Section

SPONSOR = Section("deto_sponsor", "Sponsor and post")
DUTIES = Section("deto_duties", "Duties overseas")
WORK = Section("deto_work", "Work requirements (Section 4)")
STATION = Section("deto_station", "Work station (Section 8)")
COSTS = Section("deto_costs", "Costs of the mission")
HEALTH = Section("deto_health", "Clearance and coverage")
SECTIONS = (SPONSOR, DUTIES, WORK, STATION, COSTS, HEALTH)
