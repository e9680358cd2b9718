"""Who reports to whom at a customer, on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ContactKind(StrEnum):
    """What stands behind a name among the customer's people."""

    PERSON = "person"  # 联系人
    PLACEHOLDER = "placeholder"  # 待查明
    OUTSIDER = "outsider"  # 公司外


@dataclass(frozen=True)
class Seated:
    """Somebody in a post on a day. What nobody has told is empty or None."""

    contact_id: int
    kind: ContactKind
    name: str
    name_en: str
    title: str
    unit_id: int | None
    unit: str
    function: str
    level: str
    post_id: int
    version: int  # of the post as it stands now
    boss_id: int | None  # the person reported to on the day
    since: date | None
    until: date | None

    @property
    def shown_title(self) -> str:
        return self.title or self.unit


def goes_round(bosses: Mapping[int, int | None], who: int, boss: int | None) -> bool:
    """Tell whether `who` would, under that boss, report to himself, directly or through others."""
    seen: set[int] = set()
    while boss is not None and boss not in seen:
        if boss == who:
            return True
        seen.add(boss)
        boss = bosses.get(boss)
    return False
