"""How a command says no: each refusal carries the words that the page, the 403 page and the log show."""

from collections.abc import Mapping, Sequence

from telework.policy import Finding


class CommandRefused(Exception):
    """A command did not run, and nothing was written.

    `reason` is one plain sentence for the person; `findings` are the rules that said no;
    `fields` maps a form field to its own message.
    """

    def __init__(
        self, reason: str, *, findings: Sequence[Finding] = (), fields: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.findings = tuple(findings)
        self.fields = dict(fields or {})


class NotPermitted(CommandRefused):
    """The person may not do this."""


class WrongState(CommandRefused):
    """The case has moved on, or is not at the point where this can be done."""


class PolicyRefused(CommandRefused):
    """A rule of the regulation, or a missing answer, stands in the way."""


class NotReauthenticated(CommandRefused):
    """A signature needs a fresh proof of identity."""
