"""Who may do what, route by route. Every address of the product has its row; a new one without a row fails the tests.

To add a row: name the route as in its urls ("accounts" or "namespace:name"), the method, and who gets through.
`arguments` fill the address, `data` fills the form; both may name things of the story (tests/people/story.py) in
braces: {"code": "{account.code}"}. The account of the story belongs to OWNER; STRANGER is a manager of other accounts.
A denial is 403 or 404 (an account that is not yours does not exist for you) and must leave the database as it was.
"""

from dataclasses import dataclass, field

OWNER, STRANGER, DIRECTOR, ANALYST, ADMINISTRATOR = "owner", "stranger", "director", "analyst", "administrator"
SIGNED_IN = frozenset({OWNER, STRANGER, DIRECTOR, ANALYST, ADMINISTRATOR})
ANYBODY = SIGNED_IN | {"nobody"}
COMPANY = frozenset({DIRECTOR, ANALYST, ADMINISTRATOR})  # sees everything
SEES = COMPANY | {OWNER}  # sees the story's account
WORKS = frozenset({DIRECTOR, OWNER})  # works on the story's account
KNOWS = frozenset({DIRECTOR, OWNER, ANALYST})  # writes the dossier of the story's account
ONLY_DIRECTOR = frozenset({DIRECTOR})
READS_CLOSED = frozenset({DIRECTOR, ADMINISTRATOR})  # by role, and the one who is named to read


@dataclass(frozen=True)
class Row:
    """One address and method, and who gets through."""

    route: str
    method: str
    may: frozenset[str]
    arguments: dict[str, str] = field(default_factory=dict)
    data: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.method} {self.route}"


# What fills the addresses and forms of the loop's pages.
ACCOUNT, OTHER = {"account_id": "{account.id}"}, {"account_id": "{other.id}"}
OBJECTIVE, ACTION = {"objective_id": "{objective.id}"}, {"action_id": "{action.id}"}
ALERT = {"alert_id": "{alert.id}"}
FILE = {"attachment_id": "{attached.id}"}
FIELD, JUDGED = ACCOUNT | {"field": "priorities"}, {"source": "x", "confidence": "low"}
COMING = {"visit_id": "{coming.id}"}
PROMISE, KEEP = {"commitment_id": "{promise.id}"}, {"version": "{promise.version}"}
BREAK = {
    "what": "x", "primary_cause": "quality", "severity": "3", "owner": "{objective.owner_id}",
}  # fmt: skip
CASE, OF_CASE = {"case_id": "{case.id}"}, {"version": "{case.version}"}
CAUSE = {"name": "x", "name_en": "x", "parent": "", "version": "0"}
PLAY = CAUSE | {"cause": "other", "steps": "x", "steps_en": "x"}
RECORD = {"kind": "need", "record_id": "{need.id}"}
NEED = JUDGED | {"what": "x", "kind": "product", "priority": "high", "state": "open"}
TERMS = {"tier": "key", "manager": "{key_account.manager_id}", "reason": "x"}
REVOKE = {"do": "revoke", "version": "{key_account.version}", "reason": "x", "revoked_on": "{visit.held_on}"}
AIM = {
    "metric": "net_revenue", "starts_on": "{objective.starts_on}", "due_on": "{objective.due_on}", "target": "5",
    "for_whom": "us", "owner": "{objective.owner_id}",
}  # fmt: skip
TODO = {"what": "x", "owner": "{objective.owner_id}", "due_on": "{action.due_on}"}
PERSON = {"account_id": "{account.id}", "contact_id": "{contact.id}"}
POST = {"version": "1", "title": "x", "unit": "", "level": ""}
THRESHOLDS = dict.fromkeys(
    ("quarters", "months", "levels", "complaints", "pairs", "warm_days", "information", "trust", "teams", "boards",
     "costs", "pre_trade", "share_of_ours", "otif", "share", "thread"), "1",
) | {"version": "0"}  # fmt: skip
TEAM = {"account_id": "{account.id}", "team_id": "{joint_team.id}"}
MEETING = {"account_id": "{account.id}", "meeting_id": "{joint_meeting.id}"}
MEMBER = {"account_id": "{account.id}", "member_id": "{member.id}"}
UNIT = {"account_id": "{account.id}", "unit_id": "{unit.id}"}
SCORED = ACCOUNT | {"criterion": "staff"}
CARD = {
    **{f"weight_{code}": "0" for code in (
        "growth", "profitability", "prestige", "technical_sophistication", "exclusivity", "geographic_reach",
        "support", "pricing", "reputation", "reliability", "know_how", "staff")},
    "weight_purchase_budget": "100", "weight_range": "100", "source_purchase_budget": "computed",
    "source_growth": "computed", "source_profitability": "judged", "source_reliability": "judged",
    "attractive_from": "5", "strong_from": "5",
    "cash_below": "2", "places": "9", "most_keys": "50", "most_per_manager": "9", "reason": "x", "after": "0",
}  # fmt: skip
VISIT = {
    "contact_name": "x", "outcome": "advance", "note": "x", "kind": "visit", "held_on": "{visit.held_on}",
    "sent_key": "table",
}  # fmt: skip

