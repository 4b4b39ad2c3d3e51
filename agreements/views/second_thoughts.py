"""After a decision: it is taken back, a denial is looked at again, a trial is declined."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from agreements import permissions_later, second_look
from agreements.forms.look_again import LookAgainForm
from agreements.models import Agreement, ApprovalStep
from agreements.policy.second_thoughts import LOOK_AGAIN_READING, TAKE_BACK_READING
from agreements.policy.trial import TRIAL_READING
from agreements.services import looking_again, taking_back, trials
from agreements.states import State
from agreements.trial_of import trial_step
from agreements.views.cases import DECISION_WORDS
from agreements.views.lookup import case_or_404, reader
from telework import access, clock
from telework.access import Access
from telework.errors import NotPermitted, WrongState

ASKED = "The next level has been asked to look at your request again. You get the answer by letter."
DECLINED = "You have declined the trial. The agreement does not start. Everybody concerned is told."


@access.rule(access.signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, number: str, step: int) -> HttpResponse:
    """Ask once more, then take one's own decision back; a second click finds it waiting again."""
    now = clock.now()
    user, case, asked = reader(request), *_step_or_404(request, number, step, now)
    _permit(permissions_later.may_take_back(user, asked, clock.date_of(now)))
    if asked.taken_back_at is not None:
        messages.info(request, "You have taken this decision back already.")
        return _to("agreement", case)
    if why := taking_back.why_not(case, asked, clock.date_of(now)):
        raise WrongState(why)
    if request.method == "POST":
        again = taking_back.take_back(actor=user, now=now, step=asked)
        messages.success(request, "Your decision is taken back. The step waits for you again.")
        return HttpResponseRedirect(reverse("decide", args=[case.number, again.pk]))
    context = {
        "agreement": case,
        "step": asked,
        "decision": DECISION_WORDS[asked.decision],  # type: ignore[index]
        "until": taking_back.until(case, asked),
        "is_complete": asked.terms.accepted_at is not None,
        "reading": TAKE_BACK_READING.text,
    }
    return render(request, "agreements/take_back.html", context)


@access.rule(access.signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def look_again(request: HttpRequest, number: str) -> HttpResponse:
    """The employee asks that the next level looks at a denied request again, once."""
    now = clock.now()
    user, case = reader(request), case_or_404(request, number, clock.date_of(now))
    _permit(permissions_later.may_ask_to_look_again(user, case, clock.date_of(now)))
    denied = second_look.denied_step(case)
    if denied is None and case.state == State.IN_REVIEW:  # a second click
        return _to("agreement", case)
    form = LookAgainForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        looking_again.ask_to_look_again(actor=user, now=now, agreement=case, words=form.cleaned_data["words"])
        messages.success(request, ASKED)
        return _to("agreement", case)
    if denied is None:
        raise WrongState(second_look.NO_DENIAL)
    after = second_look.after_denial(case, denied, clock.date_of(now))
    if after.why_not:
        raise WrongState(after.why_not)
    context = {
        "agreement": case,
        "denied": denied,
        "after": after,
        "form": None if case.kind_record.is_sealed else form,
        "reading": LOOK_AGAIN_READING.text,
    }
    return render(request, "agreements/look_again.html", context)


@access.rule(access.signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def trial_decline(request: HttpRequest, number: str) -> HttpResponse:
    """The employee declines a trial that has not started."""
    now = clock.now()
    user, case = reader(request), case_or_404(request, number, clock.date_of(now))
    _permit(permissions_later.may_decline_trial(user, case, clock.date_of(now)))
    step = trial_step(case)
    if case.state == State.ENDED:  # a second click
        return _to("agreement", case)
    if case.state != State.APPROVED or step is None:
        raise WrongState("There is no trial here that has not started. You can give notice instead.")
    if request.method == "POST":
        trials.decline_trial(actor=user, now=now, agreement=case)
        messages.success(request, DECLINED)
        return _to("agreement", case)
    context = {"agreement": case, "step": step, "reading": TRIAL_READING.text}
    return render(request, "agreements/trial_decline.html", context)


def _step_or_404(
    request: HttpRequest, number: str, step: int, now: datetime
) -> tuple[Agreement, ApprovalStep]:
    case = case_or_404(request, number, clock.date_of(now))
    steps = ApprovalStep.objects.filter(terms__agreement=case, opened_at__isnull=False)
    asked = get_object_or_404(steps.select_related("terms__agreement", "bureau", "decided_by"), pk=step)
    asked.terms.agreement = case
    return case, asked


def _permit(may: Access) -> None:
    if not may:
        raise NotPermitted(may.reason)


def _to(name: str, case: Agreement) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse(name, args=[case.number]))
