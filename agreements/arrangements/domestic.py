"""Telework in the United States, the arrangement of most people (2361.3(a)(1))."""

from agreements import chains, kinds
from agreements.policy import terms

RECORD = kinds.register(
    kinds.Kind(
        code=kinds.DOMESTIC,
        label="Domestic telework",
        citation="2361.3(a)(1)",
        summary="You are assigned in the United States and want to telework at a place in the United States.",
        chain=chains.DOMESTIC,
        terms_rules=terms.TERMS_RULES,
    )
)