WORD = {"what": "x", "due_on": "{promise.due_on}", "owner": "{objective.owner_id}"}
TO_COME = {
    "purpose": "x", "visit_on": "{coming.visit_on}", "kind": "visit", "owner": "{objective.owner_id}",
    "version": "{coming.version}",
}  # fmt: skip
MEANING = {"currency": "EUR", "rates": "budget", "fiscal_month": "4", "basis": "", "version": "{books.version}"}
RATE = {"do": "tell", "currency": "USD", "kind": "dated", "day": "2026-01-05", "rate": "7.1"}
FINANCE = {"first_day": "2025-03-01", "last_day": "2025-03-31", "amount": "5", "currency": "CNY", "tax": "net"}
EXPENSE = {"kind": "retention", "starts_on": "2025-01-01", "ends_on": "2025-12-31", "amount": "5", "what": "x"}
RINGING = {"chance": "0.30", "backstop": "60", "version": "0"}
ASSUMED = {
    "discount_rate": "8", "cost_ratio": "4", "stay_0": "90", "stay_1": "80", "stay_2": "70", "stay_3": "60",
    "stay_4": "50", "version": "0",
}  # fmt: skip
COST = {"rate": "7", "level": "batch", "valid_from": "2025-03-01", "source": "x"}
BATCH, DRAFT = {"batch_id": "{batch.id}"}, {"token": "{draft.token}"}
FACTS = {"batch_id": "{facts.id}"}
MAPPING = {"mapping_id": "{mapping.id}"}
ONLY_ANALYST = frozenset({ANALYST})  # the owner of the story's draft: for everybody else it does not exist

