"""The app that explains the regulation and shows where each provision lives."""

from django.apps import AppConfig
from django.urls import NoReverseMatch, reverse

from guidance import register
from telework import citations


class GuidanceConfig(AppConfig):
    name = "guidance"
    verbose_name = "Guidance"

    def ready(self) -> None:
        citations.install_resolver(address_of)


def address_of(reference: str) -> str | None:
    """The page of the provision that `reference` names, or the section that it opens; None for other law."""
    try:
        if found := register.resolve(reference):
            return reverse("provision", args=[found[0].slug])
        if anchor := register.anchor_of(reference):
            return f"{reverse('provisions')}#{anchor}"
    except NoReverseMatch:  # a set of addresses without the guidance
        return None
    return None
