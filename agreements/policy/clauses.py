"""What an agreement asks and makes people promise: self-assessment, clauses, acknowledgements."""

from dataclasses import dataclass

from agreements.policy.worksite import Consequence


@dataclass(frozen=True)
class Statement:
    """A sentence that somebody accepts by signing."""

    code: str
    citation: str
    text: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class ClauseQuestion:
    """A question whose answer becomes a clause; `choices` are (code, label)."""

    code: str
    citation: str
    text: str
    hint: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SelfAssessmentQuestion:
    """A question people put to themselves before they ask; no answer bars anything."""

    code: str
    citation: str
    text: str


YES_OR_NO = (("yes", "Yes"), ("no", "No"))
SELF_ASSESSMENT_ANSWERS = (("yes", "Yes"), ("partly", "In part"), ("no", "No"))

SELF_ASSESSMENT: tuple[SelfAssessmentQuestion, ...] = (
    SelfAssessmentQuestion(
        "portable_work",
        "2362.2(c)(1)(b)",
        "Is there enough of your work that you can do well away from the office?",
    ),
    SelfAssessmentQuestion(
        "unclassified_work",
        "2362.2(c)(1)(a)",
        "Can you fill your telework days with work that is not classified?",
    ),
    SelfAssessmentQuestion(
        "own_pace", "2362.2(c)(2)(a)", "Do you plan your work and keep deadlines without close supervision?"
    ),
    SelfAssessmentQuestion(
        "performance",
        "2362.2(c)(2)(a)",
        "Is your performance fully successful, and will it stay so at a distance?",
    ),
    SelfAssessmentQuestion(
        "conduct",
        "2362.2(c)(2)",
        "Are attendance, leave and conduct free of anything that stands in the way?",
    ),
    SelfAssessmentQuestion(
        "communication", "2363.1", "Will colleagues and your supervisor reach you as easily as in the office?"
    ),
    SelfAssessmentQuestion(
        "office_needs", "2363.1", "Can you change your plans and come in when the office needs you?"
    ),
    SelfAssessmentQuestion(
        "workplace",
        "2362.1(k)",
        "Do you have a safe place to work, without care duties during working hours?",
    ),
)

CLAUSES: tuple[ClauseQuestion, ...] = (
    ClauseQuestion(
        "works_through_closure",
        "2364.4(a)",
        "When your office is closed to the public on your telework day, do you go on working?",
        "For example when snow closes offices in your area.",
        YES_OR_NO,
    ),
    ClauseQuestion(
        "works_through_liberal_leave",
        "2364.4(a)",
        "When liberal leave is announced on your telework day, do you go on working unless you take leave?",
        "Liberal leave means that people may take leave without asking first.",
        YES_OR_NO,
    ),
    ClauseQuestion(
        "works_through_early_dismissal",
        "2364.4(a)",
        "When people are sent home early on your telework day, do you work to the end of your day?",
        "",
        YES_OR_NO,
    ),
    ClauseQuestion(
        "unscheduled_telework",
        "2364.4(a)",
        "May you telework on any day for which unscheduled telework is announced?",
        "This covers days on which you would otherwise come to the office.",
        YES_OR_NO,
    ),
    ClauseQuestion(
        "coop",
        "2365(b)",
        "What is your part when the Department works under its continuity plan?",
        "Your supervisor knows whether you have a designation.",
        (
            ("mission_critical", "Member of a mission-critical team"),
            ("emergency", "Emergency employee"),
            ("none", "No designation"),
        ),
    ),
)

WEATHER_AND_SAFETY_LEAVE = Consequence(
    "weather_leave",
    "Weather and safety leave",
    "Whoever takes part in telework, on fixed days or now and then, normally gets no weather and safety "
    "leave when the office closes: if you can work safely at your telework site, you work, or you take your "
    "own leave. There are two exceptions: the weather could not be foreseen and you were unable to prepare "
    "for it, or your telework site itself is not safe.",
    "5 CFR 630.1605",
    changes=True,
)

EMPLOYEE_ACKNOWLEDGEMENTS: tuple[Statement, ...] = (
    Statement("voluntary", "2362.1(b)", "I am asking for telework of my own free will."),
    Statement(
        "no_entitlement", "2362.1(c)", "Nobody has a right to telework, and this agreement gives me none."
    ),
    Statement(
        "dependent_care",
        "2362.1(j)",
        "I do not look after children or other people during working hours. I arrange their care otherwise.",
    ),
    Statement(
        "safe_site",
        "2362.1(k)",
        "I keep my telework site safe and fit for work, and I protect the Government equipment that I have "
        "there.",
    ),
    Statement(
        "home_compliance",
        "2367(b)(4)",
        "I am responsible for my home meeting the health and safety points that I have certified.",
    ),
    Statement(
        "recall",
        "2362.1(o)",
        "I come to the office on a telework day when my supervisor asks, at short notice if need be. As a "
        "rule the Government does not pay for that trip. Workplace requirements such as drug tests apply to "
        "me as before.",
    ),
    Statement(
        "safeguards",
        "2362.1(p)",
        "I protect sensitive but unclassified records, and records under the Privacy Act, as this agreement "
        "says.",
    ),
    Statement(
        "government_records",
        "2362.1(q)",
        "All work files, records and papers that I make while teleworking belong to the Government.",
    ),
    Statement("no_classified", "2362.6", "I do not have classified information at my telework site, ever."),
    Statement(
        "remote_standards",
        "2362.6",
        "I follow the Department's current security standards for working from home, as strictly as in the "
        "office.",
    ),
    Statement(
        "kept_apart",
        "2362.6",
        "I keep Government property and information safe, and apart from what is my own.",
    ),
    Statement(
        "performance",
        "2363.1",
        "I keep up my performance, stay in touch as my office needs it, and remain flexible.",
    ),
    Statement(
        "premium_pay",
        "2364(c)",
        "Overtime and other premium pay follow the usual rules. I work overtime only when it was approved "
        "before.",
    ),
    Statement(
        "government_equipment",
        "2366.3(b)",
        "Government equipment is for official work and stays the Government's. My bureau installs and "
        "services it. I do not misuse it. The Government does not pay for my utilities.",
    ),
    Statement(
        "own_equipment", "2366.3(c)", "I repair and maintain my own equipment that I use for work myself."
    ),
    Statement(
        "reachable",
        "2366.3(d)",
        "My supervisor can reach me easily while I telework, and I check my messages often.",
    ),
    Statement(
        "weather_leave",
        "5 CFR 630.1605",
        "As a teleworker I normally get no weather and safety leave when I can work safely at my telework "
        "site.",
    ),
    Statement(
        "notice",
        "2362.1(m)",
        "My supervisor can cancel or change this agreement with 10 workdays' notice and a written, "
        "work-based reason. I can cancel it with 10 workdays' notice and need no reason.",
        also=("2362.1(n)",),
    ),
    Statement(
        "privacy",
        "5 U.S.C. 552a(e)(3)",
        "I have read the Privacy Act statement that says why these details are asked for and who sees them.",
    ),
)

SUPERVISOR_ACKNOWLEDGEMENTS: tuple[Statement, ...] = (
    Statement(
        "equal_treatment",
        "2362.1(l)",
        "I treat teleworkers and others alike: in appraisals, training, awards, assignments, promotions and "
        "in every other decision that is mine.",
    ),
    Statement(
        "support",
        "2363.2(a)",
        "I support telework as far as the needs of the office allow.",
    ),
    Statement(
        "same_measures",
        "2363.2(b)",
        "I measure a teleworker's work by the same standards as everybody else's.",
    ),
)
