"""The stage ladder: five rising rungs, on each the ticks of what stands for it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """One stage: its word, and for each thing that would prove it whether it is met; None where nobody knows."""

    label: str
    proofs: Sequence[bool | None]


@dataclass(frozen=True)
class Rung:
    """One rung as the template draws it."""

    label: str
    place: str  # past | here | next | ""
    ticks: tuple[bool | None, ...]
    met: int
    count: int
    is_struck: bool = False  # an interruption lies over it


def ladder(steps: Sequence[Step], current: int | None, struck: int | None = None) -> list[Rung]:
    """Place the steps around the current one, counted from 0; None while no stage is claimed.

    `struck` is the step that an interruption lies over.
    """
    here = -1 if current is None else current
    return [
        Rung(
            label=step.label,
            place=_place(index, here),
            # Met first, then not met, then what nobody has recorded: the eye counts from the left.
            ticks=tuple(sorted(step.proofs, key=lambda is_met: (is_met is None, not is_met))),
            met=sum(is_met is True for is_met in step.proofs),
            count=len(step.proofs),
            is_struck=index == struck,
        )
        for index, step in enumerate(steps)
    ]


def _place(index: int, here: int) -> str:
    return "past" if index < here else "here" if index == here else "next" if index == here + 1 else ""
