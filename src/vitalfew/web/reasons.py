"""Why something needs somebody, in one sentence: never a dot and a score alone."""

from vitalfew.loop.control.labels import alarm_sentence as alarm_sentence
