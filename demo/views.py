"""The demonstration's own pages: step into a person, move the clock, read the mail."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.views.decorators.http import require_http_methods, require_safe

from demo.clock import ClockRefused, Moved, move_to
from demo.forms import MoveClockForm
from demo.people import can_step_into, figures
from eligibility.models import Employee
from telework import access, clock
from telework.access import Access
from telework.models import OutboxMessage

LETTERS_ON_A_PAGE = 25


def in_demo(request: HttpRequest) -> Access:
    """Open to anyone in the demonstration; closed anywhere else, even where these addresses existed."""
    return Access.yes() if settings.DEMO else Access.no("This page belongs to the demonstration.")


@access.rule(in_demo)
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """The named people, each with what they are there to show."""
    today = clock.today()
    context = {"figures": figures(today), "today": today, "password": settings.DEMO_PASSWORD}
    return render(request, "demo/people.html", context)


@access.rule(in_demo)
@require_http_methods(["GET", "HEAD", "POST"])
def step_into(request: HttpRequest) -> HttpResponse:
    """Sign in as the person chosen, under a new session key."""
    if request.method != "POST":
        return redirect("demo_people")
    chosen = can_step_into(clock.today(), [request.POST.get("person", "")])
    if not chosen or chosen[0].user is None:
        messages.error(request, "Nobody of that number can sign in. Choose one of the people below.")
        return redirect("demo_people")
    login(request, chosen[0].user)
    messages.success(request, f"You are now {chosen[0].full_name}.")
    return redirect(resolve_url(settings.LOGIN_REDIRECT_URL))


@access.rule(in_demo)
@require_http_methods(["GET", "HEAD", "POST"])
def move_clock(request: HttpRequest) -> HttpResponse:
    """Show the date; move it forward, and let happen what falls due on the way."""
    today = clock.today()
    form = MoveClockForm(request.POST or None, today=today)
    if form.is_valid():
        try:
            moved = move_to(form.cleaned_data["day"])
        except ClockRefused as refusal:  # somebody moved it meanwhile
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _told(moved))
        return redirect("demo_clock")
    context = {
        "form": form,
        "today": today,
        "tomorrow": today + timedelta(days=1),
        "in_a_week": today + timedelta(weeks=1),
    }
    return render(request, "demo/clock.html", context)


@access.rule(in_demo)
@require_safe
def mail(request: HttpRequest) -> HttpResponse:
    """The letters of the outbox, newest first."""
    letters = OutboxMessage.objects.order_by("-queued_at", "-pk").defer("text", "html")
    page = Paginator(letters, LETTERS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "demo/mail.html", {"page": page})


@access.rule(in_demo)
@require_safe
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """One letter as its reader gets it."""
    message = get_object_or_404(OutboxMessage, pk=pk)
    reader = Employee.objects.filter(email=message.to).first()
    context = {
        "letter": message,
        "documents": message.documents.defer("source", "pdf"),
        "reader": reader,
        "can_step_into": bool(reader and can_step_into(clock.today(), [reader.number])),
    }
    return render(request, "demo/letter.html", context)


def _told(moved: Moved) -> str:
    today = clock.date_of(moved.now)
    days = "1 day" if moved.days == 1 else f"{moved.days} days"
    return (
        f"The clock moved {days} and shows {today:%A}, {today.day} {today:%B %Y}. "
        f"Agreements started: {moved.started}, ended: {moved.ended}. "
        f"Documents made: {moved.rendered}. Letters sent: {moved.sent}."
    )
