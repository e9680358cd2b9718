"""The six questions of the account home, each made into its sentence and its picture (S66)."""
