"""The frame (settings, URLs, Celery) and a small kernel that knows no domain."""
