"""Letters that the mail server refused or that were given up: what the coordinator sees and sends again."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from agreements.models import Agreement
from eligibility.models import Employee
from telework.models import OutboxMessage
from telework.outbox import MOST_ATTEMPTS

# As every app writes the keys of its letters: what the letter is about first, the reader last.
KEY = re.compile(r"(?P<about>[a-z-]+):(?P<pk>\d+):.*:(?P<reader>\d+)")
ABOUT_AN_AGREEMENT, ABOUT_AN_EVACUATION = "agreement", "evacuation"


@dataclass(frozen=True)
class FailedLetter:
    """One letter with the person it was for.

    is_sealed  the case's kind is sealed and the reader is inside: who it is gives the kind away
    bureau   whose coordinator sees to it: the agreement's, or else the reader's; None when there is none
    chain    the audit chain it is written to, and `subject` what it is called there
    """

    message: OutboxMessage
    reader: Employee
    bureau: int | None
    chain: str
    subject: str
    is_sealed: bool = False

    @property
    def address_now(self) -> str:
        """Where it would go now: the address may have been put right since."""
        return self.reader.email or self.message.to

    @property
    def why(self) -> str:
        if self.message.attempts >= MOST_ATTEMPTS:
            return "It was tried for about a day, and no mail server took it."
        return "The mail server refused the address or the letter for good."


def letters_that_failed(bureaus: Collection[int]) -> list[FailedLetter]:
    """The failed letters about agreements of these bureaus, and to their people about everything else.

    The oldest first, without their texts; three queries however many there are.
    """
    return [letter for letter in _failed() if letter.bureau in bureaus]


def _failed() -> Iterator[FailedLetter]:
    failed = OutboxMessage.objects.filter(state=OutboxMessage.State.FAILED).defer("text", "html", "failure")
    named = [(message, found) for message in failed if (found := KEY.fullmatch(message.key))]
    numbers = {int(found["pk"]) for _, found in named if found["about"] == ABOUT_AN_AGREEMENT}
    cases = Agreement.objects.select_related("employee").in_bulk(numbers)
    readers = Employee.objects.with_bureau().in_bulk({int(found["reader"]) for _, found in named})
    for message, found in named:
        reader = readers.get(int(found["reader"]))
        if reader is None:
            continue
        if found["about"] != ABOUT_AN_AGREEMENT:
            bureau = reader.bureau.pk if reader.bureau is not None else None
            chain, subject = f"employee:{reader.pk}", f"letter:{message.pk}"
            is_sealed = found["about"] == ABOUT_AN_EVACUATION
            yield FailedLetter(message, reader, bureau, chain, subject, is_sealed)
        elif case := cases.get(int(found["pk"])):
            yield FailedLetter(
                message, reader, case.bureau_id, case.chain, str(case), _is_sealed(case, reader)
            )


def _is_sealed(case: Agreement, reader: Employee) -> bool:
    """True unless the reader is one of those whom everybody knows about: the two sides, a coordinator."""
    known = (case.employee_id, case.employee.supervisor_id)
    return case.kind_record.is_sealed and reader.pk not in known
