"""The only way a versioned row is written: compare the version, write, and add one sealed line to the journal."""

from decimal import Decimal
from typing import Any, TypeAlias, TypeVar, cast

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from vitalfew.journal.models import Entry, Head, Versioned
from vitalfew.journal.rules import Actor, Clash, Line, StaleVersion, plain, seal_of

Row = TypeVar("Row", bound=Versioned)
Values = dict[str, Any]
Column: TypeAlias = "models.Field[Any, Any]"
HIDDEN = "•••"  # what the journal keeps of a secret


def create_row(row: Row, *, by: Actor, verb: str, account_id: int | None = None) -> Row:
    """Save a new row and note it in the journal."""
    with transaction.atomic():
        head = _locked_head()
        row.save(force_insert=True)
        _append(head, by=by, verb=verb, row=row, before={}, after=_all_values(row), account_id=account_id)
    return row


def change_row(row: Row, *, by: Actor, verb: str, version: int, changes: Values, account_id: int | None = None) -> Row:
    """Write the changes if the row still has the version its reader saw; otherwise raise StaleVersion with both values.

    The comparison is part of the UPDATE, so of two writers exactly one wins, on either database. Changes that
    change nothing write nothing.
    """
    # Not type(row): the signed-in user comes wrapped in a lazy object that only tells its class.
    model = row.__class__
    with transaction.atomic():
        # The head first, then the row: every writer takes the locks in this order, so none waits in a circle.
        head = _locked_head()
        wanted = {_field(model, name): _python(_field(model, name), value) for name, value in changes.items()}
        stands = _standing(row, wanted)
        if stands is None or stands["version"] != version:
            raise _clash(model, stands, wanted)
        new = {field.attname: value for field, value in wanted.items() if stands[field.attname] != value}
        if new:
            new["version"] = version + 1
            if not model._default_manager.filter(pk=row.pk, version=version).update(**new):
                raise _clash(model, _standing(row, wanted), wanted)
            before, after = _shown(model, stands, new), _shown(model, new, new)
            _append(head, by=by, verb=verb, row=row, before=before, after=after, account_id=account_id)
    for field, value in wanted.items():
        setattr(row, field.attname, value)
    row.version = new.get("version", version)
    return row


def write_entry(
    *,
    by: Actor,
    verb: str,
    row: models.Model,
    before: Values | None = None,
    after: Values | None = None,
    account_id: int | None = None,
) -> Entry:
    """Append one line to the chain, sealed together with the line before it."""
    with transaction.atomic(savepoint=False):
        head = _locked_head()
        return _append(
            head, by=by, verb=verb, row=row, before=plain(before or {}), after=plain(after or {}), account_id=account_id
        )


def _locked_head() -> Head:
    head = Head.objects.select_for_update().filter(id=1).first()
    if head is None:
        # The migration made it; only an emptied database comes here. Of two that do, one inserts and both lock.
        Head.objects.get_or_create(id=1)
        head = Head.objects.select_for_update().get(id=1)
    return head


def _append(
    head: Head, *, by: Actor, verb: str, row: models.Model, before: Values, after: Values, account_id: int | None
) -> Entry:
    line = Line(
        number=head.number + 1,
        at=timezone.now(),
        actor_id=by.actor_id,
        actor_name=by.actor_name,
        verb=verb,
        subject=row._meta.label_lower,
        subject_id=str(row.pk),
        account_id=account_id,
        before=before,
        after=after,
        previous_seal=head.seal,
    )
    entry = Entry(**vars(line), seal=seal_of(line, settings.JOURNAL_KEY))
    entry.save(force_insert=True)
    Head.objects.filter(id=1).update(number=entry.number, seal=entry.seal)
    return entry


def _field(model: type[models.Model], name: str) -> Column:
    # Both "manager" and "manager_id" name the field.
    return cast("Column", model._meta.get_field(name))


def _python(field: Column, value: Any) -> Any:
    """Return the value as the database will give it back, so that 5, "5" and 5.0000 are one number."""
    if isinstance(value, models.Model):
        value = value.pk
    value = field.to_python(value)
    if isinstance(field, models.DecimalField) and value is not None:
        return value.quantize(Decimal(1).scaleb(-field.decimal_places))
    return plain(value) if isinstance(field, models.JSONField) else value


def _standing(row: Row, wanted: dict[Column, Any]) -> Values | None:
    names = [field.attname for field in wanted]
    return row.__class__._default_manager.filter(pk=row.pk).values("version", *names).first()


def _shown(model: type[Versioned], values: Values, names: Values) -> Values:
    """Return the named values under their fields' names, secrets hidden."""
    fields = [_field(model, name) for name in names if name != "version"]
    return {field.name: _hidden(model, field, values[field.attname]) for field in fields}


def _hidden(model: type[Versioned], field: Column, value: Any) -> Any:
    return HIDDEN if field.name in model.secrets else plain(value)


def _all_values(row: Versioned) -> Values:
    fields = [field for field in row._meta.concrete_fields if not field.primary_key and field.name != "version"]
    return {field.name: _hidden(row.__class__, field, _python(field, getattr(row, field.attname))) for field in fields}


def _clash(model: type[Versioned], stands: Values | None, wanted: dict[Column, Any]) -> StaleVersion:
    standing = stands or {}
    clashes = [
        Clash(field.name, _hidden(model, field, standing.get(field.attname)), _hidden(model, field, value))
        for field, value in wanted.items()
        if standing.get(field.attname) != value
    ]
    return StaleVersion(model._meta.label_lower, standing.get("version", 0), clashes)
