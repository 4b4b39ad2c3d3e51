"""The commands of the arrangement overseas."""
