"""The Celery application; its schedule is CELERY_BEAT_SCHEDULE in the settings.

Production runs `celery -A telework.celery worker` and exactly one `celery -A telework.celery beat`.
"""

import os

from celery import Celery
from kombu.transport.redis import Channel

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "telework.settings")

# When Redis goes away, kombu 5.7 gives the messages in hand back through a connection that is gone, and the
# worker dies of it. Nothing is lost without: the schedule looks at the tables again within seconds, and Redis
# gives the messages to another worker after the visibility timeout.
Channel.do_restore = False

app = Celery("etelework")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
