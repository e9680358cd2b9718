"""The parts of the stage page."""
