"""Policies of bureaus and posts: the lists, one with what came before, and its end."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from eligibility.forms.local_policy import BureauPolicyForm, EndPolicyForm, PostPolicyForm
from eligibility.local_policy import may_keep_bureau_policy, may_keep_post_policy
from eligibility.models import Bureau, BureauPolicy, Post, PostPolicy
from eligibility.permissions import employee_only
from eligibility.policy.overlay import PARAMETERS
from eligibility.services import local_policy as commands
from eligibility.services.deciding import in_words, require
from eligibility.views.people import reader
from telework import access, clock
from telework.errors import PolicyRefused, WrongState
from telework.forms import AppForm

METHODS = ["GET", "HEAD", "POST"]


@access.rule(employee_only)
@require_safe
def bureau_policies(request: HttpRequest) -> HttpResponse:
    """Every bureau with the policy in force; where there is none the Department's alone holds."""
    today = clock.today()
    user = reader(request)
    held = {one.bureau_id: one for one in BureauPolicy.objects.in_force(today)}
    rows = [
        (bureau, held.get(bureau.pk), bool(may_keep_bureau_policy(user, bureau, today)))
        for bureau in Bureau.objects.all()
    ]
    return render(request, "eligibility/bureau_policies.html", {"rows": rows})


@access.rule(employee_only)
@require_http_methods(METHODS)
def bureau_policy(request: HttpRequest, code: str) -> HttpResponse:
    """One bureau's policies, the newest first; the form for whoever keeps them."""
    bureau = get_object_or_404(Bureau, code=code)
    may = may_keep_bureau_policy(reader(request), bureau, clock.today())
    form = BureauPolicyForm(request.POST or None)

    def save() -> object:
        return commands.save_bureau_policy(
            actor=reader(request), now=clock.now(), bureau=bureau, **form.values()
        )

    if request.method == "POST":
        require(may)
        if form.is_valid() and _done(form, save):
            messages.success(request, "The policy is on file.")
            return HttpResponseRedirect(reverse("bureau_policy", args=[bureau.code]))
    policies = list(bureau.policies.all())
    shown = [
        (one, [(p, one.parameters[p.code]) for p in PARAMETERS if p.code in one.parameters])
        for one in policies
    ]
    context = {"bureau": bureau, "policies": shown, "may": may, "form": form, "today": clock.today()}
    return render(request, "eligibility/bureau_policy.html", context)


@access.rule(employee_only)
@require_http_methods(METHODS)
def bureau_policy_end(request: HttpRequest, pk: int) -> HttpResponse:
    policy = get_object_or_404(BureauPolicy.objects.select_related("bureau"), pk=pk)
    require(may_keep_bureau_policy(reader(request), policy.bureau, clock.today()))
    back = reverse("bureau_policy", args=[policy.bureau.code])
    return _end(request, policy, policy.bureau.name, back, commands.end_bureau_policy)


@access.rule(employee_only)
@require_safe
def post_policies(request: HttpRequest) -> HttpResponse:
    """Every post with the policy on file; without one nobody there can submit a request."""
    today = clock.today()
    user = reader(request)
    held = {one.post_id: one for one in PostPolicy.objects.in_force(today)}
    rows = [
        (post, held.get(post.pk), bool(may_keep_post_policy(user, post, today)))
        for post in Post.objects.all()
    ]
    return render(request, "eligibility/post_policies.html", {"rows": rows})


@access.rule(employee_only)
@require_http_methods(METHODS)
def post_policy(request: HttpRequest, code: str) -> HttpResponse:
    """One post's policies, the newest first; the form for whoever puts them on file."""
    post = get_object_or_404(Post, code=code)
    may = may_keep_post_policy(reader(request), post, clock.today())
    form = PostPolicyForm(request.POST or None)

    def save() -> object:
        return commands.record_post_policy(actor=reader(request), now=clock.now(), post=post, **form.values())

    if request.method == "POST":
        require(may)
        if form.is_valid() and _done(form, save):
            messages.success(request, "The policy is on file.")
            return HttpResponseRedirect(reverse("post_policy", args=[post.code]))
    policies = post.telework_policies.all()
    context = {"post": post, "policies": policies, "may": may, "form": form, "today": clock.today()}
    return render(request, "eligibility/post_policy.html", context)


@access.rule(employee_only)
@require_http_methods(METHODS)
def post_policy_end(request: HttpRequest, pk: int) -> HttpResponse:
    policy = get_object_or_404(PostPolicy.objects.select_related("post"), pk=pk)
    require(may_keep_post_policy(reader(request), policy.post, clock.today()))
    back = reverse("post_policy", args=[policy.post.code])
    return _end(request, policy, policy.post.name, back, commands.end_post_policy)


def _end(
    request: HttpRequest, policy: BureauPolicy | PostPolicy, place: str, back: str, end: Callable[..., Any]
) -> HttpResponse:
    if policy.ends_on is not None:
        raise WrongState(f"This policy has its last day already: {in_words(policy.ends_on)}.")
    form = EndPolicyForm(request.POST or None)

    def run() -> object:
        return end(
            actor=reader(request), now=clock.now(), policy=policy, ends_on=form.cleaned_data["ends_on"]
        )

    if form.is_valid() and _done(form, run):
        messages.success(request, f"The policy ends on {in_words(form.cleaned_data['ends_on'])}.")
        return HttpResponseRedirect(back)
    context = {"policy": policy, "place": place, "back": back, "form": form}
    return render(request, "eligibility/local_policy_end.html", context)


def _done(form: AppForm, run: Callable[[], object]) -> bool:
    """Whether the command ran; why not is then said on the form."""
    try:
        run()
    except PolicyRefused as refusal:
        form.add_refusal(refusal)
        return False
    return True
