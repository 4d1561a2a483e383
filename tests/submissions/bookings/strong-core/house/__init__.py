"""Bookings of the rooms of a house."""
