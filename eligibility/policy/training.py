"""The telework courses: employees take theirs before an agreement, managers before they decide."""

from datetime import date

from eligibility.facts import EligibilityFacts, ManagerFacts, TrainingFact
from telework.policy import Rule, Use, in_words


def training_in_words(training: TrainingFact) -> str:
    if training.completed_on:
        return f"completed on {in_words(training.completed_on)}"
    if training.exempt_evidence_on:
        return f"not completed; arrangement proved for {in_words(training.exempt_evidence_on)}"
    return "not completed"


def employee_training_rule(*, exempt_before: date) -> Rule[EligibilityFacts]:
    """The employees' course, or proof of an arrangement in effect before `exempt_before`."""

    def is_missing(facts: EligibilityFacts) -> bool | None:
        training = facts.employee_training.value
        if training is None:
            return None
        exempt = training.exempt_evidence_on is not None and training.exempt_evidence_on < exempt_before
        return training.completed_on is None and not exempt

    return Rule(
        code="training.employee",
        citation="2362.7",
        sentence="You have completed the telework course for employees, or are exempt from it.",
        refusal="You have not completed the telework course for employees. It comes before the agreement.",
        would_change=(
            "Complete the course, and this changes as soon as the completion is recorded. "
            "You need not take it if you can show that you had a telework arrangement in effect before "
            f"{in_words(exempt_before)}."
        ),
        ask="your bureau telework coordinator",
        uses=(Use("employee_training", "Telework course for employees", training_in_words),),
        violated_by=is_missing,
    )


def is_manager_untrained(facts: ManagerFacts) -> bool | None:
    """The exemption of earlier teleworkers is from the employees' course; it does not reach this one."""
    training = facts.manager_training.value
    return None if training is None else training.completed_on is None


MANAGER_TRAINING: Rule[ManagerFacts] = Rule(
    code="training.manager",
    citation="2362.7",
    sentence="You have completed the telework course for managers.",
    refusal=(
        "You have not completed the telework course for managers. It comes before you decide on an agreement "
        "or supervise somebody who teleworks."
    ),
    would_change="Complete the course, and you can decide as soon as the completion is recorded.",
    ask="your bureau telework coordinator",
    uses=(Use("manager_training", "Telework course for managers", training_in_words),),
    violated_by=is_manager_untrained,
)
