"""The loop's story: what three managers have done with their key accounts, one file for each."""

from vitalfew.sample.story.lin import STORIES as LIN
from vitalfew.sample.story.records import KeyStory
from vitalfew.sample.story.wu import STORIES as WU
from vitalfew.sample.story.zhang import STORIES as ZHANG

STORY: dict[str, tuple[KeyStory, ...]] = {"linxiaowen": LIN, "zhangwei": ZHANG, "wumin": WU}
