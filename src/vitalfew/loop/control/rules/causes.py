"""Why a relationship breaks: a tree of causes and, for each, the plays that helped; both are data (S24)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class CauseWhy(StrEnum):
    """Why a cause or a play is not kept so."""

    NO_SUCH_CAUSE = "no_such_cause"
    CAUSE_HAS_PARTS = "cause_has_parts"
    CAUSE_IN_ITSELF = "cause_in_itself"
    CAUSE_TOO_DEEP = "cause_too_deep"
    CAUSE_IN_USE = "cause_in_use"
    NO_NAME = "cause_no_name"
    NO_STEPS = "play_no_steps"
    NO_SUCH_PLAY = "no_such_play"


# The tree as the product comes, each cause under its parent; a company names, adds and retires its own.
DEFAULT_CAUSES: Mapping[str, str] = {
    "internal": "",  # 内因
    "personnel_change": "internal",  # 人员调整
    "lack_of_trust": "internal",  # 缺乏信任
    "lack_of_persistence": "internal",  # 缺乏持久性
    "cultural_difference": "internal",  # 文化差异
    "cultural_regional": "cultural_difference",  # 地域文化
    "cultural_corporate": "cultural_difference",  # 企业文化
    "quality": "internal",  # 质量问题
    "external": "",  # 外因
    "market_position": "external",  # 市场地位变化
    "offering_moved": "external",  # 产品/流程组合变化
    "financial": "external",  # 财务问题
    "value_chain_shift": "external",  # 价值链地位变化
    "other": "",  # 其他
}
# The plays as the product comes, each for its cause.
DEFAULT_PLAYS: Mapping[str, str] = {
    "senior_meeting": "personnel_change",
    "write_down_and_hand_over": "personnel_change",
    "clear_the_air": "lack_of_trust",
    "keep_small_promises": "lack_of_trust",
    "fixed_rhythm": "lack_of_persistence",
    "local_colleague": "cultural_regional",
    "their_way_of_working": "cultural_corporate",
    "eight_steps": "quality",
    "stand_by_the_line": "quality",
    "review_the_plan": "market_position",
    "fit_the_cell": "offering_moved",
    "terms_and_limit": "financial",
    "go_to_their_customer": "value_chain_shift",
    "ask_them": "other",
}
DEEPEST = 3  # steps from the root to a leaf


@dataclass(frozen=True)
class Cause:
    """One cause; `name` and `name_en` are the company's own, or the product's where nobody has changed them."""

    code: str
    parent: str
    name: str
    name_en: str
    word: str  # in the reader's language
    version: int  # 0 while nobody has changed it
    is_retired: bool = False


@dataclass(frozen=True)
class Play:
    """What to do about one cause: its name, and the steps in words."""

    code: str
    cause: str
    name: str
    name_en: str
    steps: str
    steps_en: str
    word: str  # the name in the reader's language
    how: str  # the steps in the reader's language
    version: int
    is_retired: bool = False


@dataclass(frozen=True)
class Causes:
    """The tree."""

    by_code: Mapping[str, Cause]

    def parts(self, code: str) -> list[Cause]:
        """Return the causes right under this one, or the roots for ""."""
        return [one for one in self.by_code.values() if one.parent == code]

    def path(self, code: str) -> list[Cause]:
        """Return the cause and those above it, the root first."""
        found: list[Cause] = []
        while code in self.by_code and self.by_code[code] not in found:
            found.insert(0, self.by_code[code])
            code = self.by_code[code].parent
        return found

    def in_order(self) -> list[tuple[int, Cause]]:
        """Return every cause with its depth, each after the one it is part of."""
        return list(self._walk("", 0))

    def choosable(self) -> list[Cause]:
        """Return what a case may name: the leaves that are in use."""
        return [one for _depth, one in self.in_order() if self.is_choosable(one.code)]

    def is_choosable(self, code: str) -> bool:
        """Tell whether a case may name this cause."""
        one = self.by_code.get(code)
        above = self.path(code)
        return one is not None and not self.parts(code) and not any(up.is_retired for up in above)

    def word(self, code: str) -> str:
        """Return the cause's word; the code itself where nobody knows it."""
        return self.by_code[code].word if code in self.by_code else code

    def _walk(self, parent: str, depth: int) -> Iterable[tuple[int, Cause]]:
        for one in self.parts(parent) if depth < DEEPEST else ():
            yield depth, one
            yield from self._walk(one.code, depth + 1)


def place_refused(causes: Causes, code: str, parent: str, used: Collection[str]) -> CauseWhy | None:
    """Return why the cause may not stand under that parent, or None; `used` are the causes that cases name."""
    if parent and parent not in causes.by_code:
        return CauseWhy.NO_SUCH_CAUSE
    if code and code in {one.code for one in causes.path(parent)}:
        return CauseWhy.CAUSE_IN_ITSELF
    # A cause that cases name stays a leaf: what they say would otherwise lose its meaning.
    if parent in used:
        return CauseWhy.CAUSE_IN_USE
    return CauseWhy.CAUSE_TOO_DEEP if len(causes.path(parent)) + _height(causes, code) > DEEPEST else None


def _height(causes: Causes, code: str) -> int:
    parts = causes.parts(code) if code else []
    return 1 + max((_height(causes, one.code) for one in parts), default=0)
