"""The post's page on telework overseas, and what the post records about a stay (2368.8(a))."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from agreements.views.lookup import case_or_404, reader
from deto import listed, permissions_post
from deto.forms.post import DayForm
from deto.models import PostStatus
from deto.services import stays
from eligibility.local_policy import has_post_policy
from eligibility.models import Post
from eligibility.permissions import holds
from telework import access, clock
from telework.errors import NotPermitted, PolicyRefused

PER_PAGE = 25
RULE = holds(*permissions_post.READERS)


@access.rule(RULE)
@require_safe
def post_home(request: HttpRequest) -> HttpResponse:
    """The page of the reader's post; a list where the reader serves several."""
    keys = permissions_post.posts_read(reader(request), clock.today())
    posts = list(Post.objects.filter(pk__in=keys).order_by("name"))
    if len(posts) == 1:
        return redirect("post_page", code=posts[0].code)
    return render(request, "deto/posts.html", {"posts": posts})


@access.rule(RULE)
@require_safe
def post_page(request: HttpRequest, code: str) -> HttpResponse:
    """Policy, status, who teleworks there, arrivals and departures, what waits."""
    user, today = reader(request), clock.today()
    post = get_object_or_404(Post, code=code, pk__in=permissions_post.posts_read(user, today))
    people = Paginator(listed.at_post(post), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "post": post,
        "today": today,
        "has_policy": has_post_policy(post, today),
        "statuses": PostStatus.objects.in_force(today).at(post),
        "page": people,
        "coming": listed.coming_to(post)[:PER_PAGE],
        "waiting": listed.waiting_at(post, user, today)[:PER_PAGE],
        "may_record": any(permissions_post.may_record_stay(user, case, today) for case in people),
    }
    return render(request, "deto/post_page.html", context)


@access.rule(access.signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def arrival(request: HttpRequest, number: str) -> HttpResponse:
    return _recorded(request, number, stays.record_arrival, "Arrival")


@access.rule(access.signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def departure(request: HttpRequest, number: str) -> HttpResponse:
    return _recorded(request, number, stays.record_departure, "Departure")


def _recorded(request: HttpRequest, number: str, command: Callable[..., Any], what: str) -> HttpResponse:
    """One day, kept; then the page of the post."""
    now, user = clock.now(), reader(request)
    case = case_or_404(request, number, clock.date_of(now))
    if case.kind != listed.KIND or case.post is None:
        raise Http404
    may = permissions_post.may_record_stay(user, case, clock.date_of(now))
    if not may:
        raise NotPermitted(may.reason)
    form = DayForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            command(actor=user, now=now, agreement=case, day=form.cleaned_data["day"])
        except PolicyRefused as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, f"Recorded: {what.lower()} of {case.employee.full_name}.")
            return redirect(reverse("post_page", args=[case.post.code]))
    context = {"agreement": case, "form": form, "what": what, "approved_on": stays.approved_on(case)}
    return render(request, "deto/stay_day.html", context)
