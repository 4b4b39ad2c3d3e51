"""Rules on the answers that only this kind asks (2368.2 to 2368.13)."""

from deto.facts import DetoFacts
from deto.policy import arrival, classified, costs, duration, duties, health, places, sponsor, station, work
from telework.policy import Reading, Rule

RULES: tuple[Rule[DetoFacts], ...] = (
    *sponsor.RULES,
    *duration.RULES,
    *arrival.RULES,
    *duties.RULES,
    *classified.RULES,
    *work.RULES,
    *station.RULES,
    *costs.RULES,
    *health.RULES,
    *places.RULES,
)

READINGS: tuple[Reading, ...] = (
    sponsor.SPONSOR_READING,
    sponsor.ARRANGEMENT_READING,
    duration.DURATION_READING,
    arrival.ARRIVAL_READING,
    duties.DUTIES_READING,
    classified.CLASSIFIED_READING,
    work.WORK_READING,
    station.STATION_READING,
    station.CLOSURE_READING,
    health.HEALTH_READING,
    health.INSURANCE_READING,
)
