"""What a load balancer asks: is the process alive, and may it be sent people. They learn nothing else."""

import logging
from functools import cache

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from telework import access

log = logging.getLogger("etelework.health")


class NotMigrated(Exception):
    """The database does not have this version's tables yet."""


@access.rule(access.anyone)
@require_safe
@never_cache
def livez(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers; a database that is away is no reason to restart it."""
    return HttpResponse("alive\n", content_type="text/plain")


@access.rule(access.anyone)
@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when the database answers and has every migration, else 503; the reason stands in the log."""
    try:
        connection.ensure_connection()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        _require_migrated()
    except (DatabaseError, NotMigrated) as problem:
        log.warning("not ready", extra={"kind": type(problem).__name__})
        return HttpResponse("not ready\n", status=503, content_type="text/plain")
    return HttpResponse("ready\n", content_type="text/plain")


@cache
def _require_migrated() -> None:
    """Raise NotMigrated; once all is there it stays there, so only the good answer is remembered."""
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotMigrated
