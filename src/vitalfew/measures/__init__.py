"""Pure calculation: arrays in, frozen dataclasses of float64 arrays out. No file, clock, setting, engine or Django."""

from vitalfew.measures.errors import BadInput, MeasureError, NotEnoughData

__all__ = ["BadInput", "MeasureError", "NotEnoughData"]
