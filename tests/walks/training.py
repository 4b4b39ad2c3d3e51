"""Courses and policies in the walks: what the pages are about, and how each command is tried."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.urls import reverse

from agreements.models import Agreement
from eligibility.models import BureauPolicy, Employee, Post, PostPolicy, TrainingCertificate
from eligibility.services import certificates, local_policy, training
from tests.cast import NOW, TODAY
from tests.certificates import pdf_bytes

TRAINING_PAGES = frozenset(
    {
        "certificate",
        "certificate_file",
        "training_person",
        "bureau_policy",
        "bureau_policy_end",
        "post_policy",
        "post_policy_end",
    }
)
POLICY = {"text": "Talk first.", "effective_on": TODAY - timedelta(days=1), "entered_at": NOW}


def certificate_of(somebody: Employee) -> TrainingCertificate:
    """One that waits to be checked, made where there is none."""
    given = {
        "completed_on": TODAY,
        "file_name": "certificate.pdf",
        "content_type": "application/pdf",
        "content": pdf_bytes(),
        "sha256": "0" * 64,
        "uploaded_at": NOW,
    }
    return TrainingCertificate.objects.get_or_create(employee=somebody, course="manager", defaults=given)[0]


def bureau_policy_of(case: Agreement) -> BureauPolicy:
    defaults = {"title": "Telework", "contact": "EX", **POLICY}
    return BureauPolicy.objects.get_or_create(bureau=case.bureau, ends_on=None, defaults=defaults)[0]


def post_policy_of(post: Post) -> PostPolicy:
    defaults = {"approving_official": "A. Mbassador", **POLICY}
    return PostPolicy.objects.get_or_create(post=post, ends_on=None, defaults=defaults)[0]


def make_files(case: Agreement, post: Post) -> None:
    """A certificate of the case's employee, and a policy of its bureau and of the post."""
    certificate_of(case.employee)
    bureau_policy_of(case)
    post_policy_of(post)


def training_address(name: str, case: Agreement | None) -> str:
    """The address of page `name` about the case's employee, bureau or post; without a case, of nothing."""
    if case is not None:
        case = Agreement.objects.select_related("employee", "bureau").get(pk=case.pk)
    if name in ("certificate", "certificate_file"):
        return reverse(name, args=[certificate_of(case.employee).pk if case is not None else 999999])
    if name == "training_person":
        return reverse(name, args=[case.employee.number if case is not None else "nobody"])
    if case is None:
        return reverse(name, args=[999999 if name.endswith("_end") else "NOWHERE"])
    post = Post.objects.get(bureau=case.bureau)
    made: dict[str, Any] = {
        "bureau_policy": case.bureau.code,
        "bureau_policy_end": bureau_policy_of(case).pk,
        "post_policy": post.code,
        "post_policy_end": post_policy_of(post).pk,
    }
    return reverse(name, args=[made[name]])


def _given(attempt: Any) -> dict[str, Any]:
    return {"actor": attempt.actor, "now": NOW}


def _policy(attempt: Any) -> dict[str, Any]:
    return {**_given(attempt), "text": "Talk first.", "effective_on": TODAY}


# About the employee of the case, its bureau, and a post of the bureau; `make_files` ran before.
TRAINING_CALLS: Mapping[str, Callable[[Any], object]] = {
    "record_completion": lambda a: training.record_completion(
        **_given(a), employee=a.case.employee, course="manager", completed_on=TODAY, evidence="Seen"
    ),
    "record_exemption": lambda a: training.record_exemption(
        **_given(a), employee=a.case.employee, evidence_on=TODAY.replace(year=2009), evidence="Seen"
    ),
    "upload_certificate": lambda a: certificates.upload_certificate(
        **_given(a), course="employee", completed_on=TODAY, file_name="a.pdf", chunks=[pdf_bytes()]
    ),
    "check_certificate": lambda a: certificates.check_certificate(
        **_given(a), certificate=a.case.employee.certificates.get(), outcome="accepted"
    ),
    "save_bureau_policy": lambda a: local_policy.save_bureau_policy(
        **_policy(a), bureau=a.case.bureau, title="Telework", contact="EX", parameters={}
    ),
    "end_bureau_policy": lambda a: local_policy.end_bureau_policy(
        **_given(a), policy=BureauPolicy.objects.get(), ends_on=TODAY
    ),
    "record_post_policy": lambda a: local_policy.record_post_policy(
        **_policy(a), post=Post.objects.get(code="OSLO"), approving_official="A. Mbassador"
    ),
    "end_post_policy": lambda a: local_policy.end_post_policy(
        **_given(a), policy=PostPolicy.objects.get(post__code="OSLO"), ends_on=TODAY
    ),
}
