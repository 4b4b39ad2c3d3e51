"""Rows to facts: what the rules of the arrangement overseas look at."""

from dataclasses import fields
from datetime import date

from agreements.collect import site_facts
from agreements.models import Agreement, TermsVersion
from deto import stay_end
from deto.facts import DetoFacts, PersonFacts, StatusFact
from deto.models import DetoDetails, PostStatus, Waiver
from deto.papers import papers_of
from eligibility.models import Post

# The answers that stand in the kind's table under the same name.
_ANSWERS = tuple(f.name for f in DetoDetails._meta.concrete_fields if f.name not in ("id", "terms", "post"))
_KNOWN = frozenset(f.name for f in fields(DetoFacts))


def person_facts(agreement: Agreement, today: date) -> PersonFacts:
    """The employee as HR has them, and the post as it stands."""
    employee, position = agreement.employee, agreement.employee.position
    return PersonFacts(
        today=today,
        appointment_type=employee.appointment_type,
        is_supervisory=position.is_supervisory if position is not None else None,
        service_since=employee.government_service_since,
        probation_ends_on=employee.probation_ends_on,
        classified_handling=position.classified_handling if position is not None else "",
        post=agreement.post.name if agreement.post is not None else "",
        statuses=status_facts(agreement, today),
    )


def status_facts(agreement: Agreement, today: date) -> tuple[StatusFact, ...]:
    """The statuses in force where the case belongs, and whether M waives each (2368.3(b)(5))."""
    if agreement.post is None:
        return ()
    waived = set(
        Waiver.objects.filter(agreement=agreement, withdrawn_at__isnull=True).values_list("status", flat=True)
    )
    found = PostStatus.objects.in_force(today).at(agreement.post)
    return tuple(
        StatusFact(one.get_status_display(), one.starts_on, one.source, one.pk in waived) for one in found
    )


def deto_facts(terms: TermsVersion, today: date) -> DetoFacts:
    """The answers of a request, with what they are measured against."""
    agreement, details = terms.agreement, terms.deto
    position = agreement.employee.position
    before = standing_end(terms)
    return DetoFacts(
        today=today,
        service=position.service if position is not None else "",
        starts_on=terms.requested_start_on,
        ends_on=terms.requested_end_on,
        is_first=before is None,
        is_extension=is_extension(terms),
        extended_from=before if is_extension(terms) else None,
        withdrawn_through=stay_end.withdrawn_through(agreement),
        post=details.post.name if details.post is not None else "",
        country=details.post.country if details.post is not None else "",
        papers=frozenset(papers_of(terms).values_list("code", flat=True)),
        sites=tuple(site_facts(site) for site in terms.worksites.select_related("checklist")),
        **{
            **{name: getattr(details, name) for name in _ANSWERS if name in _KNOWN},
            "assignment_ends_on": stay_end.sponsors_end(terms),
        },
    )


def standing_end(terms: TermsVersion) -> date | None:
    """The last day agreed beside these terms, as it stands now; None for a first request."""
    held = terms.agreement.terms_in_force()
    if held.number >= terms.number or held.accepted_at is None:
        return None
    return terms.agreement.ends_on or held.requested_end_on


def is_extension(terms: TermsVersion) -> bool:
    """Whether these terms go beyond the last day that was agreed to before (2368.6(a))."""
    before = standing_end(terms)
    return before is not None and terms.requested_end_on is not None and terms.requested_end_on > before


def place(terms: TermsVersion) -> Post | None:
    """The post that the employee names."""
    post: Post | None = terms.deto.post
    return post
