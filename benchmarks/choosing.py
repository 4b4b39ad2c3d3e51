"""What the sweep asks of the agreements that hold, beside the same question written by hand."""

import time
from collections.abc import Callable
from typing import Any

from django.db import connection

from agreements import overdue, watching
from agreements.models import Agreement, TermsVersion
from benchmarks.million import TODAY
from benchmarks.saying import say

TIMES = 5
DUE_TERMS = """SELECT t.* FROM agreements_termsversion t JOIN agreements_agreement a ON a.id = t.agreement_id
    WHERE t.accepted_at IS NOT NULL AND t.took_effect_at IS NULL AND t.superseded_at IS NULL
    AND t.withdrawn_at IS NULL AND t.takes_effect_on <= %(today)s AND a.state IN ('active', 'suspended')"""
LIVE = "('approved', 'active', 'suspended')"

QUESTIONS: dict[str, tuple[Callable[[], Any], str]] = {
    "to start": (
        lambda: Agreement.objects.due_to_start(TODAY),
        "SELECT * FROM agreements_agreement WHERE state = 'approved' AND starts_on <= %(today)s",
    ),
    "to end": (
        lambda: Agreement.objects.due_to_end(TODAY),
        f"""SELECT * FROM agreements_agreement WHERE state IN {LIVE} AND ends_on < %(today)s
            UNION SELECT a.* FROM agreements_agreement a JOIN agreements_notice n ON n.agreement_id = a.id
                WHERE a.state IN {LIVE} AND n.withdrawn_at IS NULL AND n.completed_at IS NULL
                AND n.last_day < %(today)s
            UNION SELECT a.* FROM agreements_agreement a JOIN eligibility_employee e ON e.id = a.employee_id
                WHERE a.state IN {LIVE} AND e.separated_on < %(today)s
            UNION SELECT a.* FROM agreements_agreement a
                JOIN agreements_termsversion t ON t.agreement_id = a.id
                WHERE a.state IN {LIVE} AND t.purpose = 'adjustment' AND t.takes_effect_on <= %(today)s
                AND t.accepted_at IS NULL AND t.withdrawn_at IS NULL AND t.refused_at IS NULL""",
    ),
    "terms to take effect": (lambda: TermsVersion.objects.due_to_take_effect(TODAY), DUE_TERMS),
    "terms before an end": (
        lambda: TermsVersion.objects.due_to_take_effect(TODAY).before_the_end(),
        f"""{DUE_TERMS} AND t.takes_effect_on <= a.ends_on AND NOT EXISTS (
            SELECT 1 FROM agreements_notice n WHERE n.agreement_id = a.id AND n.withdrawn_at IS NULL
            AND n.completed_at IS NULL AND n.last_day < t.takes_effect_on)""",
    ),
    "to suspend by law": (
        watching.due_to_suspend,
        """SELECT * FROM agreements_agreement WHERE state = 'active' AND employee_id IN (
            SELECT employee_id FROM eligibility_disciplineaction WHERE action_on >= '2010-12-09'
            GROUP BY employee_id, calendar_year HAVING bool_or(kind = 'pornography')
            OR sum(days) FILTER (WHERE kind = 'absence' AND calendar_year IS NOT NULL) > 5)""",
    ),
    "trials to review": (
        lambda: overdue.trials_to_review(TODAY),
        """SELECT DISTINCT a.* FROM agreements_approvalstep s
            JOIN agreements_termsversion t ON t.id = s.terms_id
            JOIN agreements_agreement a ON a.id = t.agreement_id AND a.ends_on = s.trial_until
            WHERE s.taken_back_at IS NULL AND s.trial_until BETWEEN %(today)s AND %(today)s + 45
            AND a.state IN ('active', 'suspended') AND NOT EXISTS (SELECT 1 FROM agreements_review r
            WHERE r.agreement_id = a.id AND r.cause = 'trial' AND r.opened_at >= a.approved_at)""",
    ),
    "years to review": (
        lambda: overdue.yearly_reviews_to_open(TODAY),
        """SELECT a.* FROM agreements_agreement a WHERE state IN ('active', 'suspended')
            AND review_on <= %(today)s + 60 AND (ends_on IS NULL OR ends_on >= review_on)
            AND NOT EXISTS (SELECT 1 FROM agreements_review r WHERE r.agreement_id = a.id
                AND r.cause = 'yearly' AND r.decided_at IS NULL AND r.lapsed_at IS NULL)
            AND NOT EXISTS (SELECT 1 FROM agreements_notice n WHERE n.agreement_id = a.id
                AND n.withdrawn_at IS NULL AND n.completed_at IS NULL AND n.last_day < a.review_on)""",
    ),
}


def measure() -> None:
    """Time every question both ways, the quickest of a few tries, in turns."""
    count = Agreement.objects.count()  # and Django is connected
    say(f"{count:,} agreements: what is asked, rows, bare, asked through Django, how many times as long")
    both = [0.0, 0.0]
    for name, (asked, sql) in QUESTIONS.items():
        bare, through, rows = _quickest(asked, sql)
        both[0] += bare
        both[1] += through
        say(f"{name:<24}{rows:>7,}{bare * 1000:>9.1f} ms{through * 1000:>9.1f} ms{through / bare:>7.1f}")
    say(f"{'together':<31}{both[0] * 1000:>9.1f} ms{both[1] * 1000:>9.1f} ms{both[1] / both[0]:>7.1f}")


def _quickest(asked: Callable[[], Any], sql: str) -> tuple[float, float, int]:
    bare, through, rows = [], [], -1
    for _ in range(TIMES):
        begun = time.perf_counter()
        with connection.connection.cursor() as cursor:
            cursor.execute(sql, {"today": TODAY})
            found = cursor.fetchall()
        bare.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        rows = len(list(asked()))
        through.append(time.perf_counter() - begun)
        assert rows == len(found), f"the two questions differ: {rows} and {len(found)}"
    return min(bare), min(through), rows
