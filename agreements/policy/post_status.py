"""A suspension because of the status of a post or a country (2368.3(b)(5))."""

CAUSE = "deto.post_status"
CITATION = "2368.3(b)(5)"
LIFTED = "No status of the post stands in the way any more."
