"""The first page after sign-in: the reader's own telework, and the first of what waits for them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agreements import inbox
from agreements.views.inbox import entries_of
from agreements.views.lookup import reader
from agreements.views.mine import my_telework
from eligibility.permissions import NO_EMPLOYEE_RECORD, employee_of
from telework import access, clock

FIRST_FEW = 3
LEFT = "HR has recorded that you no longer serve in the Department, so there is nothing here for you."


@access.rule(access.signed_in)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    today = clock.date_of(now)
    person = employee_of(request.user)
    if person is None or person.is_separated(today):
        reason = NO_EMPLOYEE_RECORD if person is None else LEFT
        return render(request, "agreements/home.html", {"no_record": reason})
    user = reader(request)
    # Their own things stand above, each with its case.
    rows = inbox.everything(user, today, own=False)
    context = {
        "person": person,
        "mine": my_telework(person, now),
        "waiting_count": rows.count(),
        "waiting": entries_of(user, list(rows[:FIRST_FEW]), today),
    }
    return render(request, "agreements/home.html", context)
