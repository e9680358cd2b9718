"""The pages of the selection in parts: sentences, the picture, the table, the log of decisions."""
