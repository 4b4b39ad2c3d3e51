"""What changed between two versions of the terms, in words: for pages, letters and the document alike.

Both versions may be unfinished: an answer that is missing reads as "Not given".
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, prefetch_related_objects

from agreements.models import TermsVersion, Worksite
from agreements.policy import clauses, safety
from agreements.policy.schedule import ScheduledDay
from agreements.standing import day_in_words
from telework import clock
from telework.policy import in_words

NOT_GIVEN = "Not given"
# The days of an agreement: a section of its own, because more time is nothing new to do with money or place.
DATES, DATES_LABEL = "dates", "First and last day"
ADDRESS_WITHHELD = "an address that is not shown to you"

_READ_TOGETHER = (Prefetch("worksites", Worksite.objects.select_related("checklist")), "equipment")
# By section and label, what stands there.
Words = dict[tuple[str, str], str]


@dataclass(frozen=True)
class Difference:
    """One answer that is no longer the same."""

    section: str
    section_label: str
    label: str
    before: str
    after: str

    def to_json(self) -> dict[str, str]:
        return asdict(self)


@dataclass(frozen=True)
class Comparison:
    """What changed from one version to another, under the words that say which."""

    title: str
    differences: tuple[Difference, ...]


def differences(
    before: TermsVersion, after: TermsVersion, *, with_home_address: bool
) -> tuple[Difference, ...]:
    """Every answer that differs, in the order of the form.

    with_home_address  False leaves out streets, work areas and the telephone at the site: that they changed
                       is said, not to what
    """
    kind = after.agreement.kind_record
    details = (kind.details, *kind.details_read) if kind.details else ()
    prefetch_related_objects([before, after], *_READ_TOGETHER, *details)
    old, new = _words(before), _words(after)
    labels = {DATES: DATES_LABEL, **{s.code: s.label for s in kind.all_sections}}
    keys = [key for key in {**new, **old} if old.get(key) != new.get(key)]
    if before.took_effect_at is not None:
        # The first day of terms that hold is over; from when new ones hold is said beside them.
        keys = [key for key in keys if key != (DATES, "First day")]
    order = {code: place for place, code in enumerate(labels)}
    keys.sort(key=lambda key: order.get(key[0], len(order)))
    return tuple(
        Difference(
            section,
            labels.get(section, section),
            label,
            _shown(section, label, old.get((section, label)), with_home_address),
            _shown(section, label, new.get((section, label)), with_home_address),
        )
        for section, label in keys
    )


def changed_sections(before: TermsVersion, after: TermsVersion) -> frozenset[str]:
    """The codes of the sections that are no longer the same: who looks at them is asked again."""
    found = {(d.section, d.label) for d in differences(before, after, with_home_address=True)}
    if _has_moved_end(before):  # what the terms said is no longer the day that holds
        found.discard((DATES, "Last day"))
        found |= {(DATES, "Last day")} if after.requested_end_on != before.agreement.ends_on else set()
    return frozenset(section for section, _ in found)


def _has_moved_end(terms: TermsVersion) -> bool:
    """Whether a kind has moved the last day of an agreement that holds on these terms."""
    agreement = terms.agreement
    if agreement.kind_record.latest_day is None or terms.accepted_at is None:
        return False
    return agreement.ends_on != terms.requested_end_on


def unchanged_of(asked: Collection[str], before: TermsVersion, after: TermsVersion) -> list[str]:
    """The labels of the sections in `asked` whose answers are all the same; only those that hold answers."""
    changed = changed_sections(before, after)
    if DATES in changed:  # they are given on the page of the schedule
        changed |= {"schedule"}
    compared = {*_sections(after), *(section.code for section in after.agreement.kind_record.sections)}
    return [
        section.label
        for section in after.agreement.kind_record.all_sections
        if section.code in asked and section.code in compared and section.code not in changed
    ]


def since_standing(terms: TermsVersion) -> tuple[Difference, ...]:
    """What `terms` change in the terms that stood before them; nothing for the first ones."""
    has_stood = Q(accepted_at__isnull=False) | Q(took_effect_at__isnull=False)
    earlier = terms.agreement.terms_versions.filter(has_stood, number__lt=terms.number)
    before = earlier.order_by("-number").first()
    return differences(before, terms, with_home_address=True) if before is not None else ()


def comparisons(terms: TermsVersion, *, with_home_address: bool) -> list[Comparison]:
    """What a reader of `terms` compares them with: the terms that hold, and what was last sent back."""
    agreement = terms.agreement
    earlier = [v for v in agreement.terms_versions.defer("content") if v.number < terms.number]
    for version in earlier:
        version.agreement = agreement
    standing = next((v for v in reversed(earlier) if v.accepted_at or v.took_effect_at), None)
    returned = next((v for v in reversed(earlier) if v.signed_at and not v.accepted_at), None)
    if returned is not None and standing is not None and returned.number < standing.number:
        returned = None
    prefetch_related_objects([v for v in (standing, returned, terms) if v is not None], *_READ_TOGETHER)
    found = []
    if standing is not None:
        words = f"What changes in the agreement (its terms, version {standing.number})"
        found.append(Comparison(words, differences(standing, terms, with_home_address=with_home_address)))
    if returned is not None and not (returned.withdrawn_at or returned.refused_at):
        words = f"What changed since version {returned.number}"
        found.append(Comparison(words, differences(returned, terms, with_home_address=with_home_address)))
    return found


def _shown(section: str, label: str, words: str | None, with_home_address: bool) -> str:
    if words and not with_home_address and (section, label.rpartition(": ")[2]) in PRIVATE:
        return ADDRESS_WITHHELD.capitalize()
    return words or NOT_GIVEN


PRIVATE = frozenset(
    {("sites", "address"), ("sites", "work area"), ("communication", "Telephone at the site")}
)


def _words(terms: TermsVersion) -> Words:
    """Every answer under its section and label."""
    said: Words = {}
    for section, found in _sections(terms).items():
        said |= {(section, label): str(text or "") for label, text in found}
    said |= {(row.section, row.label): row.text for row in terms.agreement.kind_record.stated(terms)}
    return said


def _sections(terms: TermsVersion) -> Mapping[str, Iterator[tuple[str, Any]]]:
    sites = list(terms.worksites.all())
    return {
        DATES: _dates(terms),
        "self_assessment": _self_assessment(terms),
        "schedule": _schedule(terms),
        "sites": _sites(sites),
        "communication": iter(
            [
                ("How you are reached", terms.communication_methods),
                ("When", terms.communication_hours),
                ("Telephone at the site", terms.telework_phone),
            ]
        ),
        "records": _records(terms),
        "safety": _safety(sites),
        "equipment": _equipment(terms),
        "clauses": _clauses(terms),
    }


def _dates(terms: TermsVersion) -> Iterator[tuple[str, Any]]:
    start, end = terms.requested_start_on, terms.requested_end_on
    yield "First day", day_in_words(start) if start else ""
    yield "Last day", day_in_words(end) if end else "No end date"


def _self_assessment(terms: TermsVersion) -> Iterator[tuple[str, Any]]:
    words = dict(clauses.SELF_ASSESSMENT_ANSWERS)
    for question in clauses.SELF_ASSESSMENT:
        yield question.text, words.get(terms.self_assessment.get(question.code, ""), "")


def _schedule(terms: TermsVersion) -> Iterator[tuple[str, Any]]:
    yield "Pattern", terms.get_pattern_display() if terms.pattern else ""
    yield "Single days beyond the fixed ones", "May be asked for" if terms.situational_allowed else "No"
    yield "Work schedule", terms.get_work_schedule_display() if terms.work_schedule else ""
    yield (
        "Place of work changes inside the locality pay area",
        "Yes" if terms.varies_within_locality else "No",
    )
    back = terms.temporary_until
    yield "Temporary; back on", day_in_words(back) if back else "Not temporary"
    for day in terms.schedule.days if terms.schedule is not None else ():
        yield day.name, _day(day)


def _day(day: ScheduledDay) -> str:
    if not day.is_duty_day:
        return day.place.label
    site = f" at site {day.site}" if day.site is not None else ""
    return f"{day.place.label}{site}, {in_words(day.hours)} hours"


def _sites(sites: list[Worksite]) -> Iterator[tuple[str, Any]]:
    for site in sites:
        place = f"Site {site.ordinal}"
        yield f"{place}: kind and name", f"{site.get_kind_display()}{f', {site.name}' if site.name else ''}"
        yield f"{place}: city", f"{site.city}, {site.region}, {site.country}"
        yield f"{place}: address", site.address
        yield f"{place}: work area", site.work_area


def _records(terms: TermsVersion) -> Iterator[tuple[str, Any]]:
    yield (
        "Records taken off site",
        "" if terms.takes_records is None else terms.records if terms.takes_records else "None",
    )
    yield "How they are protected", terms.safeguards


def _safety(sites: list[Worksite]) -> Iterator[tuple[str, Any]]:
    questions = {question.code: question.text for question in safety.QUESTIONS}
    for site in sites:
        if not site.has_checklist or site.checklist.is_stale:
            yield f"Site {site.ordinal}: certified", "Not for this address"
            continue
        certified = day_in_words(clock.date_of(site.checklist.certified_at))
        yield f"Site {site.ordinal}: certified", f"On {certified}"
        for code, answer in site.checklist.answers.items():
            if answer["answer"] == "no":
                by = day_in_words(date.fromisoformat(answer["remedy_on"]))
                remedy = f"No. {answer['remedy']}, by {by}"
                yield f"Site {site.ordinal}: {questions.get(code, code)}", remedy


def _equipment(terms: TermsVersion) -> Iterator[tuple[str, Any]]:
    yield "Remote access", terms.get_remote_access_display() if terms.remote_access else ""
    items = [
        f"{i.name} ({i.get_owner_display()}{f', {i.serial_number}' if i.serial_number else ''})"
        for i in terms.equipment.all()
    ]
    yield "Equipment at the site", "; ".join(items) or "None"


def _clauses(terms: TermsVersion) -> Iterator[tuple[str, Any]]:
    for clause in clauses.CLAUSES:
        value = getattr(terms, clause.code)
        code = value or "" if value is None or isinstance(value, str) else "yes" if value else "no"
        yield clause.text, dict(clause.choices).get(code, "")
