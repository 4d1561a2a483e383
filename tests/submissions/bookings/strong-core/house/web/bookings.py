"""The paths under /api."""

import json
import re

from flask import Blueprint, request, url_for

from house.service.bookings import BookingService, Conflict, NotFound
from house.service.models import Booking, BookingChange, ListQuery, NewBooking
from house.web.errors import ApiError, parse


def bookings_blueprint(service: BookingService) -> Blueprint:
    blueprint = Blueprint("bookings", __name__, url_prefix="/api/bookings")

    @blueprint.post("")
    def book():
        booking = service.book(parse(NewBooking, json_body()))
        return shown(booking), 201, {"Location": url_for(".read", booking_id=booking.id)}

    @blueprint.get("")
    def list_page():
        found, total = service.list(parse(ListQuery, request.args.to_dict()))
        return {"bookings": [shown(booking) for booking in found], "total": total}

    @blueprint.get("/<booking_id>")
    def read(booking_id: str):
        return shown(service.read(number(booking_id)))

    @blueprint.patch("/<booking_id>")
    def change(booking_id: str):
        return shown(service.change(number(booking_id), parse(BookingChange, json_body())))

    @blueprint.errorhandler(NotFound)
    def not_found(error: NotFound):
        return ApiError(404, "not_found", f"There is no booking {error}.").response()

    @blueprint.errorhandler(Conflict)
    def conflict(error: Conflict):
        return ApiError(409, "conflict", str(error)).response()

    return blueprint


def shown(booking: Booking) -> dict:
    return booking.model_dump()


def number(text: str) -> int:
    """What is no number is the id of no booking."""
    if not re.fullmatch(r"[0-9]{1,30}", text):
        raise NotFound(text)
    return int(text)


def json_body() -> object:
    if request.mimetype != "application/json":
        raise ApiError(415, "unsupported_media_type", "The body must be application/json.")
    try:
        return json.loads(request.get_data().decode("utf-8"), parse_constant=refuse)
    except (ValueError, RecursionError) as error:
        raise ApiError(400, "bad_request", "The body is not valid JSON.") from error


def refuse(token: str) -> None:
    """NaN and Infinity, which Python's parser takes."""
    raise ValueError(f"{token} is not JSON")
