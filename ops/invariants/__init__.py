"""The checker of invariants: an independent reading of a database file. `from invariants import check`."""
from .checker import check

__all__ = ["check"]
