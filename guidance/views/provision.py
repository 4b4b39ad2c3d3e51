"""The register as pages: all provisions, one provision, and the policy matrix."""

from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from guidance import cases, matrix, proofs
from guidance.citing import is_under
from guidance.places import place, sentence_of
from guidance.register import BY_SLUG, CHAPTERS, HOW_IN_WORDS, PROVISIONS, anchor, rules_of, statements_of
from guidance.rules import READINGS
from guidance.topics import EXPLAINED_BY
from telework import access, clock


@access.rule(access.signed_in)
@require_safe
def provision_list(request: HttpRequest) -> HttpResponse:
    chapters = [
        {
            "title": f"{number} {title}",
            "anchor": f"chapter-{number}",
            "sections": [
                {"name": section, "anchor": anchor(section), "rows": list(rows)}
                for section, rows in groupby(
                    (p for p in PROVISIONS if is_under(p.section, number)), key=lambda p: p.section
                )
            ],
        }
        for number, title in CHAPTERS.items()
    ]
    built = sum(provision.is_built for provision in PROVISIONS)
    context = {"chapters": chapters, "built": built, "total": len(PROVISIONS)}
    return render(request, "guidance/provisions.html", context)


@access.rule(access.signed_in)
@require_safe
def provision(request: HttpRequest, slug: str) -> HttpResponse:
    if slug not in BY_SLUG:
        raise Http404("There is no such provision.")
    found = BY_SLUG[slug]
    number = PROVISIONS.index(found)
    context = {
        "provision": found,
        "how": [(how.value, HOW_IN_WORDS[how]) for how in found.how],
        "rules": rules_of(found),
        "statements": statements_of(found),
        "places": [place(name) for name in found.pages],
        "code": [(name, sentence_of(name)) for name in found.code],
        "proofs": proofs.proofs_of(found),
        "readings": [READINGS[matter] for matter in found.readings],
        "topics": EXPLAINED_BY.get(found.slug, ()),
        "count": cases.count(found.cases, request.user, clock.today()),
        "up": f"{reverse('provisions')}#{anchor(found.section)}",
        "before": PROVISIONS[number - 1] if number else None,
        "after": PROVISIONS[number + 1] if number + 1 < len(PROVISIONS) else None,
    }
    return render(request, "guidance/provision.html", context)


@access.rule(access.signed_in)
@require_safe
def matrix_page(request: HttpRequest) -> HttpResponse:
    rows = matrix.rows({p.slug: proofs.proofs_of(p) for p in PROVISIONS})
    built = sum(row.provision.is_built for row in rows)
    context: dict[str, Any] = {"rows": rows, "built": built, "total": len(rows)}
    return render(request, "guidance/matrix.html", context)
