"""Histories of what clients asked and were told, with times, and whether one order explains them."""
from .checker import check  # noqa: F401
