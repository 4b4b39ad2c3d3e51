"""Many agreements made out of one that was asked for and approved, written by the database itself.

All that belongs to it is written again for each copy: person, position, course, terms, sites, safety, steps,
signatures, the head of its audit chain; of those that are due the events, too. They keep the digests of their
originals, so these chains are as long as real ones but do not verify.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.db.models import Model

from agreements.models import (
    Agreement,
    ApprovalStep,
    EquipmentItem,
    SafetyChecklist,
    Signature,
    TermsVersion,
    Worksite,
)
from agreements.services import lifecycle
from eligibility.models import TrainingCompletion
from telework.models import AuditChain, AuditEvent, AuditPayload, User
from tests.cast import NOW, START, approved, make_cast

# Keys of copies: a block of so many for each copy, after what was there before.
BLOCK, FIRST_KEY = 40, 10_000
COPY = "copy.number"
# Where each row of the original stands in a block, by its model and key.
Places = Mapping[Any, int]
TODAY = START
FIRST_DAY = NOW + (START - NOW.date())


def load(agreements: int) -> None:
    """Let there be so many agreements, one in a hundred of them due: half to start, half to end."""
    call_command("migrate", verbosity=0)
    if not Agreement.objects.exists():
        multiply(first := approved(make_cast()), 1, 1, {}, with_events=True)
        lifecycle.start(actor=User.objects.system(), now=FIRST_DAY, agreement=first)
    active, to_start = Agreement.objects.order_by("pk")[:2]
    begin = Agreement.objects.count()
    due = (agreements - begin) // 200
    multiply(to_start, begin, begin + due - 1, {"starts_on": f"'{TODAY}'::date"}, with_events=True)
    over = {"starts_on": f"'{TODAY}'::date - 200", "ends_on": f"'{TODAY}'::date - 1"}
    multiply(active, begin + due, begin + 2 * due - 1, over, with_events=True)
    # In effect since up to 300 days: none has a yearly review before it yet. Every other one has an end.
    live = {
        "starts_on": f"'{TODAY}'::date - mod({COPY}, 300)",
        "review_on": f"'{TODAY}'::date - mod({COPY}, 300) + 365",
        "ends_on": f"CASE WHEN mod({COPY}, 2) = 0 THEN '{TODAY}'::date + mod({COPY}, 700) END",
    }
    multiply(active, begin + 2 * due, agreements - 1, live, with_events=False)
    keys_follow()


def belongings(case: Agreement, *, with_events: bool) -> Iterator[Model]:
    """Every row of one case."""
    assert case.employee.position is not None
    yield from (case.employee.position, case.employee, case)
    yield from TrainingCompletion.objects.filter(employee=case.employee)
    for model, path in (
        (TermsVersion, "agreement"),
        (Worksite, "terms__agreement"),
        (SafetyChecklist, "worksite__terms__agreement"),
        (EquipmentItem, "terms__agreement"),
        (ApprovalStep, "terms__agreement"),
        (Signature, "terms__agreement"),
    ):
        yield from model._default_manager.filter(**{path: case})
    yield from AuditChain.objects.filter(name=case.chain)
    if with_events:
        yield from AuditEvent.objects.filter(chain=case.chain)
        yield from AuditPayload.objects.filter(event__chain=case.chain)


def multiply(
    case: Agreement, first: int, last: int, changes: Mapping[str, str], *, with_events: bool
) -> None:
    """Write the copies `first` to `last` of `case`.

    changes  expressions of SQL for columns of the agreement; they may use the copy's number
    """
    rows = list(belongings(case, with_events=with_events))
    places = {(type(row), row.pk): place for place, row in enumerate(rows)}
    of_agreement = {name: f"({sql})" for name, sql in changes.items()}
    with connection.cursor() as cursor:
        # The copies point at each other as their originals do: there is nothing to check row by row.
        cursor.execute("SET session_replication_role = replica")
        for row in rows:
            own = _named_anew(row, places) | (of_agreement if isinstance(row, Agreement) else {})
            _copy(cursor, row, own, places, first, last)
        cursor.execute("SET session_replication_role = DEFAULT")


def _named_anew(row: Model, places: Places) -> dict[str, str]:
    """Names that must be unique, or that say whose row it is."""
    chain = f"'agreement:' || ({_key(places[Agreement, _case_of(places)])})"
    names = {
        "eligibility_employee": {
            "number": f"'C' || {COPY}",
            "email": f"'copy' || {COPY} || '@example.gov'",
            "user_id": "NULL",
        },
        "eligibility_position": {"number": f"'C' || {COPY}"},
        "agreements_agreement": {"number": f"'TW-C-' || {COPY}"},
        "telework_auditchain": {"name": chain},
        "telework_auditevent": {"chain": chain},
    }
    return names.get(row._meta.db_table, {})


def _case_of(places: Places) -> int:
    return next(pk for model, pk in places if model is Agreement)


def _key(place: int) -> str:
    return f"{FIRST_KEY} + {COPY} * {BLOCK} + {place}"


def _copy(
    cursor: Any,
    row: Model,
    own: Mapping[str, str],
    places: Places,
    first: int,
    last: int,
) -> None:
    columns, values = [], []
    for field in row._meta.concrete_fields:
        related = (field.related_model, getattr(row, field.attname)) if field.is_relation else None
        if field.primary_key:
            value = _key(places[type(row), row.pk])
        elif field.column in own:
            value = own[str(field.column)]
        elif related in places:
            value = _key(places[related])
        else:
            value = f'original."{field.column}"'
        columns.append(f'"{field.column}"')
        values.append(value)
    table = row._meta.db_table
    cursor.execute(
        f'INSERT INTO "{table}" ({", ".join(columns)}) SELECT {", ".join(values)} FROM "{table}" AS original,'
        f' generate_series(%s, %s) AS copy (number) WHERE original."{row._meta.pk.column}" = %s',
        [first, last, row.pk],
    )


def keys_follow() -> None:
    """Let what is written next take keys after those of the copies."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            for sequence in connection.introspection.get_sequences(cursor, table):
                column = sequence["column"]
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('{table}', '{column}'),"
                    f' (SELECT greatest(max("{column}"), 1) FROM "{table}"))'
                )
        cursor.execute("VACUUM ANALYZE")
