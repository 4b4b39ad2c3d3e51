"""The Celery application; its schedule is CELERY_BEAT_SCHEDULE in the settings.

Production runs `celery -A telework.celery worker` and exactly one `celery -A telework.celery beat`.
"""

import os
from typing import Any

from celery import Celery
from kombu.transport.redis import Channel, Transport
from redis.exceptions import ConnectionError as GoneConnection

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "telework.settings")

# When Redis goes away, kombu 5.7 gives the messages in hand back through a connection that is gone, and the
# worker dies of it. Nothing is lost without: the schedule looks at the tables again within seconds, and Redis
# gives the messages to another worker after the visibility timeout.
Channel.do_restore = False


class GoneWithItsConnection(Channel):
    """A channel that says so when its connection is gone; kombu 5.7 falls over `None`, the worker with it.

    A task that ends while Redis is away acknowledges on such a channel; Celery writes a line and goes on.
    """

    def _connparams(self, asynchronous: bool = False) -> Any:
        if self.connection is None:
            raise GoneConnection("the connection of this channel is gone")
        return super()._connparams(asynchronous)  # type: ignore[misc]  # kombu has no types


Transport.Channel = GoneWithItsConnection

app = Celery("etelework")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
