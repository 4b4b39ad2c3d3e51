"""The one place that knows django_fsm's edges (docs/adr/0002)."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db import models
from django_fsm import ConcurrentTransitionMixin, FSMField, FSMModelMixin, TransitionNotAllowed, transition

__all__ = ["StateField", "StateQuerySet", "StatefulModel", "TransitionNotAllowed", "transition"]


class StateField(FSMField):
    """A state that only transitions may set."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["protected"] = True
        super().__init__(*args, **kwargs)


class StateQuerySet(models.QuerySet[Any]):
    """A query set that refuses to write a state past the state machine."""

    def update(self, **kwargs: Any) -> int:
        if "state" in kwargs:
            raise TypeError("a state changes through its transitions, never through update()")
        return super().update(**kwargs)

    def bulk_update(self, objs: Iterable[Any], fields: Iterable[str], batch_size: int | None = None) -> int:
        names = list(fields)
        if "state" in names:
            raise TypeError("a state changes through its transitions, never through bulk_update()")
        return super().bulk_update(objs, names, batch_size)


class StatefulModel(ConcurrentTransitionMixin, FSMModelMixin, models.Model):
    """A model with a protected state; commands lock the row, the mixin is the net behind them."""

    class Meta:
        abstract = True

    def refresh_from_db(
        self, using: str | None = None, fields: Iterable[str] | None = None, from_queryset: Any = None
    ) -> None:
        # django-fsm-2 4.2.4 lifts the protection on the class's field while it reads, for every thread,
        # and for ever when the read fails. A value absent from the instance may be set, so take it out
        # instead, and put it back if the read did not.
        kept = {
            f.attname: self.__dict__.pop(f.attname) for f in self.state_fields if f.attname in self.__dict__
        }
        try:
            super(FSMModelMixin, self).refresh_from_db(using, fields, from_queryset)
        finally:
            for name, value in kept.items():
                self.__dict__.setdefault(name, value)
        self._update_initial_state()

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        super().clean_fields({*(exclude or ()), *(f.name for f in self.state_fields)})


def transitions_of(model: type[models.Model], field: str) -> list[tuple[str, str, str]]:
    """Every transition of a model as (source, target, name), in the order of their names."""
    table = model._meta.get_field(field).get_all_transitions(model)  # type: ignore[union-attr]
    return sorted((str(t.source), str(t.target), t.name) for t in table)
