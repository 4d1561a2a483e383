create table orders (
    id uuid primary key default gen_random_uuid(),
    status text not null default 'pending'
        check (status in ('pending', 'paid', 'shipped', 'delivered', 'cancelled')),
    customer_email text not null check (char_length(customer_email) <= 254),
    currency text not null check (currency in ('EUR', 'GBP', 'USD')),
    note text check (char_length(note) <= 500),
    total_cents bigint not null check (total_cents >= 0),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create index orders_by_time on orders (created_at, id);
create index orders_by_total on orders (total_cents, id);
create index orders_by_customer on orders (customer_email, created_at, id);

create table order_items (
    order_id uuid not null references orders on delete cascade,
    position integer not null,
    sku text not null check (char_length(sku) between 3 and 32),
    quantity integer not null check (quantity between 1 and 1000),
    unit_price_cents integer not null check (unit_price_cents between 0 and 10000000),
    primary key (order_id, position)
);
