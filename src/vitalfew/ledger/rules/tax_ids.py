"""The unified social credit code (统一社会信用代码) of a Chinese organisation, checked as GB 32100-2015 says."""

import re
from enum import StrEnum

# Letters that look like digits or like each other are left out.
_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUES = {character: value for value, character in enumerate(_CHARACTERS)}
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_CODE = re.compile(rf"[1-9A-HJ-NPQRTUWXY][0-9A-HJ-NPQRTUWXY][0-9]{{6}}[{_CHARACTERS}]{{10}}")
# Region of six digits and the nine characters of the organisation, as tax numbers were before October 2015.
_OLD = re.compile(r"[1-9][0-9]{5}[0-9A-Z]{9}")
# A spreadsheet keeps fifteen digits of a number: what stands behind them is nought, or a power of ten.
_NUMBER = re.compile(r"[0-9](?:\.[0-9]+)?E\+1[0-9]")
_KEPT = re.compile(r"[1-9][0-9]{14}000")


class TaxId(StrEnum):
    """What a text is that stands for a tax number."""

    VALID = "valid"
    OLD = "old"
    LOST_DIGITS = "lost_digits"
    WRONG_CHECK = "wrong_check"
    NONE = "none"


def check_tax_id(text: str) -> TaxId:
    """Tell whether the text is a tax number, and if not, what has become of it."""
    code = plain_tax_id(text)
    if _NUMBER.fullmatch(code):
        return TaxId.LOST_DIGITS
    if _CODE.fullmatch(code):
        if check_character(code[:17]) == code[17]:
            return TaxId.VALID
        return TaxId.LOST_DIGITS if _KEPT.fullmatch(code) else TaxId.WRONG_CHECK
    return TaxId.OLD if _OLD.fullmatch(code) else TaxId.NONE


def plain_tax_id(text: str) -> str:
    """Return the tax number as it is compared: capitals, without blanks and hyphens."""
    return re.sub(r"[\s-]", "", text).upper()


def check_character(code: str) -> str:
    """Return the character that must follow these seventeen."""
    remainder = sum(_VALUES[one] * weight for one, weight in zip(code, _WEIGHTS, strict=True)) % 31
    return _CHARACTERS[(31 - remainder) % 31]
