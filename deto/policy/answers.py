"""Rules on the answers that only this kind asks (2368.2 to 2368.12)."""

from deto.facts import DetoFacts
from telework.policy import Rule

RULES: tuple[Rule[DetoFacts], ...] = ()
