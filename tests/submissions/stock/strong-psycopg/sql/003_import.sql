-- What was imported, by the hash of its content.
create table imported_file (
    sha256 text primary key,
    at timestamptz not null default clock_timestamp()
);
