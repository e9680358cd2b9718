"""Customer lifetimes: who is still active, how often and for how much he will buy, what he is worth (C11, C12, I22)."""

from vitalfew.measures.lifetime.geometric import BetaGeometricNBD, ModifiedBetaGeometricNBD
from vitalfew.measures.lifetime.hold_out import Choice, HeldOut, Trial, choose_model, hold_out, try_model
from vitalfew.measures.lifetime.model import PurchaseModel
from vitalfew.measures.lifetime.pareto_nbd import ParetoNBD
from vitalfew.measures.lifetime.spend import GammaGamma
from vitalfew.measures.lifetime.summary import Summary, summarize
from vitalfew.measures.lifetime.value import (
    ValueInterval,
    customer_lifetime_value,
    lifetime_value_interval,
    retention_lifetime_value,
)

__all__ = [
    "BetaGeometricNBD", "Choice", "GammaGamma", "HeldOut", "ModifiedBetaGeometricNBD", "ParetoNBD", "PurchaseModel",
    "Summary", "Trial", "ValueInterval", "choose_model", "customer_lifetime_value", "hold_out",
    "lifetime_value_interval", "retention_lifetime_value", "summarize", "try_model",
]  # fmt: skip
