"""Which files a version of the terms rests on: those that stood when it was signed."""

from django.db.models import Q, QuerySet

from agreements.models import TermsVersion
from deto.models import Paper


def papers_of(terms: TermsVersion) -> "QuerySet[Paper]":
    """Before signing the current files; after it those of that moment, whatever replaced them since."""
    papers = Paper.objects.filter(agreement=terms.agreement_id).select_related("attachment")
    papers = papers.defer("attachment__content")
    if terms.signed_at is None:
        return papers.filter(replaced_at=None)
    still = Q(replaced_at=None) | Q(replaced_at__gt=terms.signed_at)
    return papers.filter(still, attachment__added_at__lte=terms.signed_at)
