"""Why a file is not kept, in words."""

from django.utils.translation import gettext_lazy as _

from vitalfew.relations.rules.attachments import AttachmentWhy

WHY_LABELS = {
    AttachmentWhy.EMPTY: _("The file is empty."),
    AttachmentWhy.TOO_LARGE: _("The file is too large."),
    AttachmentWhy.UNKNOWN_KIND: _(
        "This kind of file is not kept. Bring a PDF, Word, Excel or PowerPoint without macros, a picture or text."
    ),
    AttachmentWhy.NOT_WHAT_IT_SAYS: _(
        "The file is not what its name says. Save it anew from the program it comes from."
    ),
    AttachmentWhy.NO_REASON: _("Write why it is removed."),
    AttachmentWhy.REMOVED: _("Somebody has removed it meanwhile."),
}
