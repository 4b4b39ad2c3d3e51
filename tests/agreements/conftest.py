"""The people around one agreement, for every test of the app."""

import pytest

from tests.cast import Cast, make_cast


@pytest.fixture
def cast(db: None) -> Cast:
    """Everyone of `tests.cast`, freshly made."""
    return make_cast()
