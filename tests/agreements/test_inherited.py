"""A supervisor who inherits a teleworker is asked for the course for managers at once (2362.7)."""

import pytest

from agreements.models import Review
from agreements.services.reviews import handle_change
from eligibility.models import Employee, PersonnelChange
from telework.models import OutboxMessage, User
from tests.cast import NOW, TODAY, Cast, active, draft, person, train

pytestmark = [pytest.mark.django_db, pytest.mark.citation("2362.7")]


def handed_over(cast: Cast, to: Employee, matter: str = "supervisor") -> None:
    """HR gives Emma another supervisor, and the sweep handles the change."""
    Employee.objects.filter(pk=cast.employee.pk).update(supervisor=to)
    change = PersonnelChange.objects.create(
        employee=cast.employee, matter=matter, old="Sam", new="Nina", as_of=TODAY, recorded_at=NOW
    )
    handle_change(actor=User.objects.system(), now=NOW, change=change)


def asked() -> list[str]:
    letters = OutboxMessage.objects.filter(template="manager_course_needed")
    return list(letters.values_list("to", flat=True))


def test_who_inherits_a_teleworker_without_the_course_is_asked_for_it(cast: Cast) -> None:
    active(cast)
    heir = person("Nina", "Newsuper", cast.bureau)
    handed_over(cast, heir)
    assert asked() == [heir.email]
    letter = OutboxMessage.objects.get(template="manager_course_needed")
    assert "who has a telework agreement, now reports to you" in letter.text
    assert Review.objects.count() == 1


def test_who_has_the_course_is_not_asked(cast: Cast) -> None:
    active(cast)
    heir = person("Nina", "Newsuper", cast.bureau)
    train(heir, "manager")
    handed_over(cast, heir)
    assert asked() == []


def test_who_inherits_somebody_without_an_agreement_is_not_asked(cast: Cast) -> None:
    draft(cast)
    handed_over(cast, person("Nina", "Newsuper", cast.bureau))
    assert asked() == []


def test_another_change_asks_nobody_for_the_course(cast: Cast) -> None:
    active(cast)
    cast.supervisor.training.all().delete()
    handed_over(cast, cast.supervisor, matter="rating")
    assert asked() == []
