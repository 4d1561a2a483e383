"""The paths under /api."""

from flask import url_for
from flask.views import MethodView

from rooms import bookings
from rooms.api import StrictBlueprint
from rooms.errors import Refused
from rooms.schemas import BookingChange, BookingView, ListQuery, NewBooking, Page

blueprint = StrictBlueprint("bookings", __name__, url_prefix="/api/bookings", description="Who has which room when")


@blueprint.route("")
class Bookings(MethodView):
    @blueprint.arguments(ListQuery, location="query")
    @blueprint.response(200, Page)
    def get(self, query: dict):
        paging = {name: query.pop(name) for name in ("limit", "offset", "sort_by")}
        found, total = bookings.page(query, **paging)
        return {"bookings": found, "total": total}

    @blueprint.arguments(NewBooking)
    @blueprint.response(201, BookingView)
    def post(self, fields: dict):
        try:
            booking = bookings.book(fields)
        except bookings.Conflict as error:
            raise Refused(409, str(error)) from error
        return booking, 201, {"Location": url_for("bookings.OneBooking", booking_id=booking.id)}


@blueprint.route("/<int:booking_id>")
class OneBooking(MethodView):
    @blueprint.response(200, BookingView)
    def get(self, booking_id: int):
        try:
            return bookings.find(booking_id)
        except bookings.NotFound as error:
            raise Refused(404, "There is no such booking.") from error

    @blueprint.arguments(BookingChange)
    @blueprint.response(200, BookingView)
    def patch(self, changes: dict, booking_id: int):
        try:
            return bookings.change(booking_id, changes)
        except bookings.NotFound as error:
            raise Refused(404, "There is no such booking.") from error
        except bookings.Conflict as error:
            raise Refused(409, str(error)) from error