TABLE = [
    Row("account_login", "GET", ANYBODY),
    Row("account_login", "POST", ANYBODY, data={"login": "x", "password": "y"}),
    Row("account_logout", "GET", ANYBODY),
    Row("account_logout", "POST", ANYBODY),
    Row("set_language", "POST", ANYBODY, data={"language": "en"}),
    Row("set_theme", "POST", SIGNED_IN, data={"theme": "dark"}),
    Row("api_tokens", "GET", SIGNED_IN),
    Row("api_tokens", "POST", SIGNED_IN, data={"do": "draw", "name": "x", "expires_on": "{visit.held_on}"}),
    Row("plan_pdf", "GET", SEES, {"account_id": "{account.id}"}),
    # the first screens and the list
    Row("home", "GET", SIGNED_IN),
    Row("today", "GET", SIGNED_IN),
    Row("portfolio", "GET", COMPANY),
    Row("accounts", "GET", SIGNED_IN),
    # the loop's pages
    Row("designate", "GET", ONLY_DIRECTOR, OTHER),
    Row("designate", "POST", ONLY_DIRECTOR, OTHER, TERMS | {"designated_on": "{visit.held_on}"}),
    Row("designation", "GET", SEES, ACCOUNT),
    Row("designation", "POST", ONLY_DIRECTOR, ACCOUNT, TERMS | {"do": "change", "version": "{key_account.version}"}),
    Row("designation", "POST", ONLY_DIRECTOR, ACCOUNT, REVOKE),
    Row("stage", "GET", SEES, ACCOUNT),
    Row("stage", "POST", WORKS, ACCOUNT, {"stage": "mid", "reason": "x"}),
    Row("stage_answer", "POST", ONLY_DIRECTOR, ACCOUNT, {"do": "confirm", "version": "{proposal.version}"}),
    # interruptions: whoever works on the account opens and carries them, a director names causes and plays
    Row("breaks", "GET", SIGNED_IN),
    Row("interruptions", "GET", SEES, ACCOUNT),
    Row("interruption_new", "GET", WORKS, ACCOUNT),
    Row("interruption_new", "POST", WORKS, ACCOUNT, BREAK),
    Row("interruption", "GET", SEES, CASE),
    Row("interruption", "POST", WORKS, CASE, BREAK | OF_CASE | {"do": "change"}),
    Row("interruption", "POST", WORKS, CASE, {"do": "evidence", "shows": "note", "said": "x", "source": "x"}),
    Row(
        "interruption",
        "POST",
        WORKS,
        CASE,
        {"do": "remedy", "play": "ask_them", "due_on": "{coming.visit_on}"} | {"owner": "{objective.owner_id}"},
    ),
    Row("causes", "GET", SIGNED_IN),
    Row("cause", "GET", ONLY_DIRECTOR, {"code": "quality"}),
    Row("cause", "POST", ONLY_DIRECTOR, {"code": "quality"}, CAUSE | {"parent": "internal"}),
    Row("play", "GET", ONLY_DIRECTOR, {"code": "new"}),
    Row("play", "POST", ONLY_DIRECTOR, {"code": "new"}, PLAY),
    Row("trust", "GET", SEES, ACCOUNT),
    Row("participation", "GET", SEES, ACCOUNT),
    Row("market_timeline", "GET", SEES, ACCOUNT),
    Row("objectives", "GET", SIGNED_IN),
    Row("objective_new", "GET", WORKS, ACCOUNT),
    Row("objective_new", "POST", WORKS, ACCOUNT, AIM),
    Row("objective", "GET", SEES, OBJECTIVE),
    Row("objective", "POST", WORKS, OBJECTIVE, AIM | {"do": "change", "version": "{objective.version}"}),
    Row("objective", "POST", WORKS, OBJECTIVE, {"do": "drop", "version": "{objective.version}"}),
    Row("plans", "GET", SIGNED_IN),
    Row("plan", "GET", SEES, ACCOUNT),
    Row("plan", "POST", WORKS, ACCOUNT, {"strategy": "x", "version": "{plan.version}"}),
    Row("action_new", "GET", WORKS, ACCOUNT),
    Row("action_new", "POST", WORKS, ACCOUNT, TODO),
    Row("action", "GET", SEES, ACTION),
    Row("action", "POST", WORKS, ACTION, TODO | {"do": "change", "version": "{action.version}"}),
    Row("action", "POST", WORKS, ACTION, {"do": "cancel", "version": "{action.version}"}),
    Row("action_done", "POST", WORKS, ACTION, {"version": "{action.version}"}),
    Row("execution", "GET", SIGNED_IN),
    Row("visit_new", "GET", WORKS, ACCOUNT),
    Row("visit_new", "POST", WORKS, ACCOUNT, VISIT),
    Row("visit_plan", "GET", WORKS, ACCOUNT),
    Row("visit_plan", "POST", WORKS, ACCOUNT, TO_COME),
    Row("planned_visit", "GET", SEES, COMING),
    Row("visit_sheet", "GET", SEES, COMING),
    Row("visit_change", "GET", WORKS, COMING),
    Row("visit_change", "POST", WORKS, COMING, TO_COME | {"do": "change"}),
    Row("visit_change", "POST", WORKS, COMING, {"do": "cancel", "version": "{coming.version}"}),
    Row("day_sheets", "GET", SIGNED_IN),
    Row("calendar", "GET", SIGNED_IN),
    Row("feed", "GET", SIGNED_IN),
    Row("feed", "POST", SIGNED_IN, data={"do": "open"}),
    Row("feed", "POST", SIGNED_IN, data={"do": "close"}),
    Row("feed_file", "GET", ANYBODY, {"secret": "{feed.secret}"}),  # whoever has the secret
    Row("visit_invitation", "GET", SEES, COMING),
    Row("account_calendar", "GET", SEES, ACCOUNT),
    Row("promises", "GET", SEES, ACCOUNT),
    Row("promises", "POST", WORKS, ACCOUNT, WORD | {"side": "us"}),
    Row("promise", "GET", SEES, PROMISE),
    Row("promise", "POST", WORKS, PROMISE, WORD | KEEP | {"do": "change"}),
    Row("promise", "POST", WORKS, PROMISE, KEEP | {"do": "kept", "kept_on": "{visit.held_on}"}),
    Row("promise", "POST", WORKS, PROMISE, KEEP | {"do": "broken", "reason": "x"}),
    Row("promise", "POST", WORKS, PROMISE, KEEP | {"do": "reopen"}),
    Row("promise_kept", "POST", WORKS, PROMISE, KEEP),
    # the people at the customer
    Row("people", "GET", SEES, ACCOUNT),
    Row("person_new", "GET", WORKS, ACCOUNT),
    Row("person_new", "POST", WORKS, ACCOUNT, {"name": "x"}),
    Row("person", "GET", SEES, PERSON),
    Row("person", "POST", WORKS, PERSON, {"do": "change", "name": "x", "version": "{contact.version}"}),
    Row("person", "POST", WORKS, PERSON, POST | {"do": "post"}),
    Row("person", "POST", WORKS, PERSON, {"do": "leave", "version": "1", "until": "{visit.held_on}"}),
    Row("person", "POST", WORKS, PERSON, POST | {"do": "move", "on": "{visit.held_on}"}),
    Row("person", "POST", WORKS, PERSON, POST | {"do": "also", "to_account": "XL-0042"}),
    Row("person", "POST", WORKS, PERSON, {"do": "reopen"}),
    Row("person", "POST", WORKS, PERSON, {"do": "tie", "user": "{objective.owner_id}", "strength": "4"}),
    Row("person_field", "GET", WORKS, PERSON | {"field": "title"}),
    Row("person_field", "POST", WORKS, PERSON | {"field": "title"}, {"title": "x", "seen": "{contact.version}.1"}),
    Row("map", "GET", SEES, ACCOUNT),
    Row("map", "GET", SEES, ACCOUNT, {"view": "changes"}),
    Row("map_sheet", "GET", SEES, ACCOUNT),
    Row("map_svg", "GET", SEES, ACCOUNT),
    Row("map_pdf", "GET", SEES, ACCOUNT),
    Row("map_person", "GET", SEES, PERSON),
    Row(
        "map_person",
        "POST",
        WORKS,
        PERSON,
        {"do": "judge", "version": "0", "attitude": "1", "evidence": "assumed", "source": "x"},
    ),
    Row(
        "map_person",
        "POST",
        WORKS,
        PERSON,
        {"do": "line", "kind": "plus", "head": "{boss.id}", "strength": "1", "note": "x"},
    ),
    Row("map_person", "POST", WORKS, PERSON, {"do": "under", "boss": "{boss.id}", "version": "1"}),
    Row("map_move", "POST", WORKS, ACCOUNT, {"contact": "{contact.id}", "boss": "{boss.id}", "version": "1"}),
    Row("map_seat", "GET", WORKS, ACCOUNT),
    Row("map_seat", "POST", WORKS, ACCOUNT, {"kind": "placeholder", "name": "x"}),
    Row("people_together", "GET", WORKS, ACCOUNT),
    Row(
        "people_together", "POST", WORKS, ACCOUNT, {"chosen": "{boss.id}", "level": "board", "previewed": "level=board"}
    ),
    Row("act_take_back", "POST", frozenset({OWNER}), {"number": "{act.number}"}),
    Row("person_notes", "POST", WORKS, PERSON),
    Row("person_notes", "POST", WORKS, PERSON, {"do": "write", "text": "x"}),
    Row("person_file", "POST", WORKS, PERSON, {"kind": "xlsx"}),
    Row("person_forget", "GET", frozenset({DIRECTOR, ADMINISTRATOR}), PERSON),
    Row("person_forget", "POST", frozenset({DIRECTOR, ADMINISTRATOR}), PERSON, {"reason": "x"}),
    Row("team", "GET", SEES, ACCOUNT),
    Row("team", "POST", SEES, ACCOUNT, {"from_on": "2026-01-05", "until": "2026-01-07"}),
    Row("member_new", "GET", WORKS, ACCOUNT),
    Row("member_new", "POST", WORKS, ACCOUNT, {"partner_name": "x", "ring": "core", "from_on": "2026-01-05"}),
    Row("member", "GET", WORKS, MEMBER),
    Row("member", "POST", WORKS, MEMBER, {"ring": "core", "from_on": "2026-01-05", "version": "{member.version}"}),
    Row("stage_board", "GET", COMPANY),
    Row("stage_thresholds", "GET", ONLY_DIRECTOR),
    Row("stage_thresholds", "POST", ONLY_DIRECTOR, data=THRESHOLDS),
    # what both firms do together
    Row("joint", "GET", SEES, ACCOUNT),
    Row("joint_team_new", "GET", WORKS, ACCOUNT),
    Row("joint_team_new", "POST", WORKS, ACCOUNT, {"kind": "finance", "charter": "x", "from_on": "2026-01-05"}),
    Row("joint_team", "GET", SEES, TEAM),
    Row(
        "joint_team",
        "POST",
        WORKS,
        TEAM,
        {"do": "change", "charter": "x", "from_on": "2026-01-05", "version": "{joint_team.version}"},
    ),
    Row(
        "joint_team",
        "POST",
        WORKS,
        TEAM,
        {"do": "leave", "member": "{joint_member.id}", "version": "{joint_member.version}"},
    ),
    Row("joint_meeting_new", "GET", WORKS, ACCOUNT),
    Row("joint_meeting_new", "POST", WORKS, ACCOUNT, {"held_on": "2026-01-05", "agenda": "x"}),
    Row("joint_meeting", "GET", SEES, MEETING),
    Row(
        "joint_meeting",
        "POST",
        WORKS,
        MEETING,
        {
            "do": "change",
            "held_on": "2026-01-05",
            "agenda": "x",
            "is_closed": "on",
            "version": "{joint_meeting.version}",
        },
    ),
    Row("joint_meeting", "POST", READS_CLOSED, MEETING, {"do": "read"}),
    Row("open_book", "POST", READS_CLOSED, ACCOUNT),
    Row(
        "open_book",
        "POST",
        READS_CLOSED,
        ACCOUNT,
        {"do": "end", "item": "{open_cost.id}", "version": "{open_cost.version}"},
    ),
    Row("joint_readers", "GET", ONLY_DIRECTOR, ACCOUNT),
    Row(
        "joint_readers",
        "POST",
        ONLY_DIRECTOR,
        ACCOUNT,
        {"do": "drop", "reader": "{reader.id}", "version": "{reader.version}"},
    ),
    Row("handover", "GET", SEES, ACCOUNT),
    Row("handover_pdf", "GET", SEES, ACCOUNT),
    Row("unit", "GET", WORKS, UNIT),
    Row("unit", "POST", WORKS, UNIT, {"name": "x", "version": "{unit.version}"}),
    Row("control", "GET", SIGNED_IN),
    Row("look_back", "GET", SIGNED_IN),
    Row("look_back", "POST", COMPANY, data=RINGING),
    Row("alert", "GET", SEES, ALERT),
    Row("alert", "POST", WORKS, ALERT, {"do": "acknowledge", "version": "{alert.version}"}),
    Row("alert", "POST", WORKS, ALERT, {"do": "dismiss", "reason": "x", "version": "{alert.version}"}),
    Row("reviews", "GET", SIGNED_IN),
    Row("review", "GET", SEES, ACCOUNT),
    Row("review", "POST", WORKS, ACCOUNT, {"held_on": "{visit.held_on}", "lesson": "x", "cycle": "{cycle.id}"}),
    Row("lines", "GET", SIGNED_IN),
    Row("prospect_new", "GET", COMPANY),
    Row("prospect_new", "POST", COMPANY, data={"name": "Prospect"}),
    Row("prospect_join", "POST", COMPANY, ACCOUNT, {"version": "1", "account": "{account.id}"}),
    # the tree
    Row("account_tree", "GET", SEES, ACCOUNT),
    Row("account_place", "GET", COMPANY, ACCOUNT),
    Row("account_place", "POST", COMPANY, ACCOUNT, {"do": "place", "group": "x", "valid_from": "2025-01-01"}),
    Row("account_place", "POST", COMPANY, ACCOUNT, {"do": "leave", "left_on": "2025-01-01", "version": "1"}),
    Row("node_new", "GET", COMPANY),
    Row("node_new", "POST", COMPANY, data={"kind": "group", "name": "x"}),
    Row("membership_withdraw", "POST", COMPANY, {"membership_id": "{membership.id}"}, {"version": "1"}),
    Row("account_prices", "GET", SEES, ACCOUNT),
    Row("matches", "GET", COMPANY),
    Row("matches", "POST", COMPANY, data={"do": "not_same", "first": "{account.id}", "second": "{other.id}"}),
    Row("account_merge", "GET", COMPANY, OTHER),
    Row("account_merge", "POST", COMPANY, OTHER, {"named": "{account.code}", "version": "{other.version}"}),
    Row("account_unmerge", "POST", COMPANY, OTHER, {"version": "{other.version}"}),
    Row("concentration", "GET", COMPANY),
    Row("growth", "GET", COMPANY),
    Row("account_growth", "GET", SEES, ACCOUNT),
    Row("white_space", "GET", SIGNED_IN),
    Row("account_white_space", "GET", SEES, ACCOUNT),
    Row("space_cell", "GET", frozenset(), ACCOUNT),  # the story's books name no family
    Row("space_cell", "POST", frozenset(), ACCOUNT, {"reason": "x", "version": "0"}),
    Row("profit", "GET", COMPANY),
    Row("account_profit", "GET", SEES, ACCOUNT),
    Row("cost_rates", "GET", COMPANY),
    Row("cost_rates", "POST", COMPANY, data=COST | {"activity": "visit"}),
    Row("cost_rate", "GET", COMPANY, {"rate_id": "{cost_rate.id}"}),
    Row("cost_rate", "POST", COMPANY, {"rate_id": "{cost_rate.id}"}, COST | {"version": "1"}),
    Row("life_cycle", "GET", frozenset()),  # there is no product in the story's books
    Row("life_cycle", "POST", frozenset()),
    Row("selection", "GET", SIGNED_IN),
    Row("scorecard", "GET", SIGNED_IN),
    Row("scorecard", "POST", ONLY_DIRECTOR, data=CARD),
    Row("selection_account", "GET", SEES, ACCOUNT),
    Row("selection_account", "POST", ONLY_DIRECTOR, ACCOUNT, {"step": "kept", "reason": "x", "version": "0"}),
    Row("selection_score", "GET", KNOWS, SCORED),
    Row("selection_score", "POST", KNOWS, SCORED, {"score": "5", "evidence": "x", "version": "0"}),
    Row("value", "GET", COMPANY),
    Row("assumptions", "GET", COMPANY),
    Row("assumptions", "POST", COMPANY, data=ASSUMED),
    Row("retention_cost", "GET", COMPANY),
    Row("retention_cost", "POST", COMPANY, data=EXPENSE),
    Row("spend_remove", "POST", COMPANY, {"spend_id": "{spend.id}"}, {"version": "{spend.version}"}),
    Row("account", "GET", SEES, {"account_id": "{account.id}"}),
    # what is known of the customer
    Row("dossier", "GET", SEES, ACCOUNT),
    Row("dossier_field", "GET", SEES, FIELD),
    Row("dossier_field", "POST", KNOWS, FIELD, JUDGED | {"value": "x", "version": "{known.version}"}),
    Row("dossier_confirm", "POST", KNOWS, FIELD, {"version": "{known.version}"}),
    Row("stale_facts", "GET", SIGNED_IN),
    Row("stale_facts", "POST", KNOWS, data={"chosen": "{account.id}:priorities:{known.version}"}),
    Row("dossier_needs", "GET", SEES, ACCOUNT),
    Row("dossier_buying", "GET", SEES, ACCOUNT),
    Row("dossier_market", "GET", SEES, ACCOUNT),
    Row("dossier_files", "GET", SEES, ACCOUNT),
    Row("dossier_files", "POST", KNOWS, ACCOUNT, {"note": "x"}),
    Row("attachment", "GET", SEES, FILE),
    Row("attachment_remove", "GET", KNOWS, FILE),
    Row("attachment_remove", "POST", KNOWS, FILE, {"version": "{attached.version}", "reason": "x"}),
    Row("dossier_print", "GET", SEES, ACCOUNT),
    Row("record_new", "GET", KNOWS, ACCOUNT | {"kind": "need"}),
    Row("record_new", "POST", KNOWS, ACCOUNT | {"kind": "need"}, NEED),
    Row("record", "GET", SEES, RECORD),
    Row("record", "POST", KNOWS, RECORD, NEED | {"do": "change", "version": "{need.version}"}),
    Row("record", "POST", KNOWS, RECORD, {"do": "end", "reason": "x", "version": "{need.version}"}),
    # the books
    Row("books", "GET", COMPANY),
    # what the figures mean
    Row("books_settings", "GET", COMPANY),
    Row("books_settings", "POST", COMPANY, data=MEANING),
    Row("rates", "GET", COMPANY),
    Row("rates", "POST", COMPANY, data=RATE),
    Row("rate_remove", "POST", COMPANY, {"rate_id": "{rate.id}"}, {"version": "{rate.version}"}),
    Row("control_totals", "GET", COMPANY),
    Row("control_totals", "POST", COMPANY, data=FINANCE),
    Row("batch_control", "GET", COMPANY, BATCH),
    Row("batch_control", "POST", COMPANY, BATCH, FINANCE),
    Row("control_remove", "POST", COMPANY, {"figure_id": "{figure.id}"}, {"version": "{figure.version}"}),
    Row("batch", "GET", COMPANY, BATCH),
    Row("batch_undo", "POST", COMPANY, BATCH),
    Row("batch_redo", "POST", COMPANY, BATCH),
    Row("batch_problems", "GET", COMPANY, BATCH),
    Row("import_new", "GET", COMPANY),
    Row("import_new", "POST", COMPANY),
    Row("import_draft", "GET", ONLY_ANALYST, DRAFT),
    Row("import_columns", "POST", ONLY_ANALYST, DRAFT, {"version": "{draft.version}", "column_0": "day"}),
    Row("import_commit", "POST", ONLY_ANALYST, DRAFT),
    Row("import_retry", "POST", ONLY_ANALYST, DRAFT),
    Row("import_cure", "POST", ONLY_ANALYST, DRAFT, {"version": "{draft.version}", "cure": ""}),
    Row("import_cancel", "POST", ONLY_ANALYST, DRAFT),
    Row("import_discard", "POST", ONLY_ANALYST, DRAFT, {"version": "{draft.version}"}),
    Row("import_problems", "GET", ONLY_ANALYST, DRAFT),
    Row("changes", "GET", COMPANY),
    Row("sources", "GET", COMPANY),
    Row("source_new", "GET", COMPANY),
    Row("source_new", "POST", COMPANY, data={"name": "x"}),
    Row("source", "GET", COMPANY, {"source_id": "{source.id}"}),
    Row("source", "POST", COMPANY, {"source_id": "{source.id}"}, {"name": "x", "version": "{source.version}"}),
    Row("source_do", "POST", COMPANY, {"source_id": "{source.id}"}, {"do": "pause", "version": "{source.version}"}),
    Row("mappings", "GET", COMPANY),
    Row("mapping_rename", "POST", COMPANY, MAPPING, {"name": "x", "version": "{mapping.version}"}),
    Row("mapping_remove", "POST", COMPANY, MAPPING, {"version": "{mapping.version}"}),
    Row("account_lines", "GET", SEES, ACCOUNT),
    # what is known besides lines
    Row("facts", "GET", COMPANY),
    Row("fact_kind", "GET", COMPANY, {"kind": "receivables"}),
    Row("facts_undo", "POST", COMPANY, FACTS),
    Row("facts_problems", "GET", COMPANY, FACTS),
    Row("account_facts", "GET", SEES, ACCOUNT),
    Row("proposals", "GET", ONLY_DIRECTOR),
    Row("proposals", "POST", ONLY_DIRECTOR, data={"do": "owners"}),
    Row("proposals", "POST", ONLY_DIRECTOR, data={"do": "targets"}),
    Row("account_money", "GET", SEES, ACCOUNT),
    Row("unattributed_lines", "GET", COMPANY),
    Row("sample_load", "POST", COMPANY),
    Row("sample_remove", "POST", COMPANY),
]

# The API: who gets through with his token. Nobody has none, and a cookie is none.
VALUE = ACCOUNT | {"field": "priorities"}
API_TABLE = [
    Row("api:accounts", "GET", SIGNED_IN),
    Row("api:account", "GET", SEES, ACCOUNT),
    Row("api:people", "GET", SEES, ACCOUNT),
    Row("api:people", "POST", WORKS, ACCOUNT, {"name": "x"}),
    Row("api:person", "GET", SEES, PERSON),
    Row("api:person", "PATCH", WORKS, PERSON, {"phone": "x", "version": "{contact.version}.1"}),
    Row("api:dossier", "GET", SEES, ACCOUNT),
    Row("api:dossier_value", "GET", SEES, VALUE),
    Row("api:dossier_value", "PUT", KNOWS, VALUE, JUDGED | {"value": "x", "version": "{known.version}"}),
    Row("api:dossier_confirm", "POST", KNOWS, VALUE, {"version": "{known.version}"}),
]
OF_THE_API_ITSELF = {"api:openapi-json", "api:api-root"}  # its description, for anybody; and an address that is none
