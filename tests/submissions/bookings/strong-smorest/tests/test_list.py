import pytest

from tests.conftest import assert_error


@pytest.fixture
def week(porter):
    """Seven bookings, one a day, in three groups of equal size."""
    return [
        porter.booked(
            starts_at=f"2026-03-0{day}T10:00:00Z",
            ends_at=f"2026-03-0{day}T11:00:00Z",
            attendees=day % 3 + 1,
            booked_by="Ada" if day % 2 else "Bob",
            room="garden" if day > 5 else "library",
        )
        for day in (4, 2, 7, 1, 6, 3, 5)
    ]


def ids(bookings):
    return [booking["id"] for booking in bookings]


def test_pages_show_everything_once_and_in_order(porter, week):
    pages = [porter.get(limit=3, offset=offset).json for offset in (0, 3, 6)]
    assert [len(page["bookings"]) for page in pages] == [3, 3, 1]
    assert {page["total"] for page in pages} == {7}
    walked = [booking for page in pages for booking in page["bookings"]]
    assert ids(walked) == ids(sorted(week, key=lambda booking: booking["starts_at"]))


@pytest.mark.parametrize("offset", [7, 8, 1_000_000])
def test_beyond_the_end_is_an_empty_page(porter, week, offset):
    assert porter.get(offset=offset).json == {"bookings": [], "total": 7}


@pytest.mark.parametrize(
    ("sort_by", "key"),
    [
        ("-starts_at", lambda booking: booking["starts_at"]),
        ("attendees", lambda booking: (booking["attendees"], booking["id"])),
        ("-attendees", lambda booking: (-booking["attendees"], booking["id"])),
    ],
)
def test_it_can_be_ordered(porter, week, sort_by, key):
    expected = sorted(week, key=key, reverse=sort_by == "-starts_at")
    assert ids(porter.get(sort_by=sort_by).json["bookings"]) == ids(expected)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"booked_by": "Ada"}, 4),
        ({"booked_by": "ada"}, 0),
        ({"room": "garden"}, 2),
        ({"state": "cancelled"}, 0),
        ({"starts_from": "2026-03-03T12:00:00+02:00"}, 5),
        ({"starts_before": "2026-03-03T10:00:00Z"}, 2),
        ({"starts_from": "0000-01-01T00:00:00Z", "starts_before": "9999-12-31T23:59:60-01:00"}, 7),
        ({"booked_by": "Bob", "room": "library", "starts_before": "2026-03-04T00:00:00Z"}, 1),
    ],
)
def test_filters_select_and_are_counted(porter, week, query, expected):
    page = porter.get(limit=1, **query).json
    assert page["total"] == expected
    assert len(porter.get(**query).json["bookings"]) == expected


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("limit", "0"),
        ("limit", "51"),
        ("limit", "abc"),
        ("limit", ""),
        ("limit", "1.5"),
        ("offset", "-1"),
        ("offset", "1000001"),
        ("offset", "9" * 30),
        ("sort_by", "title"),
        ("state", "Booked"),
        ("room", "%"),
        ("booked_by", ""),
        ("booked_by", "a\0"),
        ("starts_from", "yesterday"),
        ("starts_before", "2026-02-30T00:00:00Z"),
    ],
)
def test_a_bad_parameter_is_named(porter, name, value):
    error = assert_error(porter.get(**{name: value}), 400, "validation_failed")
    assert error["details"][0]["field"] == name
