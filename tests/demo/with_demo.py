"""What gives a test the addresses of the demonstration."""

import pytest

WITH_DEMO = pytest.mark.urls("tests.demo.urls")
