import threading
from datetime import datetime

import pytest

from tests.conftest import NEW, assert_error, without


def test_a_booking_is_read_as_it_was_stored(warden):
    response = warden.book(equipment=["screen", "phone"], note="Café ☕")
    assert response.json.items() >= {**NEW, "equipment": ["screen", "phone"], "note": "Café ☕"}.items()
    assert response.json["state"] == "booked"
    assert warden.get(response.headers["Location"]).json == response.json


def test_what_is_optional_has_defaults(warden):
    booking = warden.booked()
    assert (booking["equipment"], booking["note"]) == ([], None)


def test_times_are_instants(warden):
    booking = warden.booked(starts_at="2026-03-02T10:00:00+02:00", ends_at="2026-03-02T06:00:00.25-05:30")
    assert booking["starts_at"] == "2026-03-02T08:00:00Z"
    assert datetime.fromisoformat(booking["ends_at"]) == datetime.fromisoformat("2026-03-02T11:30:00.250+00:00")


@pytest.mark.parametrize(
    ("starts_at", "ends_at"),
    [
        ("2026-03-02T10:00:00Z", "2026-03-02T12:00:00Z"),
        ("2026-03-02T12:00:00+02:00", "2026-03-02T14:00:00+02:00"),
        ("2026-03-02T09:00:00Z", "2026-03-02T10:00:01Z"),
        ("2026-03-02T11:59:59Z", "2026-03-02T13:00:00Z"),
        ("2026-03-02T10:30:00Z", "2026-03-02T11:00:00Z"),
        ("2026-03-02T08:00:00Z", "2026-03-02T14:00:00Z"),
    ],
)
def test_an_overlap_is_refused_and_not_stored(warden, starts_at, ends_at):
    warden.booked()
    assert_error(warden.book(starts_at=starts_at, ends_at=ends_at), 409, "conflict")
    assert warden.get().json["total"] == 1


@pytest.mark.parametrize(
    "members",
    [
        {"starts_at": "2026-03-02T12:00:00Z", "ends_at": "2026-03-02T13:00:00Z"},
        {"starts_at": "2026-03-02T11:00:00+02:00", "ends_at": "2026-03-02T12:00:00+02:00"},
        {"room": "garden"},
    ],
)
def test_what_only_touches_or_is_elsewhere_is_taken(warden, members):
    warden.booked()
    warden.booked(**members)


def test_a_cancelled_booking_is_in_nobodys_way_a_checked_in_one_is(warden):
    first = warden.booked()
    assert warden.change(first, state="cancelled").status_code == 200
    second = warden.booked()
    assert warden.change(second, state="checked_in").status_code == 200
    assert_error(warden.book(), 409)


def test_of_many_at_once_one_gets_the_room(warden):
    statuses = []
    threads = [threading.Thread(target=lambda: statuses.append(warden.book().status_code)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [201] + [409] * 7


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ends_at": "2026-03-02T10:00:00Z"}, "ends_at"),
        ({"ends_at": "2026-03-02T11:00:00+02:00"}, "ends_at"),
        ({"starts_at": "2026-03-02T10:00:00"}, "starts_at"),
        ({"starts_at": "2026-02-30T10:00:00Z"}, "starts_at"),
        ({"starts_at": "0001-01-01T00:00:00+14:00"}, "starts_at"),
        ({"starts_at": 5}, "starts_at"),
        ({"room": "Library"}, "room"),
        ({"room": "library\n"}, "room"),
        ({"room": "a" * 41}, "room"),
        ({"title": ""}, "title"),
        ({"title": "a\0b"}, "title"),
        ({"attendees": True}, "attendees"),
        ({"attendees": "3"}, "attendees"),
        ({"attendees": 501}, "attendees"),
        ({"equipment": ["piano"]}, "equipment.0"),
        ({"equipment": ["phone"] * 7}, "equipment"),
        ({"note": "x" * 1001}, "note"),
        ({"state": "cancelled"}, "state"),
    ],
)
def test_what_breaks_a_rule_is_named(warden, changes, field):
    error = assert_error(warden.book(**changes), 400, "validation_failed")
    assert [entry["field"] for entry in error["details"]] == [field]
    assert warden.get().json["total"] == 0


@pytest.mark.parametrize("member", NEW)
def test_what_is_required_cannot_be_left_out(warden, member):
    error = assert_error(warden.send("POST", "/api/bookings", json=without(member)), 400)
    assert error["details"][0]["field"] == member


def test_a_whole_float_and_a_leap_second_are_fine(warden):
    booking = warden.booked(attendees=3.0, ends_at="2026-12-31T23:59:60Z")
    assert booking["attendees"] == 3
    assert booking["ends_at"] == "2027-01-01T00:00:00Z"


def test_a_change_touches_only_what_it_names(warden):
    booking = warden.booked(note="Ring twice.")
    changed = warden.change(booking, title="Other", equipment=["screen"]).json
    assert changed["updated_at"] > booking["updated_at"]
    assert changed == {**booking, "title": "Other", "equipment": ["screen"], "updated_at": changed["updated_at"]}
    assert warden.change(booking, title="Other").json == changed
    assert warden.change(booking, note=None).json["note"] is None


@pytest.mark.parametrize("members", [{}, {"room": "garden"}, {"id": 3}, {"state": "gone"}, {"title": None}])
def test_a_bad_change_is_refused(warden, members):
    booking = warden.booked()
    assert_error(warden.change(booking, **members), 400)
    assert warden.get(f"/api/bookings/{booking['id']}").json == booking


@pytest.mark.parametrize("first", ["checked_in", "cancelled"])
@pytest.mark.parametrize("second", ["booked", "checked_in", "cancelled"])
def test_after_one_move_there_is_no_other(warden, first, second):
    booking = warden.booked()
    assert_error(warden.change(booking, state="booked"), 409)
    moved = warden.change(booking, state=first).json
    assert_error(warden.change(booking, state=second), 409)
    assert warden.get(f"/api/bookings/{booking['id']}").json == moved


@pytest.mark.parametrize("booking_id", ["0", "1", "-1", "abc", "9" * 30])
def test_an_unknown_booking_is_404(warden, booking_id):
    assert_error(warden.get(f"/api/bookings/{booking_id}"), 404, "not_found")
    assert_error(warden.send("PATCH", f"/api/bookings/{booking_id}", json={"title": "x"}), 404)
