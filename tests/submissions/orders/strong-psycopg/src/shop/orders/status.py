from typing import Literal, get_args

Status = Literal["pending", "paid", "shipped", "delivered", "cancelled"]

STATUSES: tuple[Status, ...] = get_args(Status)

MOVES: frozenset[tuple[Status, Status]] = frozenset(
    {
        ("pending", "paid"),
        ("pending", "cancelled"),
        ("paid", "shipped"),
        ("paid", "cancelled"),
        ("shipped", "delivered"),
    }
)
