"""Accounts noted before any line names them."""

from enum import StrEnum


class ProspectWhy(StrEnum):
    """Why a prospect is not noted, or not joined with an account."""

    CODE_TAKEN = "code_taken"
    TAX_ID_TAKEN = "tax_id_taken"
    WRONG_TAX_ID = "wrong_tax_id"
    NO_PROSPECT = "no_prospect"
    BOTH_WORKED_ON = "both_worked_on"


class UnfitProspect(ValueError):
    """The prospect cannot be noted or joined. Nothing was written."""

    def __init__(self, why: ProspectWhy) -> None:
        super().__init__(why.value)
        self.why = why
