"""A made-up workforce for demonstrations and measurements: real bureaus and posts, invented people."""
