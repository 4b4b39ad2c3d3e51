"""The guidance: three doors with their topics, one page a topic, and the search over everything."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guidance.search import LONGEST_QUERY, search
from guidance.topics import BY_SLUG, DOOR_SENTENCES, DOOR_TITLES, TOPICS, Door
from telework import access


@access.rule(access.signed_in)
@require_safe
def hub(request: HttpRequest) -> HttpResponse:
    doors = [
        {
            "code": door.value,
            "title": DOOR_TITLES[door],
            "sentence": DOOR_SENTENCES[door],
            "topics": [topic for topic in TOPICS if topic.door is door],
        }
        for door in Door
    ]
    return render(request, "guidance/hub.html", {"doors": doors, "longest": LONGEST_QUERY})


@access.rule(access.signed_in)
@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    if slug not in BY_SLUG:
        raise Http404("There is no such topic.")
    found = BY_SLUG[slug]
    context = {
        "topic": found,
        "door": DOOR_TITLES[found.door],
        "siblings": [other for other in TOPICS if other.door is found.door],
    }
    return render(request, "guidance/topic.html", context)


@access.rule(access.signed_in)
@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    context = {"query": query, "found": search(query), "longest": LONGEST_QUERY}
    return render(request, "guidance/search.html", context)
