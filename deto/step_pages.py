"""The pages of the two steps on the way to the chief of mission (2368.4(e))."""

from collections.abc import Mapping
from typing import Any

from agreements.forms.request_answers import YES
from agreements.states import Act
from agreements.views.answer_step import Asked, Forms, StepPage, register
from deto.forms.clearance import CLEAR, SUBMIT, AnswerForm, SubmissionForm
from deto.models import ClearanceRequest, Determinations
from deto.services import clearance
from telework import clock


def _given(asked: Asked) -> dict[str, Any]:
    return {"actor": asked.user, "now": asked.now, "step": asked.step}


def _submit_forms(asked: Asked, data: Mapping[str, Any]) -> Forms:
    return {SUBMIT: SubmissionForm(data.get(SUBMIT), initial={"submitted_on": clock.date_of(asked.now)})}


def _submit(asked: Asked, given: dict[str, Any]) -> None:
    clearance.record_submission(**_given(asked), **given)


def _clear_forms(asked: Asked, data: Mapping[str, Any]) -> Forms:
    return {CLEAR: AnswerForm(data.get(CLEAR), initial={"answered_on": clock.date_of(asked.now)})}


def _clear(asked: Asked, given: dict[str, Any]) -> None:
    clearance.record_answer(**_given(asked), **{**given, "is_approved": given["is_approved"] == YES})


def _on_the_way(asked: Asked) -> dict[str, Any]:
    """Which way the request goes, what is settled, and what was submitted."""
    terms = asked.step.terms
    submitted = ClearanceRequest.objects.filter(terms=terms, round=asked.step.round)
    return {
        "way": clearance.clearance_of(terms),
        "determinations": Determinations.objects.filter(agreement=asked.case).first(),
        "submitted": submitted.select_related("submitted_by").first(),
        "details": terms.deto,
    }


register(Act.RECORD, StepPage("deto/submit.html", _submit_forms, {SUBMIT: _submit}, _on_the_way))
register(Act.CLEAR, StepPage("deto/clear.html", _clear_forms, {CLEAR: _clear}, _on_the_way))
