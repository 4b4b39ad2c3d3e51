"""Home safety questions of our own, in the manner of Form DS-1963, whose wording was not available."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

CERTIFICATION = (
    "I have looked at this place myself. My answers are true today, I put right what I promised, and I keep "
    "the place safe for as long as I telework there."
)


class SafetySection(StrEnum):
    """The parts of the checklist."""

    WORKPLACE = "workplace"
    ELECTRICAL = "electrical"
    FIRE = "fire"
    PROPERTY = "property"
    ERGONOMICS = "ergonomics"

    @property
    def label(self) -> str:
        return SECTION_LABELS[self]


SECTION_LABELS: Mapping[SafetySection, str] = {
    SafetySection.WORKPLACE: "The workplace",
    SafetySection.ELECTRICAL: "Electricity",
    SafetySection.FIRE: "Fire",
    SafetySection.PROPERTY: "Security of Government property",
    SafetySection.ERGONOMICS: "Desk, chair and screen",
}


class Reply(StrEnum):
    """What can be answered; not every question can do without an answer."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not_applicable"

    @property
    def label(self) -> str:
        return {"yes": "Yes", "no": "No", "not_applicable": "Does not apply here"}[self.value]


@dataclass(frozen=True)
class Question:
    """One question; "yes" is always the safe answer. `may_not_apply`: some sites have no such thing."""

    code: str
    section: SafetySection
    text: str
    may_not_apply: bool = False

    @property
    def is_fire_or_electric(self) -> bool:
        return self.section in (SafetySection.FIRE, SafetySection.ELECTRICAL)


@dataclass(frozen=True)
class Answer:
    """The answer to one question; a "no" says what will be done about it and by when."""

    reply: Reply
    remedy: str = ""
    remedy_on: date | None = None

    @property
    def has_remedy(self) -> bool:
        return bool(self.remedy.strip()) and self.remedy_on is not None

    def to_json(self) -> dict[str, Any]:
        return {
            "answer": self.reply.value,
            "remedy": self.remedy,
            "remedy_on": self.remedy_on.isoformat() if self.remedy_on else None,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Answer":
        remedy_on = data.get("remedy_on")
        return cls(
            Reply(data["answer"]),
            data.get("remedy", ""),
            date.fromisoformat(remedy_on) if remedy_on else None,
        )


QUESTIONS: tuple[Question, ...] = (
    Question(
        "comfortable", SafetySection.WORKPLACE, "Are temperature, air, light and noise fit for a day's work?"
    ),
    Question("clear_paths", SafetySection.WORKPLACE, "Are doors, corners and the ways between them clear?"),
    Question(
        "drawers", SafetySection.WORKPLACE, "Do drawers and cupboard doors open without blocking the way?"
    ),
    Question(
        "handrails",
        SafetySection.WORKPLACE,
        "Do stairs of four or more steps have a handrail?",
        may_not_apply=True,
    ),
    Question(
        "no_tripping", SafetySection.WORKPLACE, "Are cables, rugs and floors laid so that nobody trips?"
    ),
    Question(
        "shelves",
        SafetySection.WORKPLACE,
        "Are shelves above you fastened, and loaded so that nothing falls?",
        may_not_apply=True,
    ),
    Question("dry", SafetySection.WORKPLACE, "Is the place dry, and free of mould and harmful materials?"),
    Question(
        "undisturbed", SafetySection.WORKPLACE, "Can you work there undisturbed by the rest of the home?"
    ),
    Question("first_aid", SafetySection.WORKPLACE, "Are first-aid supplies within reach?"),
    Question(
        "no_bare_wires",
        SafetySection.ELECTRICAL,
        "Are all wires and plugs whole, with nothing bare or loose?",
    ),
    Question("grounded", SafetySection.ELECTRICAL, "Are the outlets that you use for work grounded?"),
    Question(
        "not_overloaded",
        SafetySection.ELECTRICAL,
        "Do outlets and extension cords carry no more than they should?",
    ),
    Question("surge", SafetySection.ELECTRICAL, "Is the computer on a surge protector?"),
    Question(
        "breakers", SafetySection.ELECTRICAL, "Can you reach the fuses or breakers, and are they labelled?"
    ),
    Question(
        "smoke_alarm", SafetySection.FIRE, "Is there a smoke alarm near the work area, and does it work?"
    ),
    Question(
        "extinguisher", SafetySection.FIRE, "Is a fire extinguisher close, and do you know how to use it?"
    ),
    Question("way_out", SafetySection.FIRE, "Is there a clear way out, and do you know a second one?"),
    Question(
        "heaters",
        SafetySection.FIRE,
        "Are heaters and other hot things kept away from paper and cloth?",
        may_not_apply=True,
    ),
    Question("lockable", SafetySection.PROPERTY, "Can Government equipment and papers be locked away?"),
    Question("out_of_sight", SafetySection.PROPERTY, "Are screen and equipment hidden from people outside?"),
    Question(
        "others_kept_out", SafetySection.PROPERTY, "Can you keep others from using or seeing your work?"
    ),
    Question(
        "chair", SafetySection.ERGONOMICS, "Is your chair sound, adjustable, and does it support your back?"
    ),
    Question(
        "screen", SafetySection.ERGONOMICS, "Is the top of the screen about at eye level, without glare?"
    ),
    Question(
        "keyboard", SafetySection.ERGONOMICS, "Can you type with relaxed shoulders and straight wrists?"
    ),
    Question("desk", SafetySection.ERGONOMICS, "Is the desk large enough, with room for your legs?"),
)

QUESTIONS_BY_CODE: Mapping[str, Question] = {question.code: question for question in QUESTIONS}


def unanswered(answers: Mapping[str, Answer]) -> tuple[Question, ...]:
    """Questions without an answer, or said not to apply where they always do."""
    return tuple(
        question
        for question in QUESTIONS
        if question.code not in answers
        or (answers[question.code].reply is Reply.NOT_APPLICABLE and not question.may_not_apply)
    )


def denied(answers: Mapping[str, Answer]) -> tuple[Question, ...]:
    """Questions answered with "no"."""
    return tuple(
        question
        for question in QUESTIONS
        if question.code in answers and answers[question.code].reply is Reply.NO
    )


def without_remedy(answers: Mapping[str, Answer]) -> tuple[Question, ...]:
    """Questions answered with "no" that lack the remedy or its date."""
    return tuple(question for question in denied(answers) if not answers[question.code].has_remedy)


def dangers(answers: Mapping[str, Answer]) -> tuple[Question, ...]:
    """Fire and electricity answered with "no": put right first, a promise is not enough."""
    return tuple(question for question in denied(answers) if question.is_fire_or_electric)
