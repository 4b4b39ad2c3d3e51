"""Who holds which office for one case: the chain's view of HR data and granted roles."""

from collections.abc import Sequence
from datetime import date

from agreements import selectors
from agreements.chains import ChainStep
from agreements.models import Agreement
from eligibility.models import Employee, Position
from telework.roles import Role


class CaseDirectory:
    """The offices around one case on one day; those who have left hold none."""

    def __init__(self, agreement: Agreement, today: date) -> None:
        self.agreement = agreement
        self.today = today

    def is_asked(self, office: ChainStep) -> bool:
        position = self.agreement.employee.position
        if office.is_foreign and (position is None or position.service != Position.Service.FOREIGN):
            return False
        return not office.is_host or self.host_bureau not in (None, self.agreement.bureau_id)

    @property
    def host_bureau(self) -> int | None:
        """The bureau of the case's post."""
        return self.agreement.post.bureau_id if self.agreement.post is not None else None

    def holders(self, role: Role, *, is_host: bool = False) -> Sequence[int]:
        if role is Role.SUPERVISOR:
            supervisor = self._serving(self.agreement.employee.supervisor)
            return [supervisor.pk] if supervisor is not None else []
        bureau = self.host_bureau if is_host else self.agreement.bureau_id
        assert bureau is not None, "a host bureau is asked only where the case has a post"
        found = selectors.office_holders(role, bureau=bureau, post=self.agreement.post_id, today=self.today)
        return [person.pk for person in found]

    def next_level_up(self, person: int) -> int | None:
        """The first person above who serves, and whose agreement it is not; None where nobody is."""
        passed = {person}
        above = Employee.objects.get(pk=person).supervisor_id
        while above is not None and above not in passed:
            found = Employee.objects.get(pk=above)
            if self._serving(found) is not None and above != self.agreement.employee_id:
                return above
            passed.add(above)
            above = found.supervisor_id
        return None

    def _serving(self, person: Employee | None) -> Employee | None:
        return None if person is None or person.is_separated(self.today) else person
