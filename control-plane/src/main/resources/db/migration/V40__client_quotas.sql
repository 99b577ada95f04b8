-- How much single principals may send to a cluster and fetch from it. They go with their cluster and their principals.
create table client_quota (
  id text primary key,
  organization_id text not null references organization (id),
  environment_id text not null,
  cluster_id text not null references cluster (id),
  display_name text not null,
  description text not null,
  ingress_byte_rate bigint not null,
  egress_byte_rate bigint not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index client_quota_order on client_quota (cluster_id, created_at, id);
create index client_quota_organization on client_quota (organization_id);

-- A principal (or <default>) has one quota on a cluster at most: the key says so.
create table client_quota_principal (
  cluster_id text not null references cluster (id),
  principal text not null,
  quota_id text not null references client_quota (id) on delete cascade,
  organization_id text not null references organization (id),
  position integer not null,
  primary key (cluster_id, principal)
);
create index client_quota_principal_quota on client_quota_principal (quota_id);
create index client_quota_principal_holder on client_quota_principal (organization_id, principal);

-- To tell all brokers again who may do how much.
grant select on client_quota, client_quota_principal to weir_system;
