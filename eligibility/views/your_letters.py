"""The page on which everybody chooses how what only informs them comes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from eligibility.daily_letters import FIRST_HOUR, informing_of, waiting_for
from eligibility.forms.letters import InformingForm
from eligibility.letter_table import GROUPS
from eligibility.permissions import employee_only
from eligibility.services.letter_choice import choose_letters
from eligibility.views.people import reader
from telework import access, clock
from telework.errors import WrongState
from telework.models import LetterPreference

CHOSEN = {
    LetterPreference.Informing.AT_ONCE: "Every letter comes at once from now on. What waited is on its way.",
    LetterPreference.Informing.DAILY: "What only informs you comes in one letter a day from now on.",
}
# As many of the letters that wait are named as can be taken in at a glance.
NAMED = 5


@access.rule(employee_only)
@require_http_methods(["GET", "HEAD", "POST"])
def your_letters(request: HttpRequest) -> HttpResponse:
    """What is always sent at once, what only informs, and how that comes."""
    user = reader(request)
    informing = informing_of(user)
    form = InformingForm(request.POST if request.method == "POST" else None, initial={"informing": informing})
    if form.is_valid():
        chosen = form.cleaned_data["informing"]
        try:
            choose_letters(actor=user, now=clock.now(), informing=chosen)
        except WrongState as refusal:  # a second click, or nothing was changed
            messages.info(request, refusal.reason)
        else:
            messages.success(request, CHOSEN[chosen])
        return HttpResponseRedirect(reverse("your_letters"))
    waiting = list(waiting_for(user).only("subject")[: NAMED + 1])
    context = {
        "form": form,
        "is_daily": informing == LetterPreference.Informing.DAILY,
        "waiting": waiting[:NAMED],
        "more": waiting_for(user).count() - NAMED if len(waiting) > NAMED else 0,
        "groups": [
            (group, [kind for kind in kinds.values() if kind.informs]) for group, kinds in GROUPS.items()
        ],
        "first_hour": FIRST_HOUR,
    }
    return render(request, "eligibility/your_letters.html", context)
