"""The employee's request, from the start page to the confirmation."""
