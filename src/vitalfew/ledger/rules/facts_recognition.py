"""Which kind of file a file is, and which column means what, from its headers alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vitalfew.ledger.rules import columns
from vitalfew.ledger.rules.columns import Guess, Why
from vitalfew.ledger.rules.facts import FactKind, Shape, readings
from vitalfew.ledger.rules.facts_shapes import SHAPES
from vitalfew.ledger.rules.facts_words import metric_of

LINES = "lines"
_NAMED = {name for shape in SHAPES.values() for field in shape.fields.values() for name in field.names}


@dataclass(frozen=True)
class Recognition:
    """The kinds that fit the headers best; more than one where nobody can tell them apart."""

    kinds: tuple[str, ...]

    @property
    def kind(self) -> str:
        return self.kinds[0] if len(self.kinds) == 1 else ""


def is_named(header: str) -> bool:
    """Tell whether any kind of file knows a column of this name."""
    return any(name in _NAMED for name in readings(header))


def guess(shape: Shape, headers: Sequence[str], chosen: Mapping[str, str]) -> list[Guess]:
    """Return what each column of a file of this kind is taken for: as chosen, else by the best known name."""
    found = [Guess(chosen[header], Why.CHOSEN) if chosen.get(header) else Guess() for header in headers]
    taken = {one.field for one in found}
    named = sorted(
        (rank, position, field)
        for position, header in enumerate(headers)
        if header not in chosen
        for field, rank in _fields_of(shape, header).items()
    )
    for _rank, position, field in named:
        if field not in taken and not found[position].field:
            taken.add(field)
            is_own = field in readings(headers[position])
            found[position] = Guess(field, Why.NAME if is_own else Why.ALIAS)
    return found


def missing(shape: Shape, headers: Sequence[str], guesses: Sequence[Guess]) -> list[str]:
    """Return what must still be told; a column headed 销售目标 tells its metric by itself."""
    fields = {one.field for one in guesses if one.field}
    targets = [header for header, one in zip(headers, guesses, strict=True) if one.field == "target"]
    if any(metric_of(header) for header in targets):
        fields.add("metric")
    return shape.missing(fields)


def recognise(headers: Sequence[str]) -> Recognition:
    """Return the kinds whose columns are there: the one that explains most headers, or those that tie.

    Lines go first where they explain as many: they are what most files are.
    """
    scores: dict[str, int] = {}
    for kind, shape in SHAPES.items():
        guesses = guess(shape, headers, {})
        if _gives_itself_away(shape, headers) and not missing(shape, headers, guesses):
            scores[kind.value] = sum(1 for one in guesses if one.field)
    fields = {known[0] for header in headers if (known := columns.known(header))}
    if not columns.missing(fields):
        scores[LINES] = len(fields)
    best = max(scores.values(), default=0)
    kinds = tuple(kind for kind, score in scores.items() if score == best)
    return Recognition((LINES,) if LINES in kinds else kinds)


def shape_of(kind: str) -> Shape:
    """Return the shape of a kind; ValueError where there is none of this name."""
    return SHAPES[FactKind(kind)]


def fields_of(kind: str) -> tuple[str, ...]:
    """Return what a column of a file of this kind may mean; of a kind not told, what a column of any may mean."""
    if kind and kind != LINES:
        return tuple(shape_of(kind).fields)
    if kind:
        return tuple(columns.FIELDS)
    return tuple(dict.fromkeys([*columns.FIELDS, *(name for shape in SHAPES.values() for name in shape.fields)]))


def _fields_of(shape: Shape, header: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for name in readings(header):
        for identifier, field in shape.fields.items():
            if name in field.names:
                found.setdefault(identifier, field.names.index(name))
    return found


def _gives_itself_away(shape: Shape, headers: Sequence[str]) -> bool:
    said = {name for header in headers for name in readings(header)}
    return any(said & set(shape.fields[identifier].telling) for identifier in shape.tells)
