"""Which status may follow which."""

INITIAL = "pending"

NEXT = {
    "pending": ("paid", "cancelled"),
    "paid": ("shipped", "cancelled"),
    "shipped": ("delivered",),
    "delivered": (),
    "cancelled": (),
}

STATUSES = tuple(NEXT)


def may_move(current: str, wanted: str) -> bool:
    """False also for the status that the order already has."""
    return wanted in NEXT[current]
