"""The pages of the arrangement overseas."""
