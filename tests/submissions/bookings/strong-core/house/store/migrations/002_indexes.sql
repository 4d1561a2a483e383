-- One for each order of the list, one for each filter that is worth it.
create index bookings_by_start on bookings (starts_at, id);
create index bookings_by_attendees on bookings (attendees, id);
create index bookings_by_party on bookings (booked_by, starts_at, id);
-- Also finds what overlaps: of one room, in order.
create index bookings_by_room on bookings (room, starts_at, id);
