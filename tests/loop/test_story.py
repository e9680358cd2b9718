"""The story that the permission table points at can be told."""

from typing import Any

import pytest

from people.story import tell_story

pytestmark = pytest.mark.django_db


def test_the_story_stands_where_it_says(cast: Any) -> None:
    story = tell_story(cast)
    assert (story.stage.stage, story.proposal.stage) == ("early", "mid")
    assert story.cycle.phase == "execution"
    assert story.plan.actions == (story.action,)
    assert story.visit.contacts == ("王丽",)
