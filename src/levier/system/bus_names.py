"""Names of buses and generators that stand for joint limits and stocks."""

from __future__ import annotations

__all__ = ["shortfall", "slot_bus", "stock_bus"]


def slot_bus(slot: str) -> str:
    """Return the name of the bus of a joint limit.

    >>> slot_bus("aktau_berths")
    'slot aktau_berths'
    """
    return f"slot {slot}"


def stock_bus(storage: str) -> str:
    """Return the name of the bus of a stock.

    >>> stock_bus("bozoi")
    'stock bozoi'
    """
    return f"stock {storage}"


def shortfall(storage: str) -> str:
    """Return the name of the generator that stands for what a stock lacks at the end of a run.

    >>> shortfall("bozoi")
    'stock bozoi lacking'
    """
    return f"stock {storage} lacking"
