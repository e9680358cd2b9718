"""Stages of life said by people, and growth computed before anybody asks."""

from datetime import date

from django.utils import timezone

from vitalfew.journal.actions import change_row, create_row
from vitalfew.loop.analysis.models import ProductStage
from vitalfew.loop.analysis.queries.growth import get_growth, get_life_cycles
from vitalfew.loop.analysis.rules.life_cycle import LifeStage, LifeWhy
from vitalfew.loop.rules import Refused
from vitalfew.people.rules import Actor, Permission, require, signer


def judge_product_stage(
    *, by: Actor, product: str, stage: LifeStage | str, reason: str, version: int, today: date | None = None
) -> None:
    """Say at which stage a product stands, against what was computed; "" takes it back. Version 0: the first word."""
    require(by, Permission.IMPORT_BOOKS)
    if not reason.strip():
        raise Refused(LifeWhy.STAGE_NEEDS_REASON)
    told = {
        "stage": LifeStage(stage).value if stage else "",
        "reason": reason.strip(),
        "assessed_by_id": signer(by),
        "assessed_on": today or timezone.localdate(),
    }
    row = ProductStage.objects.filter(product=product).first()
    if row is None:
        create_row(ProductStage(product=product, **told), by=by, verb="analysis.product_stage_judged")
    else:
        change_row(row, by=by, verb="analysis.product_stage_judged", version=version, changes=told)


def refresh_growth(*, by: Actor) -> None:
    """Compute the growth of the last twelve months and the stages of all products, so that their page opens at once."""
    get_growth(by)
    get_life_cycles()
