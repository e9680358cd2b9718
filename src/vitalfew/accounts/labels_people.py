"""The words of the people at the customer."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.accounts.rules import Function, Ground, Level, PersonStatus, PersonWhy

FUNCTION_LABELS = {
    Function.BOARD: pgettext_lazy("function", "Board"),
    Function.PURCHASING: pgettext_lazy("function", "Purchasing"),
    Function.OPERATIONS: pgettext_lazy("function", "Operations"),
    Function.QUALITY: pgettext_lazy("function", "Quality"),
    Function.RND: pgettext_lazy("function", "R&D"),
    Function.LOGISTICS: pgettext_lazy("function", "Logistics"),
    Function.EXTERNAL_LOGISTICS: pgettext_lazy("function", "External logistics"),
    Function.FINANCE: pgettext_lazy("function", "Finance"),
    Function.SALES: pgettext_lazy("function", "Sales"),
    Function.MARKETING: pgettext_lazy("function", "Marketing"),
    Function.MARKET_RESEARCH: pgettext_lazy("function", "Market research"),
    Function.ENVIRONMENT_ANALYSIS: pgettext_lazy("function", "Environment analysis"),
    Function.MONITORING: pgettext_lazy("function", "Controlling"),
    Function.IT: pgettext_lazy("function", "IT"),
    Function.LEGAL: pgettext_lazy("function", "Legal"),
    Function.OTHER: pgettext_lazy("function", "Other"),
}
LEVEL_LABELS = {
    Level.BOARD: pgettext_lazy("level", "Board"),
    Level.DIRECTOR: pgettext_lazy("level", "Director"),
    Level.MANAGER: pgettext_lazy("level", "Manager"),
    Level.SUPERVISOR: pgettext_lazy("level", "Supervisor"),
    Level.EXPERT: pgettext_lazy("level", "Expert"),
    Level.CLERK: pgettext_lazy("level", "Clerk"),
    Level.STAFF: pgettext_lazy("level", "Staff"),
}
STATUS_LABELS = {
    PersonStatus.ACTIVE: pgettext_lazy("person", "in post"),
    PersonStatus.MOVED: pgettext_lazy("person", "moved on"),
    PersonStatus.LEFT: pgettext_lazy("person", "has left"),
}
GROUND_LABELS = {
    Ground.CONTRACT: pgettext_lazy("basis", "Needed for the contract"),
    Ground.CONSENT: pgettext_lazy("basis", "The person agreed"),
    Ground.INTEREST: pgettext_lazy("basis", "Legitimate interest"),
    Ground.PUBLIC: pgettext_lazy("basis", "Made public by the person"),
}
PERSON_WHY_LABELS = {
    PersonWhy.NO_REASON: _("Write why the person is to be forgotten: who asked for it, and when."),
    PersonWhy.NO_TEXT: _("Write the note."),
    PersonWhy.NO_NAME: _("Write the name."),
    PersonWhy.NAME_KNOWN: _(
        "Somebody of this name is known at this account. If it is somebody else, write the name so that the two can "
        "be told apart, for example with the unit."
    ),
    PersonWhy.HAS_LEFT: _(
        "This person had left the account by then. If he is back, say so on his page; if it is somebody else, write "
        "the name so that the two can be told apart."
    ),
    PersonWhy.NOT_THERE: _("This person holds no post at this account any more. Somebody has noted it meanwhile."),
    PersonWhy.THERE_ALREADY: _("This person holds a post at that account already."),
    PersonWhy.ENDS_BEFORE_IT_BEGINS: _("A post cannot end before it began."),
    PersonWhy.IN_FUTURE: _("This day is still to come. Write it down once it has happened."),
    PersonWhy.MET_SINCE: _("Somebody of us is noted to have met this person after that day. Choose a later day."),
    PersonWhy.BOSS_ELSEWHERE: _("Choose a superior who is at this account."),
    PersonWhy.BOSS_IN_CIRCLE: _("This superior reports to this person, directly or through others."),
    PersonWhy.UNIT_KNOWN: _("The account has a unit of this name already."),
    PersonWhy.NO_ACCOUNT: _("No account of yours has this code or name. Write it as the list of accounts has it."),
}
