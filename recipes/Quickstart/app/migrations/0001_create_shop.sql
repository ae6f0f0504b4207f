create table products (
    id integer generated always as identity primary key,
    name text not null unique,
    price numeric(10, 2) not null check (price >= 0)
);

create table orders (
    id uuid primary key,
    customer text not null,
    amount numeric(10, 2) not null,
    placed_at timestamptz not null default now()
);

create index orders_by_customer on orders (customer);
