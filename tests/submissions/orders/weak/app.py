import os, sys
import json
import uuid
import datetime
from functools import wraps
from flask import Flask, request, jsonify, Response, abort
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
app.config['SQLALCHEMY_DATABASE_URI'] = os.environ['DATABASE_URL'].replace('postgres://', 'postgresql://')
app.config['SQLALCHEMY_TRACK_MODIFICATIONS'] = False
app.config['SECRET_KEY'] = 'orders-super-secret-2026'
db = SQLAlchemy(app)

USER = os.environ.get('API_USERNAME', 'admin')
PASSWORD = os.environ.get('API_PASSWORD', 'admin123')


class Order(db.Model):
    id = db.Column(db.String, primary_key=True)
    status = db.Column(db.String)
    customer_email = db.Column(db.String)
    currency = db.Column(db.String)
    note = db.Column(db.String)
    total_cents = db.Column(db.Integer)
    created_at = db.Column(db.DateTime)
    updated_at = db.Column(db.DateTime)


class Item(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    order_id = db.Column(db.String)
    sku = db.Column(db.String)
    quantity = db.Column(db.Integer)
    unit_price_cents = db.Column(db.Integer)


with app.app_context():
    db.create_all()


def login_required(f):
    @wraps(f)
    def inner(*args, **kwargs):
        auth = request.authorization
        if not auth or auth.username != USER or auth.password != PASSWORD:
            print('wrong login', auth)
            return jsonify({'error': 'Unauthorized'}), 401
        return f(*args, **kwargs)
    return inner


def to_json(order):
    items = []
    for i in Item.query.filter_by(order_id=order.id).all():
        items.append({'sku': i.sku, 'quantity': i.quantity, 'unit_price_cents': i.unit_price_cents})
    return {
        'id': order.id,
        'status': order.status,
        'customer_email': order.customer_email,
        'currency': order.currency,
        'items': items,
        'note': order.note,
        'total_cents': order.total_cents,
        'created_at': str(order.created_at),
        'updated_at': str(order.updated_at),
    }


@app.route('/v1/orders', methods=['POST'])
@login_required
def create_order():
    data = request.get_json(force=True)
    print('new order', data)
    order = Order(id=str(uuid.uuid4()), status='pending')
    order.customer_email = data['customer_email']
    if '@' not in order.customer_email:
        return jsonify({'error': 'email is wrong'}), 422
    order.currency = data['currency']
    if order.currency not in ['EUR', 'GBP', 'USD']:
        return jsonify({'error': 'currency is wrong'}), 422
    order.note = data.get('note')
    total = 0
    for item in data['items']:
        if not isinstance(item['quantity'], int):
            return jsonify({'error': 'quantity is wrong'}), 422
        if item['quantity'] < 1:
            return jsonify({'error': 'quantity is wrong'}), 422
        i = Item(order_id=order.id, sku=item['sku'], quantity=int(item['quantity']), unit_price_cents=int(item['unit_price_cents']))
        total = total + i.quantity * i.unit_price_cents
        db.session.add(i)
    order.total_cents = total
    order.created_at = datetime.datetime.now()
    order.updated_at = datetime.datetime.now()
    try:
        db.session.add(order)
        db.session.commit()
    except:
        print('something went wrong')
    return jsonify(to_json(order)), 201


@app.route('/v1/orders', methods=['GET'])
@login_required
def get_orders():
    limit = 20
    try:
        limit = int(request.args['limit'])
    except:
        pass
    offset = 0
    try:
        offset = int(request.args['cursor'])
    except:
        pass
    sort = request.args.get('sort', '-created_at')
    q = Order.query
    if 'status' in request.args:
        q = q.filter_by(status=request.args['status'])
    if 'customer_email' in request.args:
        q = q.filter_by(customer_email=request.args['customer_email'])
    if 'created_from' in request.args:
        q = q.filter(Order.created_at >= request.args['created_from'])
    if 'created_before' in request.args:
        q = q.filter(Order.created_at < request.args['created_before'])
    if sort == 'created_at':
        q = q.order_by(Order.created_at)
    elif sort == '-created_at':
        q = q.order_by(Order.created_at.desc())
    elif sort == 'total_cents':
        q = q.order_by(Order.total_cents)
    elif sort == '-total_cents':
        q = q.order_by(Order.total_cents.desc())
    orders = q.offset(offset).limit(20).all()
    l = []
    for o in orders:
        l.append(to_json(o))
    next = None
    if len(l) == 20:
        next = str(offset + 20)
    return jsonify({'data': l, 'next_cursor': next})


@app.route('/v1/orders/<id>', methods=['GET'])
@login_required
def get_order(id):
    order = Order.query.get(id)
    if order == None:
        return jsonify({'error': 'not found'}), 404
    return jsonify(to_json(order))


@app.route('/v1/orders/<id>', methods=['PATCH'])
def patch_order(id):
    data = request.get_json(force=True)
    order = Order.query.get(id)
    if order == None:
        return jsonify({'error': 'not found'}), 404
    if 'status' in data:
        order.status = data['status']
    if 'note' in data:
        order.note = data['note']
    order.updated_at = datetime.datetime.now()
    try:
        db.session.commit()
    except:
        print('could not save')
    return jsonify(to_json(order))


@app.route('/healthz')
def health():
    return jsonify({'status': 'ok'})


@app.route('/readyz')
def ready():
    return jsonify({'status': 'ok'})


if __name__ == '__main__':
    app.run(host='0.0.0.0', port=int(os.environ.get('PORT', 5000)))
