"""The pages of the eligibility app."""
