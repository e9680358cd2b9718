"""Which accounts are chosen: scorecards in versions, scores on evidence, decisions with reasons, a list that says how
firmly it stands (S5, S37, S42, C17)."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from accounts.making import import_lines, key_account
from ledger.fact_files import bring_in, write_text
from ledger.telling import Line
from vitalfew.accounts.actions import merge_account, place_account, revoke_designation
from vitalfew.accounts.queries import get_account
from vitalfew.accounts.queries.designations import get_all_designations
from vitalfew.accounts.rules import NoSuchAccount
from vitalfew.journal.queries import get_history, verify_chain
from vitalfew.journal.rules import StaleVersion
from vitalfew.loop.analysis.actions import (
    decide_step,
    end_step,
    judge_criterion,
    make_scorecard,
    refresh_figures,
    refresh_selection,
)
from vitalfew.loop.analysis.models import CriterionScore, Scorecard
from vitalfew.loop.analysis.queries.selection import (
    get_card,
    get_cards,
    get_chosen,
    get_open_step,
    get_selection,
    get_steps,
    reviews_due,
)
from vitalfew.loop.analysis.queries.standing_facts import get_standing_facts
from vitalfew.loop.analysis.rules.selection import (
    AXES,
    DEFAULT_CARD,
    Axis,
    Box,
    Card,
    Criterion,
    ScoreSource,
    SelectionWhy,
    Step,
    Weighed,
    as_plain,
    box_of,
    card_refused,
    from_plain,
    score_refused,
    tried,
)
from vitalfew.loop.analysis.rules.weighing import Score, percentile_scores, straight_scores, weigh
from vitalfew.loop.rules import Refused
from vitalfew.people.rules import COMMAND_LINE, NotAllowed
from vitalfew.relations.actions.records import add_record

TODAY = date(2026, 1, 10)
STRONG = [code for code in Criterion if AXES[code] is Axis.STRENGTH]
WEIGHTS = st.tuples(*[st.integers(0, 100)] * 7)


def reweighed(weights: dict[Criterion, Decimal]) -> Card:
    return Card(
        tuple(Weighed(one.code, weights.get(one.code, one.weight), one.source) for one in DEFAULT_CARD.criteria)
    )


def judged_all(by: Any, account_id: int, score: int, codes: list[Criterion] = STRONG) -> None:
    for code in codes:
        judge_criterion(
            by=by, account_id=account_id, criterion=code, score=Decimal(score), evidence="年度评审", version=0
        )


def judge(by: Any, account_id: int, criterion: Criterion, score: str, evidence: str, version: int) -> Any:
    return judge_criterion(
        by=by,
        account_id=account_id,
        criterion=criterion,
        score=Decimal(score),
        evidence=evidence,
        version=version,
    )


def decide(by: Any, account_id: int, step: Step, reason: str, version: int = 0, today: date = TODAY) -> Any:
    return decide_step(by=by, account_id=account_id, step=step, reason=reason, version=version, today=today)


@pytest.fixture
def ids(cast: Any) -> dict[str, int]:
    """Four accounts of two years: A large and growing, B large and shrinking, C small, D the smallest and best paid."""
    amounts = {"A": (100, 120), "B": (100, 75), "C": (40, 40), "D": (10, 12)}
    cost = {"A": 60, "B": 60, "C": 20, "D": 2}
    lines = [
        Line(
            f"{code}{year}{month}",
            code,
            Decimal(value),
            date(year, month, 31 if month == 12 else 1),
            cost=Decimal(cost[code]),
        )
        for code, values in amounts.items()
        for year, value in zip((2024, 2025), values, strict=True)
        for month, day in enumerate([*((month, 1) for month in range(1, 12)), (12, 31)], start=1)
    ]
    found = import_lines(lines, currency="CNY")
    refresh_figures(by=COMMAND_LINE)
    refresh_selection(by=COMMAND_LINE)
    return found


# The card


@given(WEIGHTS, WEIGHTS)
def test_weights_that_were_tried_come_to_one_on_each_axis(attractive: tuple[int, ...], strong: tuple[int, ...]) -> None:
    card = tried(DEFAULT_CARD, dict(zip(Criterion, attractive + strong, strict=True)))
    for axis in Axis:
        assert abs(sum(one.weight for one in card.of(axis)) - 1) < Decimal("1e-9")
    assert card_refused(card, "x") is None


@given(st.sampled_from(list(Criterion)), st.decimals("0.0001", "0.5", places=4))
def test_a_card_whose_weights_do_not_come_to_one_is_refused(code: Criterion, more: Decimal) -> None:
    weight = next(one.weight for one in DEFAULT_CARD.criteria if one.code is code)
    card = reweighed({code: weight + more})
    assert card_refused(card, "x") == f"weights_of_{AXES[code].value}"


def test_what_the_books_cannot_say_is_not_computed() -> None:
    criteria = [Weighed(one.code, one.weight, ScoreSource.COMPUTED) for one in DEFAULT_CARD.criteria]
    assert card_refused(Card(tuple(criteria)), "x") is SelectionWhy.NO_FORMULA
    assert card_refused(DEFAULT_CARD, " ") is SelectionWhy.CARD_NEEDS_REASON


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-50, max_value=50))
def test_a_score_lies_on_the_scale(value: Decimal) -> None:
    assert (score_refused(value, "x") is None) == (0 <= value <= 10)


def test_a_card_is_kept_as_it_was() -> None:
    assert from_plain(as_plain(DEFAULT_CARD.criteria)) == DEFAULT_CARD.criteria


def test_every_change_of_the_card_is_a_version_of_its_own(cast: Any, ids: dict[str, int]) -> None:
    assert (get_card().number, get_card().card) == (0, DEFAULT_CARD)
    card = reweighed({Criterion.GROWTH: Decimal("0.40"), Criterion.PROFITABILITY: Decimal(0)})
    before = get_chosen(ids["A"])
    made = make_scorecard(by=cast.director, card=card, after=0, reason="增长优先", today=TODAY)
    assert (made.number, made.made_by_name, made.used_from) == (1, "陈国栋", TODAY)
    after = get_chosen(ids["A"])
    assert before
    assert after
    assert before.stands.attractiveness != after.stands.attractiveness
    make_scorecard(by=cast.director, card=DEFAULT_CARD, after=1, reason="恢复", today=TODAY)
    assert [one.number for one in get_cards()] == [2, 1, 0]
    assert get_cards()[1].card == card
    assert get_history("analysis.scorecard", Scorecard.objects.get(number=1).pk)[0].verb == "analysis.scorecard_made"
    assert verify_chain() is None


def test_of_two_directors_who_change_one_version_the_second_is_told(cast: Any) -> None:
    make_scorecard(by=cast.director, card=DEFAULT_CARD, after=0, reason="x")
    with pytest.raises(Refused, match="decided_meanwhile"):
        make_scorecard(by=cast.director, card=DEFAULT_CARD, after=0, reason="y")
    assert len(get_cards()) == 2


def test_the_database_itself_holds_a_card_to_its_rule(cast: Any, ids: dict[str, int]) -> None:
    """Whoever writes past the product cannot change a version, nor make one whose weights do not come to 1."""
    make_scorecard(by=cast.director, card=DEFAULT_CARD, after=0, reason="x")
    with pytest.raises(DatabaseError, match="stays as it is"), transaction.atomic():
        Scorecard.objects.filter(number=1).update(places=3)
    row = Scorecard.objects.get(number=1)
    for criteria in (
        [{**one, "weight": "0.9"} if one["code"] == "growth" else one for one in row.criteria],
        [one for one in row.criteria if AXES[Criterion(one["code"])] is Axis.STRENGTH],
        [],
    ):
        row.pk, row.number, row.criteria = None, 2, criteria
        with pytest.raises(DatabaseError, match="come to 1"), transaction.atomic():
            row.save(force_insert=True)
    assert [one.number for one in get_cards()] == [1, 0]


def test_only_a_director_changes_the_card_and_decides(cast: Any, ids: dict[str, int]) -> None:
    for user in (cast.owner, cast.analyst, cast.administrator):
        with pytest.raises(NotAllowed):
            make_scorecard(by=user, card=DEFAULT_CARD, after=0, reason="x")
    with pytest.raises(NotAllowed):
        decide(cast.analyst, ids["A"], Step.CANDIDATE, "x")
    with pytest.raises(NoSuchAccount):
        decide(cast.owner, ids["A"], Step.CANDIDATE, "x")


# Scores


def test_our_reliability_is_read_from_deliveries_where_there_are_enough(
    cast: Any, ids: dict[str, int], tmp_path: Path
) -> None:
    """Eleven of twelve lines on time and in full; of nine nothing is said, and what was judged counts."""
    head = "Order No,Customer ID,Promised Date,Delivered On,Quantity,Delivered Quantity"
    lines = [f"S{n},A,2025-06-01,2025-06-0{1 + (n == 0)},5,5" for n in range(12)]
    lines += [f"T{n},B,2025-06-01,2025-06-01,5,5" for n in range(9)]
    bring_in(write_text(tmp_path, "\n".join([head, *lines, ""])))
    told = {"by": cast.director, "criterion": Criterion.RELIABILITY, "evidence": "x", "version": 0}
    judge_criterion(account_id=ids["B"], score=Decimal(7), **told)
    known = {}
    for code in ("A", "B"):
        chosen = get_chosen(ids[code])
        assert chosen is not None
        known[code] = chosen.stands.scores[Criterion.RELIABILITY]
    assert known["A"].source is ScoreSource.COMPUTED
    assert known["A"].figure == pytest.approx(11 / 12)
    assert known["A"].value == pytest.approx(10 * (11 / 12 - 0.8) / 0.2, abs=1e-6)
    assert (known["B"].source, known["B"].value) == (ScoreSource.JUDGED, 7)


@given(st.lists(st.one_of(st.none(), st.floats(-1e9, 1e9)), min_size=1, max_size=40))
def test_percentiles_keep_the_order_and_the_unknown(values: list[float | None]) -> None:
    scores = percentile_scores(values)
    assert [score is None for score in scores] == [value is None for value in values]
    pairs = zip(values, scores, strict=True)
    known = sorted((value, score) for value, score in pairs if value is not None and score is not None)
    assert [score for _value, score in known] == sorted(score for _value, score in known)
    assert all(0 <= score <= 10 for _value, score in known)
    if known:
        assert sum(score for _value, score in known) / len(known) == pytest.approx(5, abs=1e-4)


def test_growth_is_scored_between_its_anchors() -> None:
    assert straight_scores([-0.5, -0.25, 0.0, 0.1, 0.25, 3.0, None], (-0.25, 0.25)) == [0, 0, 5, 7, 10, 10, None]


def test_the_books_score_what_they_know_and_the_rest_stays_unknown(ids: dict[str, int]) -> None:
    found = get_chosen(ids["A"])
    assert found
    scores = found.stands.scores
    assert scores[Criterion.GROWTH].value == pytest.approx(9)  # +20%
    assert scores[Criterion.GROWTH].figure == pytest.approx(0.2)
    assert scores[Criterion.PURCHASE_BUDGET].value == pytest.approx(8.75)  # three of four buy less, itself counts half
    assert Criterion.PRESTIGE not in scores
    assert found.stands.attractiveness_known == pytest.approx(0.65)
    assert (found.stands.strength, found.stands.box, found.stands.place) == (None, None, None)


def test_an_estimate_of_all_they_buy_counts_before_what_they_buy_here(cast: Any, ids: dict[str, int]) -> None:
    told = {"category": "", "year": 2026, "low": None, "point": Decimal(90_000), "high": None, "currency": "CNY",
            "method": "stated"}  # fmt: skip
    add_record(by=cast.director, account_id=ids["D"], kind="wallet", values=told, source="采购总监", confidence="high",
               today=date.today())  # fmt: skip
    refresh_selection(by=COMMAND_LINE)
    found = get_chosen(ids["D"])
    assert found
    assert found.potential == 90_000
    assert found.stands.scores[Criterion.PURCHASE_BUDGET].value == pytest.approx(8.75)


def test_a_judged_score_bears_its_evidence_and_moves_the_account_at_once(cast: Any, ids: dict[str, int]) -> None:
    judged_all(cast.director, ids["A"], 8)
    found = get_chosen(ids["A"])
    assert found
    assert (found.stands.strength, found.stands.strength_known, found.stands.box) == (8, 1, Box.INVEST_GROWTH)
    row = CriterionScore.objects.get(account_id=ids["A"], criterion=Criterion.STAFF)
    changed = judge(cast.analyst, ids["A"], Criterion.STAFF, "1.5", "两位工程师离职", 1)
    assert (changed.score, changed.assessed_by_name, changed.version) == (Decimal("1.5"), "何静", 2)
    assert [line.verb for line in get_history("analysis.criterionscore", row.pk)] == ["analysis.criterion_judged"] * 2
    with pytest.raises(StaleVersion):
        judge(cast.director, ids["A"], Criterion.STAFF, "9", "x", 1)


def test_a_score_without_evidence_or_off_the_scale_is_refused(cast: Any, ids: dict[str, int]) -> None:
    told: dict[str, Any] = {"by": cast.director, "account_id": ids["A"], "criterion": Criterion.STAFF, "version": 0}
    with pytest.raises(Refused, match="needs_evidence"):
        judge_criterion(**told, score=Decimal(5), evidence="  ")
    with pytest.raises(Refused, match="out_of_scale"):
        judge_criterion(**told, score=Decimal("10.5"), evidence="x")
    # And by whatever way it came, the database does not take it.
    for wrong in ({"score": 11, "evidence": "x"}, {"score": -1, "evidence": "x"}, {"score": 1, "evidence": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            CriterionScore.objects.create(
                account_id=ids["A"], criterion="staff", assessed_by=cast.director, assessed_on=TODAY, **wrong
            )


def test_where_the_books_are_silent_a_judgement_stands_in(cast: Any, ids: dict[str, int]) -> None:
    new = import_lines([Line("N1", "N", Decimal(5), date(2025, 12, 1))], currency="CNY")["N"]
    refresh_figures(by=COMMAND_LINE)
    judged_all(cast.director, new, 7, [Criterion.GROWTH, Criterion.PURCHASE_BUDGET])
    found = get_chosen(new)
    assert found
    assert found.stands.scores[Criterion.GROWTH] == Score(7, ScoreSource.JUDGED)
    assert found.stands.scores[Criterion.PURCHASE_BUDGET].source is ScoreSource.COMPUTED


# The list


ROWS = st.lists(st.lists(st.one_of(st.none(), st.integers(0, 10)), min_size=14, max_size=14), min_size=1, max_size=12)


def of(rows: list[list[int | None]]) -> list[dict[Criterion, Score]]:
    return [
        {
            code: Score(float(value), ScoreSource.JUDGED)
            for code, value in zip(Criterion, row, strict=True)
            if value is not None
        }
        for row in rows
    ]


@given(ROWS)
def test_places_follow_the_scores_and_the_unknown_has_none(rows: list[list[int | None]]) -> None:
    found = weigh(list(range(len(rows))), of(rows), DEFAULT_CARD, draws=20)
    placed = [one for one in found if one.place is not None]
    assert [one.place for one in placed] == list(range(1, len(placed) + 1))
    assert found[: len(placed)] == placed
    for one in found:
        assert (one.place is None) == (one.firm is None)
        assert one.firm is None or 0 <= one.firm <= 1
        assert (one.box is None) == (one.attractiveness is None or one.strength is None)
        assert (one.place is None) == (one.box is None)
    means = [(one.attractiveness or 0) + (one.strength or 0) for one in placed]
    assert means == pytest.approx(sorted(means, reverse=True))


@given(ROWS, st.randoms())
def test_the_order_in_which_accounts_are_told_changes_nothing(rows: list[list[int | None]], chance: Any) -> None:
    ids = list(range(len(rows)))
    mixed = ids.copy()
    chance.shuffle(mixed)
    told = of(rows)
    first = weigh(ids, told, DEFAULT_CARD, draws=1)
    then = weigh(mixed, [told[one] for one in mixed], DEFAULT_CARD, draws=1)
    assert [(one.account_id, one.place, one.box) for one in first] == [
        (one.account_id, one.place, one.box) for one in then
    ]


def test_who_is_among_the_first_only_by_some_weights_is_borderline() -> None:
    """Of two equal ones for one place each holds it in about half of all weightings; the best one in all."""
    card = Card(DEFAULT_CARD.criteria, places=2)
    mirrored = [[9] * 14, [8, 2] * 7, [2, 8] * 7, [0] * 14]
    found = {one.account_id: one for one in weigh([1, 2, 3, 4], of(mirrored), card)}
    assert found[1].firm == 1
    assert found[4].firm == 0
    assert [found[one].is_borderline for one in (1, 2, 3, 4)] == [False, True, True, False]


@pytest.mark.parametrize(
    ("attractiveness", "strength", "box"),
    [(5, 5, "invest_growth"), (9, 4.9, "invest_selectively"), (4.9, 5, "maintain"), (2.4, 8, "manage_for_cash"),
     (4.9, 4.9, "withdraw"), (None, 8, None), (8, None, None)],
)  # fmt: skip
def test_the_lines_of_the_card_part_the_boxes(
    attractiveness: float | None, strength: float | None, box: str | None
) -> None:
    assert box_of(attractiveness, strength, DEFAULT_CARD) == box


def test_managers_see_where_their_own_accounts_stand(cast: Any, ids: dict[str, int]) -> None:
    key_account(cast, ids["C"])
    assert [one.name for one in get_selection(cast.owner).rows] == ["C"]
    assert {one.name for one in get_selection(cast.director).rows} == set("ABCD")
    assert get_selection(cast.stranger).rows == []


def test_a_merged_account_is_weighed_as_the_one_it_is(cast: Any, ids: dict[str, int]) -> None:
    judged_all(cast.director, ids["D"], 5)
    version = get_account(cast.director, ids["D"]).version
    merge_account(by=cast.director, account_id=ids["D"], into_id=ids["C"], version=version)
    refresh_figures(by=COMMAND_LINE)
    assert refresh_selection(by=COMMAND_LINE) == 3
    assert get_chosen(ids["D"]) is None


# Decisions


def test_an_account_goes_from_candidate_to_target_to_key_account(cast: Any, ids: dict[str, int]) -> None:
    judged_all(cast.director, ids["A"], 8)
    first = decide(cast.director, ids["A"], Step.CANDIDATE, "风电份额大", today=TODAY)
    assert (first.scores["box"], first.scores["card"]) == ("invest_growth", 0)
    with pytest.raises(StaleVersion):
        decide(cast.director, ids["A"], Step.TARGET, "x", 7)
    then = decide(cast.director, ids["A"], Step.TARGET, "高层已接洽", 1, today=TODAY)
    assert (then.step, get_open_step(ids["A"])) == (Step.TARGET, then)
    key_account(cast, ids["A"])
    end_step(by=cast.director, account_id=ids["A"])
    assert get_open_step(ids["A"]) is None
    assert [step.step for step in get_steps(cast.director, ids["A"])] == [Step.TARGET, Step.CANDIDATE]
    assert verify_chain() is None


def test_steps_are_taken_in_order_and_with_a_reason(cast: Any, ids: dict[str, int]) -> None:
    told: dict[str, Any] = {"by": cast.director, "account_id": ids["A"], "version": 0}
    for step in (Step.TARGET, Step.REJECTED, Step.KEPT):
        with pytest.raises(Refused, match="step_not_next"):
            decide_step(**told, step=step, reason="x")
    with pytest.raises(Refused, match="step_needs_reason"):
        decide_step(**told, step=Step.CANDIDATE, reason=" ")
    decide_step(**told, step=Step.CANDIDATE, reason="x")
    decide_step(**told | {"version": 1}, step=Step.REJECTED, reason="付款差")
    decide_step(**told | {"version": 1}, step=Step.CANDIDATE, reason="已换东家")


def test_a_key_account_is_looked_at_again_once_a_year(cast: Any, ids: dict[str, int]) -> None:
    key_account(cast, ids["A"], designated_on=date(2025, 1, 15))
    key_account(cast, ids["B"], designated_on=date(2025, 6, 1))

    def due(today: date) -> list[str]:
        steps = get_steps(cast.director)
        return [one.account_name for one in reviews_due(get_all_designations(cast.director), steps, today)]

    assert due(date(2026, 1, 14)) == []
    assert due(date(2026, 1, 15)) == ["A"]
    assert due(date(2026, 7, 1)) == ["A", "B"]
    decide(cast.director, ids["A"], Step.KEPT, "仍是第一大", today=date(2026, 1, 15))
    assert due(date(2026, 7, 1)) == ["B"]
    state = get_account(cast.director, ids["B"]).key
    assert state
    told: dict[str, Any] = {"version": state.version, "reason": "x", "revoked_on": date(2026, 7, 1)}
    revoke_designation(by=cast.director, account_id=ids["B"], **told)
    assert due(date(2026, 7, 1)) == []


# Standing facts


def test_what_stands_about_the_portfolio_is_told_and_not_rung(cast: Any, ids: dict[str, int]) -> None:
    for code in "ABCD":
        key_account(cast, ids[code], designated_on=TODAY - timedelta(30))
    card = Card(DEFAULT_CARD.criteria, most_keys=3, most_per_manager=3)
    facts = get_standing_facts(get_all_designations(cast.director), card)
    total = 120 + 75 + 40 + 12
    assert [(name, round(share, 4)) for _id, name, share in facts.major] == [
        (name, round(value / total, 4)) for name, value in (("A", 120), ("B", 75), ("C", 40))
    ]
    assert facts.top_share == pytest.approx(1)
    assert (facts.keys, facts.most_keys, facts.too_many) == (4, 3, [("林晓雯", 4)])


def test_a_group_counts_as_one_customer(cast: Any, ids: dict[str, int]) -> None:
    since = date(2020, 1, 1)
    group = place_account(by=cast.director, account_id=ids["C"], group="丙丁集团", valid_from=since).parent_id
    place_account(by=cast.director, account_id=ids["D"], parent_id=group, valid_from=since)
    refresh_figures(by=COMMAND_LINE, force=True)
    facts = get_standing_facts([], DEFAULT_CARD)
    assert {name: round(share, 3) for _id, name, share in facts.major}["丙丁集团"] == round(52 / 247, 3)
    assert facts.top_share == pytest.approx(1)
