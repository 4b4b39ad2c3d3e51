"""Every letter, for whoever runs the programme: who gets it, whether it can wait, and how it looks."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from eligibility.letter_table import GROUPS, LETTERS
from eligibility.permissions import holds
from guidance.letter_preview import cited_in, preview
from telework import access
from telework.roles import Role


@access.rule(holds(Role.MANAGING_OFFICER))
@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """The list, by what the letters are about."""
    groups = [
        (group, [(letter, kind, cited_in(letter)) for letter, kind in kinds.items()])
        for group, kinds in GROUPS.items()
    ]
    return render(request, "guidance/letters.html", {"groups": groups, "total": len(LETTERS)})


@access.rule(holds(Role.MANAGING_OFFICER))
@require_safe
def letter_preview(request: HttpRequest, letter: str) -> HttpResponse:
    """One letter with the invented case, as one of its readers gets it: the first, or the one asked for."""
    if letter not in LETTERS:
        raise Http404("There is no such letter.")
    kind = LETTERS[letter]
    asked = request.GET.get("reader", "")
    reader = next((one for one in kind.readers if one.name.lower() == asked), kind.readers[0])
    context = {
        "letter": letter,
        "kind": kind,
        "reader": reader,
        "others": [(one.name.lower(), one) for one in kind.readers if one is not reader],
        "is_at_once": reader in kind.at_once,
        "preview": preview(letter, reader),
        "citations": cited_in(letter),
    }
    return render(request, "guidance/letter_preview.html", context)
