"""What the walk fills into the pages about people's eligibility, their courses, closures and the guidance."""

from collections.abc import Callable
from typing import Any

from eligibility.models import (
    BureauPolicy,
    DeclaredEmergency,
    Designation,
    EligibilityException,
    Employee,
    EnteredFact,
    FactDispute,
    Post,
    PostPolicy,
    TrainingCertificate,
)
from eligibility.policy.entered import SUPERVISORS
from guidance.register import PROVISIONS
from guidance.topics import TOPICS
from telework.models import Closure
from telework.roles import Role
from tests.cast import NOW, TODAY, Cast, grant, person
from tests.certificates import uploaded
from tests.walks.decisions import DECIDED, LAPSED, RULE, UNDECIDED, decide_about_people

Arguments = list[dict[str, Any]]


def add_people(cast: Cast) -> None:
    """Somebody about whom nothing, everything and what is over was decided; and who answers disputes."""
    decide_about_people(cast)
    grant(person("Hal", "Hrspecialist", cast.bureau), Role.HR_SPECIALIST, cast.bureau)
    uploaded(cast)
    oslo = Post.objects.create(
        code="OSLO", name="Oslo", country="NO", bureau=cast.bureau, time_zone="Europe/Oslo"
    )
    said = {"text": "Talk to your team first.", "effective_on": TODAY, "entered_at": NOW}
    BureauPolicy.objects.create(bureau=cast.bureau, title="Telework in Oceans", contact="OES/EX", **said)
    PostPolicy.objects.create(post=oslo, approving_official="A. Mbassador", **said)


def _people(*names: str) -> Arguments:
    return [{"number": one.number} for one in Employee.objects.filter(family_name__in=names)]


def _all_of(model: Any) -> Arguments:
    return [{"pk": pk} for pk in model.objects.values_list("pk", flat=True)]


FILLINGS: dict[str, Callable[[], Arguments]] = {
    "eligibility_person": lambda: _people(UNDECIDED, DECIDED, LAPSED),
    "designate": lambda: _people(UNDECIDED, DECIDED),
    "exception_grant": lambda: [{**given, "rule": RULE} for given in _people(UNDECIDED, DECIDED)],
    "exception_end": lambda: _all_of(EligibilityException),
    "designation_end": lambda: _all_of(Designation),
    "fact_state": lambda: [
        {**given, "fact": fact} for given in _people(UNDECIDED, DECIDED) for fact in SUPERVISORS
    ],
    "fact_withdraw": lambda: _all_of(EnteredFact),
    "dispute_raise": lambda: [{"fact": "rating"}],
    "dispute": lambda: _all_of(FactDispute),
    "emergency_end": lambda: _all_of(DeclaredEmergency),
    "certificate": lambda: _all_of(TrainingCertificate),
    "certificate_file": lambda: _all_of(TrainingCertificate),
    "training_person": lambda: _people(UNDECIDED, "Employee"),
    "bureau_policy": lambda: [{"code": one.bureau.code} for one in BureauPolicy.objects.all()],
    "bureau_policy_end": lambda: _all_of(BureauPolicy),
    "post_policy": lambda: [{"code": one.post.code} for one in PostPolicy.objects.all()],
    "post_policy_end": lambda: _all_of(PostPolicy),
    "closure_remove": lambda: [{"pk": Closure.objects.latest("day").pk}],
    "guidance_topic": lambda: [{"slug": topic.slug} for topic in TOPICS],
    # One that somebody meets on a page, and the first, which may be without.
    "provision": lambda: [{"slug": slug} for slug in ("2362-1-m", PROVISIONS[0].slug)],
}
