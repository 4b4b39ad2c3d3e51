"""Sealed arrangements in the walk for accessibility: to decide on, to sign, and the days of an evacuation."""

from agreements.models import Agreement, MedicalEvacuation
from eligibility.models import Employee, Post
from telework.roles import Role
from tests import sealed
from tests.cast import NOW, TODAY, Cast, grant, person, train
from tests.journeys.world_post import Arguments
from tests.sealed import AWAY_THROUGH


def add_sealed(cast: Cast, decider: Employee) -> dict[str, Agreement]:
    """A reader of the walk is of the office that decides; the supervisor of the cast signs."""
    grant(decider, Role.DRAD)
    # Read again: a sign-in that has acted before remembers its roles of before.
    decider = Employee.objects.get(pk=decider.pk)
    lima = Post.objects.get(code="LIMA")
    away = person("Away", "Example", cast.other_bureau, post=lima)
    MedicalEvacuation.objects.create(
        employee=away, post=lima, starts_on=TODAY, ends_on=AWAY_THROUGH, recorded_by=decider, recorded_at=NOW
    )
    return {
        "accommodation_asked": sealed.accommodation_asked(_owner(cast, "Asked")),
        "accommodation_to_sign": sealed.accommodation_decided(_owner(cast, "Tosign"), decider),
    }


def _owner(cast: Cast, name: str) -> Employee:
    owner = person(f"Sealed{name}", "Example", cast.bureau, supervisor=cast.supervisor)
    train(owner)
    return owner


def evacuations() -> Arguments:
    return [{"pk": one.pk} for one in MedicalEvacuation.objects.all()]
