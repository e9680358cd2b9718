"""The interruptions of the story, opened, diagnosed, remedied, watched and closed by the manager, each on its day."""

from datetime import date, timedelta

from vitalfew.loop.control.actions import (
    Break,
    Shows,
    add_evidence,
    add_remedy,
    begin_remedy,
    close_case,
    diagnose_case,
    finish_remedy,
    open_case,
    watch_case,
)
from vitalfew.loop.control.rules.cases import EvidenceKind
from vitalfew.people.rules import Actor, signer
from vitalfew.relations.queries import get_commitments, get_interactions
from vitalfew.sample.story.interruptions import INTERRUPTIONS, STANDINGS, Interruption, Remedy, Shown
from vitalfew.sample.telling_dossier import note_all

LOOKED_BACK = 60  # contacts


def tell_breaks(*, by: Actor, account_id: int, code: str, today: date) -> None:
    """Tell what interrupted one account, and how trust, participation and market position went there."""
    note_all(by=by, account_id=account_id, noted=STANDINGS.get(code, ()), today=today)
    for told in INTERRUPTIONS.get(code, ()):
        _tell(by, account_id, told, today)


def _tell(by: Actor, account_id: int, told: Interruption, today: date) -> None:
    def ago(days: int) -> date:
        return today - timedelta(days)

    said = Break(told.what, told.cause, told.severity, signer(by), told.others)
    case = open_case(by=by, account_id=account_id, told=said, today=ago(told.ago))
    for shown in told.shows:
        add_evidence(by=by, case_id=case.id, shows=_shows(account_id, shown, today), today=ago(shown.ago))
    version = diagnose_case(
        by=by,
        case_id=case.id,
        version=case.version,
        diagnosis=told.diagnosis,
        primary_cause=told.cause,
        secondary_causes=told.others,
        today=ago(told.diagnosed_ago),
    ).version
    for remedy in told.remedies:
        _remedy(by, case.id, remedy, today)
    if told.begun_ago is not None:
        version = begin_remedy(by=by, case_id=case.id, version=version, today=ago(told.begun_ago)).version
    if watch := told.watch:
        version = watch_case(
            by=by,
            case_id=case.id,
            version=version,
            watch_for=watch.sign,
            watch_until=today + timedelta(watch.until_in),
            today=ago(watch.ago),
        ).version
    if end := told.ending:
        day = ago(end.ago)
        close_case(by=by, case_id=case.id, version=version, outcome=end.outcome, lesson=end.lesson, today=day)


def _shows(account_id: int, shown: Shown, today: date) -> Shows:
    if shown.contact_ago is not None:
        day = today - timedelta(shown.contact_ago)
        met = next(one for one in get_interactions(account_id, LOOKED_BACK) if one.held_on == day)
        return Shows(EvidenceKind.CONTACT, met.id)
    if shown.promise:
        promised = next(one for one in get_commitments(account_id, today) if one.what == shown.promise)
        return Shows(EvidenceKind.PROMISE, promised.id)
    return Shows(EvidenceKind.NOTE, said=shown.said, source=shown.source)


def _remedy(by: Actor, case_id: int, told: Remedy, today: date) -> None:
    remedy = add_remedy(
        by=by,
        case_id=case_id,
        owner_id=signer(by),
        due_on=today + timedelta(told.due_in),
        play=told.play,
        what=told.what,
        today=today - timedelta(told.ago),
    )
    if told.done_ago is not None:
        day = today - timedelta(told.done_ago)
        finish_remedy(by=by, remedy_id=remedy, version=1, result=told.result, today=day)
