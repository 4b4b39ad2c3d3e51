"""Telework of people assigned abroad as tables of cases: what stands in the way, and why."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from agreements.facts import AbroadFacts, MissionFacts, SiteFacts, TermsFacts
from agreements.policy import abroad, fam_2018, mission, sites, terms
from agreements.policy.decision import SECTIONS
from telework.countries import COUNTRIES, country_name
from telework.policy import Outcome, Rule, bars, evaluate
from tests.policy.known_good import COMPLETE, complete_but

FLAT = SiteFacts(1, "Flat", "home", "Eksempelgata 1", "NO", city="Oslo")
ABROAD = AbroadFacts(
    post="Embassy Oslo",
    has_post_policy=True,
    country="NO",
    special_circumstances="The chancery is being rebuilt.",
    proximity="Two kilometers",
    in_third_country=False,
    sites=(FLAT,),
)
MISSION = MissionFacts(
    is_asked=True,
    security="No concern.",
    inviolability="On the diplomatic list.",
    labor_law="None.",
    notification="The host country was notified",
    notification_on=date(2026, 11, 20),
    notification_by="Chief of mission",
    nsdd38_needed=False,
    nsdd38_statement="No new position.",
)


def outcome(rule: Rule[Any], facts: object) -> Outcome:
    return evaluate([rule], facts)[0].outcome


def barring(rules: tuple[Rule[Any], ...], facts: object) -> set[str]:
    return {finding.code for finding in bars(evaluate(rules, facts))}


def test_everything_stated_leaves_nothing_in_the_way() -> None:
    assert barring(abroad.DETAILS_RULES, ABROAD) == set()
    assert barring(mission.RULES, MISSION) == set()


@pytest.mark.citation("2362.2(b)")
@pytest.mark.citation("2361.3(b)")
@pytest.mark.parametrize(("words", "is_barred"), [("", True), ("  \n", True), ("Rebuilding.", False)])
def test_special_circumstances_are_stated_in_words(words: str, is_barred: bool) -> None:
    found = barring(abroad.DETAILS_RULES, replace(ABROAD, special_circumstances=words))
    assert found == ({"abroad.special_circumstances"} if is_barred else set())


@pytest.mark.citation("2362.3(1)")
def test_without_a_post_policy_nothing_can_be_submitted_and_the_words_say_whom_to_ask() -> None:
    (found,) = bars(evaluate(abroad.DETAILS_RULES, replace(ABROAD, has_post_policy=False)))
    assert found.code == "abroad.post_policy"
    assert found.ask == "the management officer at your post"
    assert "Embassy Oslo" in found.message


@pytest.mark.citation("2362.3")
@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"proximity": ""}, {"abroad.proximity"}),
        ({"in_third_country": None}, {"abroad.residence"}),
        ({"in_third_country": True}, {"abroad.residence"}),
        ({"in_third_country": True, "third_country": "SE"}, set()),
    ],
)
def test_proximity_and_residence_are_stated(changes: dict[str, Any], codes: set[str]) -> None:
    assert barring(abroad.DETAILS_RULES, replace(ABROAD, **changes)) == codes


@pytest.mark.citation("2362.3")
@pytest.mark.parametrize(
    ("country", "third", "expected"),
    [
        ("NO", "", Outcome.PASSED),
        ("SE", "", Outcome.FAILED),
        ("SE", "SE", Outcome.PASSED),
        ("NO", "SE", Outcome.PASSED),
        ("US", "", Outcome.FAILED),
        ("US", "SE", Outcome.FAILED),
    ],
)
def test_site_is_in_the_country_of_the_post_or_the_stated_third_one(
    country: str, third: str, expected: Outcome
) -> None:
    site = replace(FLAT, country=country)
    facts = replace(ABROAD, sites=(site,), in_third_country=bool(third), third_country=third)
    assert outcome(abroad.SITES_IN_COUNTRY, facts) is expected


def test_third_country_counts_only_while_the_person_says_to_live_there() -> None:
    facts = replace(ABROAD, sites=(replace(FLAT, country="SE"),), third_country="SE")
    assert outcome(abroad.SITES_IN_COUNTRY, facts) is Outcome.FAILED
    assert outcome(abroad.SITES_IN_COUNTRY, replace(ABROAD, sites=())) is Outcome.UNKNOWN


@pytest.mark.citation("2362.3(4)")
@pytest.mark.parametrize(
    ("takes", "sensitive", "expected"),
    [
        (False, None, Outcome.PASSED),
        (False, True, Outcome.PASSED),
        (True, False, Outcome.PASSED),
        (True, True, Outcome.FAILED),
        (True, None, Outcome.UNKNOWN),
        (None, None, Outcome.UNKNOWN),
    ],
)
def test_sensitive_records_never_leave_the_mission(
    takes: bool | None, sensitive: bool | None, expected: Outcome
) -> None:
    facts = complete_but(takes_records=takes, has_sensitive_records=sensitive)
    assert outcome(abroad.NOTHING_SENSITIVE, facts) is expected


@pytest.mark.citation("2362.3(6)")
@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("global_opennet", Outcome.PASSED),
        ("government_laptop", Outcome.PASSED),
        ("none", Outcome.FAILED),
        ("own_device", Outcome.FAILED),
        ("", Outcome.UNKNOWN),
    ],
)
def test_remote_access_is_one_that_the_department_approves(method: str, expected: Outcome) -> None:
    assert outcome(abroad.REMOTE_ACCESS_APPROVED, complete_but(remote_access=method)) is expected


@pytest.mark.citation("2366.1")
def test_telecenter_has_no_place_where_no_executive_director_confirms_its_funds() -> None:
    facts = complete_but(sites=(replace(FLAT, kind=sites.TELECENTER),))
    assert outcome(abroad.NO_TELECENTER, facts) is Outcome.FAILED
    assert outcome(abroad.NO_TELECENTER, replace(facts, sites=(FLAT,))) is Outcome.PASSED


@pytest.mark.citation("2361.4 telework, alternate work site")
@pytest.mark.parametrize(("street", "city"), [("PSC 2 Box 5", "APO"), ("Unit 5, DPO AE 09716", "Oslo")])
def test_military_or_diplomatic_mail_is_no_place_to_work(street: str, city: str) -> None:
    facts = complete_but(sites=(replace(FLAT, street=street, city=city),))
    assert outcome(abroad.NO_MAILBOX, facts) is Outcome.FAILED


def test_site_abroad_is_no_obstacle_where_the_arrangement_is_a_posts() -> None:
    codes = [rule.code for rule in abroad.TERMS_RULES]
    assert sites.DOMESTIC.code not in codes
    assert len(codes) == len(set(codes))
    assert {rule.code for rule in terms.TERMS_RULES} - set(codes) == {sites.DOMESTIC.code}


@pytest.mark.citation("2362.3(4)")
@pytest.mark.citation("2362.3(3)")
def test_segregation_and_nothing_sensitive_are_accepted_by_signing() -> None:
    facts = COMPLETE
    rule = next(r for r in abroad.TERMS_RULES if r.code == "acknowledgements.accepted")
    assert outcome(rule, facts) is Outcome.FAILED
    accepted = facts.acknowledged | {statement.code for statement in abroad.STATEMENTS}
    assert outcome(rule, replace(facts, acknowledged=accepted)) is Outcome.PASSED
    assert {s.citation for s in abroad.STATEMENTS} == {"2362.3(3)", "2362.3(4)"}


@pytest.mark.citation("2362.3")
@pytest.mark.citation("2362.3(2)")
@pytest.mark.citation("2362.3(5)")
@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"security": " "}, "mission.security"),
        ({"inviolability": ""}, "mission.inviolability"),
        ({"labor_law": ""}, "mission.labor_law"),
        ({"notification": ""}, "mission.notification"),
        ({"notification_on": None}, "mission.notification"),
        ({"notification_by": ""}, "mission.notification"),
        ({"nsdd38_needed": None}, "mission.nsdd38"),
        ({"nsdd38_statement": ""}, "mission.nsdd38"),
        ({"nsdd38_needed": True}, "mission.nsdd38"),
        ({"nsdd38_needed": True, "nsdd38_reference": "NSDD-2026-11"}, ""),
    ],
)
def test_mission_states_each_point_before_its_management_approves(changes: dict[str, Any], code: str) -> None:
    assert barring(mission.RULES, replace(MISSION, **changes)) == ({code} if code else set())


def test_nobody_but_the_posts_management_is_asked_for_the_missions_statement() -> None:
    assert barring(mission.RULES, MissionFacts(is_asked=False)) == set()


def test_rules_belong_to_the_set_and_to_a_section() -> None:
    known = {section.code for section in SECTIONS} | {abroad.SECTION, mission.SECTION}
    rules = (*fam_2018.ABROAD_TERMS_RULES, *fam_2018.ABROAD_RULES, *fam_2018.MISSION_RULES)
    assert {rule.section for rule in rules} <= known
    nothing = TermsFacts(today=date(2026, 12, 7), is_part_time=False)
    assert all(hasattr(nothing, use.name) for rule in fam_2018.ABROAD_TERMS_RULES for use in rule.uses)
    assert all(hasattr(ABROAD, use.name) for rule in fam_2018.ABROAD_RULES for use in rule.uses)
    assert all(hasattr(MISSION, use.name) for rule in fam_2018.MISSION_RULES for use in rule.uses)


def test_countries_have_two_letters_and_a_name() -> None:
    assert all(len(code) == 2 and code.isupper() and name for code, name in COUNTRIES.items())
    assert country_name("DE") == "Germany"
    assert country_name("ZZ") == "ZZ"
