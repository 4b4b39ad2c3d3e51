"""The forms of the eligibility app."""
