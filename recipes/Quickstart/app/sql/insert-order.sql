insert into orders (id, customer, amount) values ($1, $2, $3) on conflict (id) do nothing
