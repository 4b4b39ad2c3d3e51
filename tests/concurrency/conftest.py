"""Several people at the same moment, in a database that really commits."""

import pytest

from tests.cast import Cast, make_cast


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """Everyone, committed, so that other threads see them."""
    return make_cast()
