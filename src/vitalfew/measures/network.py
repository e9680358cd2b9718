"""The shape of the contact between two firms: who meets whom, through how many, on which levels (S18–S22, C18)."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vitalfew.measures.errors import BadInput, NotEnoughData, reals

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class ContactStructure:
    """Contact between our people and one account's; made by `contact_structure`. Shares are 0..1."""

    sellers: int  # of us in contact
    buyers: int  # of theirs in contact
    density: float  # pairs in contact / all pairs of these people
    centralisation: float  # 1: one of us holds all contact; 0: everybody the same; NaN with one of us only
    single_thread_share: float  # of all touches, those of the busiest pair; NaN without touches
    functions_paired: tuple[str, ...]  # functions of theirs met by the same function of ours
    coverage: float  # functions paired / functions in scope; NaN without a scope
    levels: tuple[str, ...]  # of theirs, in contact
    diamond: float  # 0: a bow-tie, all through one pair of functions; 1: every function has its own; NaN below two


def contact_structure(
    ties: npt.ArrayLike,
    *,
    touches: npt.ArrayLike | None = None,
    functions: npt.ArrayLike | None = None,
    levels: npt.ArrayLike | None = None,
    scope: npt.ArrayLike = (),
) -> ContactStructure:
    """Measure the contact.

    `ties` has shape (n, 2): one of ours, one of theirs, by any names; a pair told twice is one. `touches` (n,) count
    how often each met (none: equally); `functions` (n, 2) and `levels` (n,) say what the people of each tie are, ""
    where it is not known; `scope` lists the functions that ought to be paired (none: those of theirs in contact).
    Raises NotEnoughData without a tie, BadInput on shapes that differ or negative touches.

    Source: Freeman 1979, "Centrality in social networks", Social Networks 1(3) 215–239, over our side of the pairs;
    density and centralisation of seller and buyer networks after Gonzalez, Claro & Palmatier 2014, J. of Marketing
    78(1) 76–90. The bow-tie and the diamond are the pictures of the field.
    """
    pairs = np.asarray(ties, object)
    if pairs.size == 0:
        raise NotEnoughData("ties is empty: nobody of ours knows anybody of theirs")
    if pairs.ndim != 2 or pairs.shape[1] != 2:
        raise BadInput("ties", None, f"an array of shape {pairs.shape}", "wants (ours, theirs) in each row")
    counts = np.ones(len(pairs)) if touches is None else _touches(touches, len(pairs))
    met: dict[tuple[object, object], float] = {}
    for (ours, theirs), count in zip(pairs.tolist(), counts.tolist(), strict=True):
        met[ours, theirs] = met.get((ours, theirs), 0.0) + count
    sellers, buyers = ({pair[side] for pair in met} for side in (0, 1))
    total = sum(met.values())
    paired, present = _paired(functions, len(pairs))
    wanted = {str(one) for one in np.asarray(scope).tolist()} or present
    covered = paired & wanted
    return ContactStructure(
        sellers=len(sellers),
        buyers=len(buyers),
        density=len(met) / (len(sellers) * len(buyers)),
        centralisation=_centralisation(met, len(sellers), len(buyers)),
        single_thread_share=max(met.values()) / total if total else float("nan"),
        functions_paired=tuple(sorted(paired)),
        coverage=len(covered) / len(wanted) if wanted else float("nan"),
        levels=_levels(levels, len(pairs)),
        diamond=max(len(covered) - 1, 0) / (len(wanted) - 1) if len(wanted) > 1 else float("nan"),
    )


def _centralisation(met: dict[tuple[object, object], float], sellers: int, buyers: int) -> float:
    """Return Σ(largest − degree) over its largest value: one of us in contact with all, each other with one."""
    if sellers < 2:
        return float("nan")
    degree: dict[object, int] = {}
    for ours, _ in met:
        degree[ours] = degree.get(ours, 0) + 1
    largest = max(degree.values())
    possible = (sellers - 1) * (buyers - 1)
    return sum(largest - one for one in degree.values()) / possible if possible else 0.0


def _paired(functions: npt.ArrayLike | None, size: int) -> tuple[set[str], set[str]]:
    """Return (functions met by their own on our side, functions of theirs in contact)."""
    if functions is None:
        return set(), set()
    given = np.asarray(functions, object)
    if given.shape != (size, 2):
        raise BadInput("functions", None, f"an array of shape {given.shape}", f"ties has shape ({size}, 2)")
    rows = [(str(ours or ""), str(theirs or "")) for ours, theirs in given.tolist()]
    return {theirs for ours, theirs in rows if theirs and ours == theirs}, {theirs for _, theirs in rows if theirs}


def _levels(levels: npt.ArrayLike | None, size: int) -> tuple[str, ...]:
    given = np.asarray([] if levels is None else levels, object)
    if levels is not None and given.shape != (size,):
        raise BadInput("levels", None, f"an array of shape {given.shape}", f"there are {size} ties")
    return tuple(sorted({str(one) for one in given.tolist() if one}))


def _touches(touches: npt.ArrayLike, size: int) -> Floats:
    counts = reals("touches", touches)
    if counts.shape != (size,):
        raise BadInput("touches", None, f"an array of shape {counts.shape}", f"there are {size} ties")
    if (counts < 0).any():
        index = int(np.argmax(counts < 0))
        raise BadInput("touches", index, float(counts[index]), "wants 0 or more")
    return counts
