"""An arrangement that takes the place of the others for a time (2362.5(2)): how the suspension is told.

Everybody who sees the suspended agreement reads it, and the other one is sealed: neither its kind nor a
reason is named.
"""

CAUSE = "another_arrangement"
CITATION = "2361.4"
REASON = "Another telework agreement of yours takes its place for a time."
OVER = "What had taken its place is over."
