"""What the web server runs: `gunicorn telework.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

from telework.celery import app as celery_app

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "telework.settings")

application = get_wsgi_application()
# Loads the client of the broker and connects to nothing, so that no request waits for the import (0.2 s).
celery_app.connection_for_write().transport  # noqa: B018

__all__ = ["application", "celery_app"]
