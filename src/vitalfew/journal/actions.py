"""The only way a versioned row is written: compare the version, write, and add one sealed line to the journal."""

import secrets
from decimal import Decimal
from typing import Any, TypeAlias, TypeVar, cast

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from vitalfew.journal.models import Entry, Head, Personal, Versioned
from vitalfew.journal.rules import Actor, Clash, Line, StaleVersion, digest_of, plain, readable, seal_of

Row = TypeVar("Row", bound=Versioned)
Values = dict[str, Any]
Column: TypeAlias = "models.Field[Any, Any]"
HIDDEN = "•••"  # what the journal keeps of a secret


def create_row(row: Row, *, by: Actor, verb: str, account_id: int | None = None) -> Row:
    """Save a new row and note it in the journal."""
    with transaction.atomic():
        head = _locked_head()
        row.save(force_insert=True)
        _append(
            head,
            by=by,
            verb=verb,
            row=row,
            before={},
            after=_all_values(row),
            account_id=account_id,
            version=row.version,
        )
    return row


def change_row(
    row: Row,
    *,
    by: Actor,
    verb: str,
    version: int,
    changes: Values,
    account_id: int | None = None,
    by_field: bool = False,
) -> Row:
    """Write the changes if the row still has the version its reader saw; otherwise raise StaleVersion with both values.

    The comparison is part of the UPDATE, so of two writers exactly one wins, on either database. Changes that
    change nothing write nothing. With `by_field`, for rows whose fields do not depend on each other, only a field that
    both have changed is a conflict: the journal tells what each field said in the version that was seen.
    """
    # Not type(row): the signed-in user comes wrapped in a lazy object that only tells its class.
    model = row.__class__
    with transaction.atomic():
        # The head first, then the row: every writer takes the locks in this order, so none waits in a circle.
        head = _locked_head()
        wanted = {_field(model, name): _python(_field(model, name), value) for name, value in changes.items()}
        stands = _standing(row, wanted)
        if by_field and stands and 0 < version < stands["version"]:
            wanted = _own_changes(row, version, stands, wanted)
            version = stands["version"]
        if stands is None or stands["version"] != version:
            raise _clash(model, stands, wanted)
        new = {field.attname: value for field, value in wanted.items() if stands[field.attname] != value}
        if new:
            new["version"] = version + 1
            if not model._default_manager.filter(pk=row.pk, version=version).update(**new):
                raise _clash(model, _standing(row, wanted), wanted)
            before, after = _shown(row, stands, new), _shown(row, new, new)
            _append(
                head, by=by, verb=verb, row=row, before=before, after=after, account_id=account_id, version=version + 1
            )
    for field, value in wanted.items():
        setattr(row, field.attname, value)
    row.version = new.get("version", version)
    return row


def forget_values(subject: str, subject_id: int | str) -> bool:
    """Erase what the lines about one row say of a person; tell whether there was anything. The chain stays whole."""
    return Personal.objects.filter(subject=subject, subject_id=str(subject_id)).delete()[0] > 0


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


def hold_journal() -> int:
    """Hold the journal until the transaction ends, so that its lines stand in a row; return the number before them."""
    return _locked_head().number


def _locked_head() -> Head:
    head = Head.objects.select_for_update().filter(id=1).first()
    if head is None:
        # The migration made it; only an emptied database comes here. Of two that do, one inserts and both lock.
        Head.objects.get_or_create(id=1)
        head = Head.objects.select_for_update().get(id=1)
    return head


def _append(
    head: Head,
    *,
    by: Actor,
    verb: str,
    row: models.Model,
    before: Values,
    after: Values,
    account_id: int | None,
    version: int | None = None,
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
        version=version,
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


def _own_changes(row: Row, version: int, stands: Values, wanted: dict[Column, Any]) -> dict[Column, Any]:
    """Return what the reader of that version changes himself; refuse what somebody else has changed otherwise since."""
    model, seen = row.__class__, _seen(row, version, stands["version"])
    mine = {field: value for field, value in wanted.items() if field.name not in seen or value != seen[field.name]}
    if mine.keys() & {field for field in wanted if field.name in seen and stands[field.attname] != wanted[field]}:
        clashing = {field: value for field, value in mine.items() if field.name in seen}
        raise _clash(model, stands, clashing)
    return mine


def _seen(row: Row, version: int, now: int) -> Values:
    """Return what the fields changed since that version said in it, as the database gives it back."""
    found = Entry.objects.filter(subject=row._meta.label_lower, subject_id=str(row.pk), version__gt=version)
    befores = list(found.order_by("number").values_list("before", flat=True))
    if len(befores) != now - version:  # not all of it was written through the journal: nothing can be told apart
        return {field.name: object() for field in row._meta.concrete_fields}
    known, model = _told(row), row.__class__
    seen: Values = {}
    for before in reversed(befores):
        seen |= readable(before, known)
    return {
        name: object() if name in model.secrets else _python(_field(model, name), value) for name, value in seen.items()
    }


def _shown(row: Row, values: Values, names: Values) -> Values:
    """Return the named values under their fields' names as the journal keeps them."""
    fields = [_field(row.__class__, name) for name in names if name != "version"]
    return _kept(row, {field: values[field.attname] for field in fields})


def _all_values(row: Versioned) -> Values:
    fields = [field for field in row._meta.concrete_fields if not field.primary_key and field.name != "version"]
    return _kept(row, {field: _python(field, getattr(row, field.attname)) for field in fields})


def _kept(row: Versioned, values: dict[Column, Any]) -> Values:
    """Return the values with secrets hidden, and digests in place of what is about a person."""
    model = row.__class__
    kept_apart = [field for field in values if model.is_about_people(field) and field.name not in model.secrets]
    about = {field: plain(values[field]) for field in kept_apart if values[field]}
    digests = _put_apart(row, about) if about else {}
    return {
        field.name: digests[field] if field in digests else _hidden(model, field, value)
        for field, value in values.items()
    }


def _put_apart(row: Versioned, about: dict[Column, Any]) -> dict[Column, dict[str, str]]:
    apart, _is_new = Personal.objects.get_or_create(
        subject=row._meta.label_lower, subject_id=str(row.pk), defaults={"salt": secrets.token_hex(32)}
    )
    digests = {field: digest_of(value, apart.salt) for field, value in about.items()}
    told = apart.told | {digests[field]["personal"]: value for field, value in about.items()}
    Personal.objects.filter(pk=apart.pk).update(told=told)
    return digests


def _told(row: Versioned) -> Values:
    found = Personal.objects.filter(subject=row._meta.label_lower, subject_id=str(row.pk))
    return found.values_list("told", flat=True).first() or {}


def _hidden(model: type[Versioned], field: Column, value: Any) -> Any:
    return HIDDEN if field.name in model.secrets else plain(value)


def _clash(model: type[Versioned], stands: Values | None, wanted: dict[Column, Any]) -> StaleVersion:
    standing = stands or {}
    clashes = [
        Clash(field.name, _hidden(model, field, standing.get(field.attname)), _hidden(model, field, value))
        for field, value in wanted.items()
        if standing.get(field.attname) != value
    ]
    return StaleVersion(model._meta.label_lower, standing.get("version", 0), clashes)
