create table idempotent_requests (
    key text primary key check (char_length(key) between 1 and 255),
    body_hash bytea not null,
    order_id uuid not null references orders on delete cascade,
    -- The first answer as it was sent.
    response text not null,
    created_at timestamptz not null default now()
);
