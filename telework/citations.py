"""Where a citation leads. The kernel knows no provisions: the app that explains them installs the answer."""

from collections.abc import Callable

Resolver = Callable[[str], str | None]

_resolvers: list[Resolver] = []


def install_resolver(resolver: Resolver) -> None:
    """Ask `resolver` from now on for the address that explains a citation; None where there is none."""
    _resolvers[:] = [resolver]


def address_of(reference: str) -> str | None:
    """Address of the page that explains `reference`, for example "2362.1(m)"."""
    return _resolvers[0](reference) if _resolvers else None
