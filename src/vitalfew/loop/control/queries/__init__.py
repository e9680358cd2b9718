"""Alerts as their readers know them, and what ought to ring."""

from vitalfew.loop.control.queries.alerts import READ as READ
from vitalfew.loop.control.queries.alerts import AlertFacts as AlertFacts
from vitalfew.loop.control.queries.alerts import alert_facts as alert_facts
from vitalfew.loop.control.queries.alerts import get_alert as get_alert
from vitalfew.loop.control.queries.alerts import get_alerts as get_alerts
from vitalfew.loop.control.queries.alerts import get_alerts_of_account as get_alerts_of_account
