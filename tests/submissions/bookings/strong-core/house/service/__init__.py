"""What may be done with bookings, and by which rules."""
