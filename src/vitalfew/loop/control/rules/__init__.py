"""What rings, how grave it is, and what may be done with it."""

from vitalfew.loop.control.rules.alerts import CALL as CALL
from vitalfew.loop.control.rules.alerts import CHANCES as CHANCES
from vitalfew.loop.control.rules.alerts import FAR_BEYOND as FAR_BEYOND
from vitalfew.loop.control.rules.alerts import NEXT as NEXT
from vitalfew.loop.control.rules.alerts import OPEN as OPEN
from vitalfew.loop.control.rules.alerts import Alarm as Alarm
from vitalfew.loop.control.rules.alerts import AlertState as AlertState
from vitalfew.loop.control.rules.alerts import AlertWhy as AlertWhy
from vitalfew.loop.control.rules.alerts import Ring as Ring
from vitalfew.loop.control.rules.alerts import Rule as Rule
from vitalfew.loop.control.rules.alerts import Silence as Silence
from vitalfew.loop.control.rules.alerts import alerts_for as alerts_for
from vitalfew.loop.control.rules.alerts import handling_refused as handling_refused
from vitalfew.loop.control.rules.alerts import still_silent as still_silent
from vitalfew.loop.control.rules.people import leaving_ring as leaving_ring
from vitalfew.loop.control.rules.people import promise_ring as promise_ring
