-- Whom an organization trusts to say which of its service accounts a program is. A deleted one keeps its row, so that
-- gateways can be told again that it is gone.
create table identity_provider (
  id text primary key,
  organization_id text not null references organization (id),
  display_name text not null,
  description text not null,
  issuer text,
  jwks_uri text,
  audience text,
  subject_claim text,
  certificates text,
  subject_from text,
  state text not null,
  generation bigint not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check ((issuer is null) <> (certificates is null))
);
create index identity_provider_order on identity_provider (organization_id, created_at, id);
create unique index identity_provider_name on identity_provider (organization_id, display_name) where state = 'ACTIVE';

-- Which service account a subject is; mappings go with their service account.
create table identity_mapping (
  provider_id text not null references identity_provider (id),
  organization_id text not null references organization (id),
  position integer not null,
  subject text not null,
  service_account_id text not null,
  primary key (provider_id, subject)
);
create index identity_mapping_account on identity_mapping (organization_id, service_account_id);

-- To tell gateways again whom organizations trust; to lock a row needs the privilege to change it.
grant select, update (updated_at) on identity_provider to weir_system;
grant select on identity_mapping to weir_system;
