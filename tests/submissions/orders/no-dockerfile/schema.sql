CREATE TABLE IF NOT EXISTS orders (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    status text NOT NULL DEFAULT 'pending',
    customer_email text NOT NULL,
    currency text NOT NULL,
    items jsonb NOT NULL,
    note text,
    total_cents bigint NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX IF NOT EXISTS orders_customer_email ON orders (customer_email);

CREATE TABLE IF NOT EXISTS idempotency_keys (
    key text PRIMARY KEY,
    body jsonb NOT NULL,
    order_id uuid NOT NULL REFERENCES orders (id)
);
