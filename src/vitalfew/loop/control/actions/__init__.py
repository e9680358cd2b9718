"""What control does: watch, and handle what it found."""

from vitalfew.loop.control.actions.handling import acknowledge_alert as acknowledge_alert
from vitalfew.loop.control.actions.handling import act_on_alert as act_on_alert
from vitalfew.loop.control.actions.handling import close_alert as close_alert
from vitalfew.loop.control.actions.handling import dismiss_alert as dismiss_alert
from vitalfew.loop.control.actions.looking_back import change_alarm as change_alarm
from vitalfew.loop.control.actions.looking_back import look_back as look_back
from vitalfew.loop.control.actions.watching import watch as watch
from vitalfew.loop.control.actions.watching import watch_people_of as watch_people_of
