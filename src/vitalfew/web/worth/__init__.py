"""The page of values ahead, made into its sentences, bars and rows (C11–C15, C19)."""
