-- What creations that carried an Idempotency-Key were answered, for a day. The answer is sealed under the platform's
-- master key: it may hold a secret that is shown once.
create table idempotency_key (
  organization_id text not null references organization (id),
  principal text not null,
  idempotency_key text not null,
  request_sha256 text not null,
  status integer,
  sealed bytea,
  created_at timestamptz not null default now(),
  primary key (organization_id, principal, idempotency_key)
);
create index idempotency_key_age on idempotency_key (created_at);

grant select, insert, update on idempotency_key to weir_api;
grant select (created_at), delete on idempotency_key to weir_system;
