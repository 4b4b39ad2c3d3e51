"""The start page of somebody with several cases of their own."""

from agreements.models import Agreement, TermsVersion
from tests.browsing import counted, page, signed_in
from tests.cast import Cast, active
from tests.changing import amended, begin


def test_number_of_queries_does_not_grow_with_the_readers_own_cases(cast: Cast) -> None:
    case = active(cast)
    client = signed_in(cast, "employee")
    client.get("/")
    with counted() as few:
        client.get("/")
    for kind, country in (("abroad", "NO"), ("medevac", "SE")):
        terms = case.latest_terms()
        another = Agreement.objects.get(pk=case.pk)
        another.pk, another.number, another.kind, another.site_country = (
            None,
            f"TW-2026-{kind}",
            kind,
            country,
        )
        another.save(force_insert=True)
        terms.pk, terms.agreement = None, another
        TermsVersion.objects.bulk_create([terms])
    with counted() as many:
        client.get("/")
    assert few == many


def test_changed_terms_are_gone_on_with_while_they_are_written_and_not_after(cast: Cast) -> None:
    case = active(cast)
    client = signed_in(cast, "employee")
    assert "Continue the request" not in page(client, "/")
    begin(cast, case)
    assert "Continue the request" in page(client, "/")


def test_changed_terms_that_are_sent_are_not_written_any_more(cast: Cast) -> None:
    amended(cast, active(cast))
    assert "Continue the request" not in page(signed_in(cast, "employee"), "/")
