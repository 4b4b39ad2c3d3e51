"""Which pages the kind has: its sections of the request, and the steps that only it asks."""

import deto.navigation
import deto.own_dates
import deto.reading
import deto.request_pages
import deto.step_pages  # noqa: F401
