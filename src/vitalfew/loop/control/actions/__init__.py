"""What control does: watch, and handle what it found."""

from vitalfew.loop.control.actions.case_work import Shows as Shows
from vitalfew.loop.control.actions.case_work import add_evidence as add_evidence
from vitalfew.loop.control.actions.case_work import add_remedy as add_remedy
from vitalfew.loop.control.actions.case_work import drop_remedy as drop_remedy
from vitalfew.loop.control.actions.case_work import finish_remedy as finish_remedy
from vitalfew.loop.control.actions.case_work import open_case_from_alert as open_case_from_alert
from vitalfew.loop.control.actions.case_work import remove_evidence as remove_evidence
from vitalfew.loop.control.actions.cases import Break as Break
from vitalfew.loop.control.actions.cases import begin_remedy as begin_remedy
from vitalfew.loop.control.actions.cases import change_case as change_case
from vitalfew.loop.control.actions.cases import close_case as close_case
from vitalfew.loop.control.actions.cases import diagnose_case as diagnose_case
from vitalfew.loop.control.actions.cases import end_case as end_case
from vitalfew.loop.control.actions.cases import open_case as open_case
from vitalfew.loop.control.actions.cases import watch_case as watch_case
from vitalfew.loop.control.actions.causes import write_cause as write_cause
from vitalfew.loop.control.actions.causes import write_play as write_play
from vitalfew.loop.control.actions.handling import acknowledge_alert as acknowledge_alert
from vitalfew.loop.control.actions.handling import act_on_alert as act_on_alert
from vitalfew.loop.control.actions.handling import close_alert as close_alert
from vitalfew.loop.control.actions.handling import dismiss_alert as dismiss_alert
from vitalfew.loop.control.actions.looking_back import change_alarm as change_alarm
from vitalfew.loop.control.actions.looking_back import look_back as look_back
from vitalfew.loop.control.actions.watching import watch as watch
from vitalfew.loop.control.actions.watching import watch_people_of as watch_people_of
