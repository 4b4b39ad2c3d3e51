"""Statuses of posts and countries: listed, entered, lifted (2368.3(b)(5))."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, Q, QuerySet, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from agreements.views.lookup import reader
from deto import permissions_status, standing_status
from deto.forms.status import LiftForm, StatusForm
from deto.models import PostStatus
from deto.services.statuses import enter_status, lift_status
from eligibility.models import Post
from eligibility.permissions import holds
from telework import access, clock
from telework.errors import PolicyRefused
from telework.models import User

PER_PAGE = 25
RULE = holds(*permissions_status.KEEPERS)


@access.rule(RULE)
@require_safe
def statuses(request: HttpRequest) -> HttpResponse:
    """The statuses of the reader's posts and their countries, those that stand first."""
    user, today = reader(request), clock.today()
    is_over = Case(When(lifted_on__lte=today, then=1), default=0)
    found = _read(user).select_related("post").order_by(is_over, "-starts_on", "-pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    kept = set(_kept(user).values_list("pk", flat=True))
    return render(request, "deto/statuses.html", {"page": page, "today": today, "kept": kept})


@access.rule(RULE)
@require_http_methods(["GET", "HEAD", "POST"])
def status_enter(request: HttpRequest) -> HttpResponse:
    now, user = clock.now(), reader(request)
    posts = _posts(user)
    everywhere = permissions_status.posts_kept(user, clock.date_of(now)) is None
    data = request.POST if request.method == "POST" else None
    form = StatusForm(data, posts=posts, with_countries=everywhere)
    if form.is_valid():
        try:
            entered = enter_status(actor=user, now=now, **form.cleaned_data)
        except PolicyRefused as refusal:
            form.add_refusal(refusal)
        else:
            resting = standing_status.resting_at(entered)
            messages.success(request, f"Entered. Stays that rest there now: {resting}.")
            return redirect("post_statuses")
    return render(request, "deto/status_enter.html", {"form": form})


@access.rule(RULE)
@require_http_methods(["GET", "HEAD", "POST"])
def status_lift(request: HttpRequest, pk: int) -> HttpResponse:
    """Lift it, knowing how many stays it touches."""
    now, user = clock.now(), reader(request)
    status = get_object_or_404(_kept(user).select_related("post"), pk=pk)
    if status.lifted_on is not None and status.lifted_on <= clock.date_of(now):
        messages.info(request, "This status has been lifted already.")
        return redirect("post_statuses")
    form = LiftForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            lift_status(actor=user, now=now, status=status, **form.cleaned_data)
        except PolicyRefused as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Lifted. Everybody whose stay is in effect again gets a letter.")
            return redirect("post_statuses")
    context = {"form": form, "status": status, "resting": standing_status.resting_at(status)}
    return render(request, "deto/status_lift.html", context)


def _kept(user: User) -> "QuerySet[PostStatus]":
    keys = permissions_status.posts_kept(user, clock.today())
    return PostStatus.objects.all() if keys is None else PostStatus.objects.filter(post__in=keys)


def _read(user: User) -> "QuerySet[PostStatus]":
    """Also those of a whole country, which touch the reader's post."""
    keys = permissions_status.posts_kept(user, clock.today())
    if keys is None:
        return PostStatus.objects.all()
    countries = Post.objects.filter(pk__in=keys).values("country")
    return PostStatus.objects.filter(Q(post__in=keys) | Q(country__in=countries))


def _posts(user: User) -> "QuerySet[Post]":
    keys = permissions_status.posts_kept(user, clock.today())
    return Post.objects.all() if keys is None else Post.objects.filter(pk__in=keys)
