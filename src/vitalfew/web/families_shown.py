"""How the rhythm of an account's families is said: which are late, by how much, and how far such words were right."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from vitalfew import words
from vitalfew.loop.analysis.queries.family_rhythm import FamilyRhythms
from vitalfew.loop.analysis.rules.family_rhythm import FamilySilence, Proof, named

SHOWN = 8
SUREST = 0.99


@dataclass(frozen=True)
class Families:
    """The section: its sentence, the rows, what stands beside them."""

    answer: str
    rows: tuple[tuple[FamilySilence, str], ...]  # with the chance in words
    is_late: bool  # the rows are those that are late
    proof: str


def families(found: FamilyRhythms | None) -> Families | None:
    """Say which families the account orders later than usual; None where nothing can be told."""
    if found is None or not found.families:
        return None
    late = named(found.families)
    return Families(_answer(found, late), _rows(late or found.families), bool(late), _proof(found.pool.proof))


def _rows(found: list[FamilySilence]) -> tuple[tuple[FamilySilence, str], ...]:
    """Return the first with their chances: none is ever certain."""
    return tuple((one, words.share(min(one.quiet, SUREST), 0)) for one in found[:SHOWN])


def _answer(found: FamilyRhythms, late: list[FamilySilence]) -> str:
    said = {"n": len(late), "all": len(found.families)}
    if not late:
        return (
            ngettext(
                "The %(all)s family with a rhythm is ordered as usual",
                "All %(all)s families with a rhythm are ordered as usual",
                said["all"],
            )
            % said
        )
    names = pgettext("between names", ", ").join(one.family for one in late[:3])
    text = ngettext(
        "%(n)s of %(all)s families is late: %(names)s", "%(n)s of %(all)s families are late: %(names)s", len(late)
    )
    return text % (said | {"names": names})


def _proof(proof: Proof | None) -> str:
    if proof is None or proof.precision is None or proof.warned is None:
        return _("How often such words were right cannot be told yet: the books are too short to look back on.")
    return _(
        "On your own books from %(first)s to %(last)s: of 100 families named late, %(right)s were then not ordered for "
        "120 days; of 100 that were not, %(warned)s had been named before the 90th day."
    ) % {
        "first": words.day(proof.first),
        "last": words.day(proof.last),
        "right": round(100 * proof.precision),
        "warned": round(100 * proof.warned),
    }
