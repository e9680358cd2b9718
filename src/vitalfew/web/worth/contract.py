"""The accounts under contract: how likely each stays, why, and what it brings as long as it does."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from vitalfew import words
from vitalfew.loop.analysis.labels_value import FACTOR_LABELS
from vitalfew.loop.analysis.queries.value import ValuationState, ValueState
from vitalfew.loop.analysis.rules.risk import ENOUGH_YEARS

WATCH, BAD = 40, 60  # of risk, from which on it is said in colour
WORTH_SAYING = 0.25  # a factor's own risk


@dataclass(frozen=True)
class ContractRow:
    """One account under contract: its risk in words."""

    of: ValueState
    state: str
    reasons: str


def contract_rows(values: Sequence[ValueState]) -> list[ContractRow]:
    """Return the accounts with what their risk lies in, the gravest reason first."""
    return [ContractRow(one, _state(one.risk), _reasons(one)) for one in values]


def stays_by(state: ValuationState) -> str:
    """Say where the chances to stay come from."""
    said = {"years": words.number(state.contract_years), "kept": words.number(state.kept_years)}
    if state.contract_years >= ENOUGH_YEARS:
        return (
            _("Chances by the table, moved to the firm's own %(years)s contract years, of which %(kept)s went on")
            % said
        )
    return _("Chances by an assumed table: the firm's own contracts give %(years)s years, 100 are wanted") % said


def _state(risk: float | None) -> str:
    return "none" if risk is None else "bad" if risk >= BAD else "watch" if risk >= WATCH else "good"


def _reasons(one: ValueState) -> str:
    if one.risk is None:
        return _("too little is known")
    grave = sorted((-share, factor) for factor, share in one.factors.items() if share >= WORTH_SAYING)
    if not grave:
        return _("nothing stands out")
    return pgettext("between names", ", ").join(str(FACTOR_LABELS[factor]) for _share, factor in grave[:3])
