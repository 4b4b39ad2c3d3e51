"""Bureaus of the Department by symbol, with a weight for their size."""

from typing import NamedTuple

CORE_CODES = ("CA", "EUR", "GTM", "M")
# One executive office serves both (NEA-SCA/EX).
JOINT_EXECUTIVE_OFFICES = {"SCA": "NEA"}


class SampleBureau(NamedTuple):
    """A bureau; `weight` is its share of people against the others."""

    code: str
    name: str
    kind: str
    weight: int


# In this order a small sample takes them; the first four hold the cast.
BUREAUS = (
    SampleBureau("CA", "Bureau of Consular Affairs", "functional", 60),
    SampleBureau("EUR", "Bureau of European and Eurasian Affairs", "regional", 60),
    SampleBureau("GTM", "Bureau of Global Talent Management", "functional", 20),
    SampleBureau("M", "Office of the Under Secretary for Management", "office", 4),
    SampleBureau("EAP", "Bureau of East Asian and Pacific Affairs", "regional", 45),
    SampleBureau("WHA", "Bureau of Western Hemisphere Affairs", "regional", 50),
    SampleBureau("AF", "Bureau of African Affairs", "regional", 45),
    SampleBureau("NEA", "Bureau of Near Eastern Affairs", "regional", 35),
    SampleBureau("SCA", "Bureau of South and Central Asian Affairs", "regional", 30),
    SampleBureau("IO", "Bureau of International Organization Affairs", "functional", 14),
    SampleBureau("DS", "Bureau of Diplomatic Security", "functional", 60),
    SampleBureau("A", "Bureau of Administration", "functional", 30),
    SampleBureau("DT", "Bureau of Diplomatic Technology", "functional", 30),
    SampleBureau("S/ES", "Executive Secretariat", "office", 12),
    SampleBureau("MED", "Bureau of Medical Services", "functional", 14),
    SampleBureau("FSI", "Foreign Service Institute", "functional", 25),
    SampleBureau("OBO", "Bureau of Overseas Buildings Operations", "functional", 22),
    SampleBureau("CGFS", "Bureau of the Comptroller and Global Financial Services", "functional", 16),
    SampleBureau("INR", "Bureau of Intelligence and Research", "functional", 12),
    SampleBureau("INL", "Bureau of International Narcotics and Law Enforcement Affairs", "functional", 18),
    SampleBureau("PRM", "Bureau of Population, Refugees, and Migration", "functional", 10),
    SampleBureau("PM", "Bureau of Political-Military Affairs", "functional", 14),
    SampleBureau("ISN", "Bureau of International Security and Nonproliferation", "functional", 10),
    SampleBureau("AVC", "Bureau of Arms Control, Verification and Compliance", "functional", 7),
    SampleBureau("DRL", "Bureau of Democracy, Human Rights, and Labor", "functional", 10),
    SampleBureau("ECA", "Bureau of Educational and Cultural Affairs", "functional", 18),
    SampleBureau("GPA", "Bureau of Global Public Affairs", "functional", 12),
    SampleBureau(
        "OES",
        "Bureau of Oceans and International Environmental and Scientific Affairs",
        "functional",
        9,
    ),
    SampleBureau("EB", "Bureau of Economic and Business Affairs", "functional", 10),
    SampleBureau("ENR", "Bureau of Energy Resources", "functional", 5),
    SampleBureau("BP", "Bureau of Budget and Planning", "functional", 5),
    SampleBureau("L", "Office of the Legal Adviser", "office", 14),
    SampleBureau("H", "Bureau of Legislative Affairs", "functional", 5),
    SampleBureau("CDP", "Bureau of Cyberspace and Digital Policy", "functional", 5),
    SampleBureau("CSO", "Bureau of Conflict and Stabilization Operations", "functional", 5),
    SampleBureau("CT", "Bureau of Counterterrorism", "functional", 5),
    SampleBureau("J/TIP", "Office to Monitor and Combat Trafficking in Persons", "office", 4),
    SampleBureau("S/P", "Policy Planning Staff", "office", 3),
    SampleBureau("S/CPR", "Office of the Chief of Protocol", "office", 4),
    SampleBureau("OIG", "Office of Inspector General", "office", 10),
)


def taken(people: int) -> tuple[SampleBureau, ...]:
    """The bureaus of a sample: the core alone from 30 people, one more for every 15 beyond, up to all."""
    return BUREAUS[: len(CORE_CODES) + max(0, people - 30) // 15]


def mailbox(code: str) -> str:
    return f"{code.replace('/', '-').lower()}-telework@state.example"
