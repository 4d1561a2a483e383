create sequence revision;

create table article (
    sku text primary key check (sku ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(sku) between 3 and 32),
    name text not null check (length(name) between 1 and 120),
    supplier text not null check (length(supplier) between 1 and 60),
    quantity integer not null check (quantity >= 0),
    -- Whole cents; the API shows them as a decimal string.
    price_cents bigint not null check (price_cents >= 0),
    weight_kg double precision check (weight_kg > 0),
    location text check (length(location) between 1 and 40),
    reorder_quantity integer not null check (reorder_quantity > 0 and reorder_quantity % 12 = 0),
    discontinued boolean not null,
    revision bigint not null default nextval('revision'),
    created_at timestamptz not null default clock_timestamp(),
    updated_at timestamptz not null default clock_timestamp()
);

create table tag (
    sku text not null references article on delete cascade,
    place smallint not null,
    tag text not null,
    primary key (sku, place),
    unique (sku, tag)
);
