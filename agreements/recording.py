"""Steps that record what happens elsewhere: submission to the chief of mission, and answer (2368.4(e)).

Whoever holds one decides nothing, so pages and letters do not call it a decision.
"""

from collections.abc import Mapping

from agreements.states import Act

# What is waited for, as the others read it.
AWAITED: Mapping[Act, str] = {
    Act.RECORD: "the submission to the chief of mission",
    Act.CLEAR: "the chief of mission's answer",
}
# What the holder does, as the page of the case offers it.
TO_DO: Mapping[Act, str] = {Act.RECORD: "Record the submission", Act.CLEAR: "Record the answer"}


def awaited(act: str) -> str:
    """What a step with this act waits for: a decision, or what is recorded."""
    return AWAITED.get(Act(act), "a decision")


def to_do(act: str) -> str:
    """What the holder of a step with this act does."""
    return TO_DO.get(Act(act), "Decide")
