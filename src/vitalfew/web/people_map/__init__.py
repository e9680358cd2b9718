"""The map of the people at a customer: read once, told in words, drawn in six views, changed by hand or by form."""
