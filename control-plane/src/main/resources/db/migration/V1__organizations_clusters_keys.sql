-- Every row carries the organization whose it is. Rows that others may still ask for are marked, not removed.
-- Enumerated texts are the names of the Java constants (ORGANIZATION_ADMIN, BASIC, LOW, RUNNING, ACTIVE).

-- limits: {"organization": {OrganizationLimits}, "clusters": {"BASIC": {ClusterLimits}, ...}}, dev.weir.tenants.

create table plan (
  name text primary key,
  limits jsonb not null
);

create table organization (
  id text primary key,
  display_name text not null,
  plan text not null references plan (name),
  suspended boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table app_user (
  id text primary key,
  organization_id text not null references organization (id),
  email text not null,
  full_name text not null,
  password_hash text not null,
  role text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index app_user_email on app_user (lower(email));
create index app_user_organization on app_user (organization_id, created_at, id);

create table environment (
  id text primary key,
  organization_id text not null references organization (id),
  display_name text not null,
  stream_governance_package text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (organization_id, display_name)
);
create index environment_order on environment (organization_id, created_at, id);

create table service_account (
  id text primary key,
  organization_id text not null references organization (id),
  display_name text not null,
  description text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (organization_id, display_name)
);
create index service_account_order on service_account (organization_id, created_at, id);

-- phase is what clients see (PROVISIONING, PROVISIONED, FAILED); desired_state what the platform works towards.
-- A deleted cluster keeps its row (desired_state DELETED, deleted_at) so that its generation and its
-- announcement outlive it; clients no longer see it. So environment_id refers to nothing: the environment may go
-- as soon as its last cluster is deleted. availability_sent is the client's word for availability, echoed to it.
create table cluster (
  id text primary key,
  organization_id text not null references organization (id),
  environment_id text not null,
  display_name text not null,
  kind text not null,
  availability text not null,
  availability_sent text not null,
  cloud text not null,
  region text not null,
  max_ecku integer,
  cku integer,
  brokers integer not null,
  kafka_version text not null,
  deletion_protection boolean not null default false,
  desired_state text not null,
  suspended boolean not null default false,
  generation bigint not null,
  phase text not null,
  reason text not null default '',
  message text not null default '',
  observed_generation bigint not null default 0,
  observed_sequence bigint not null default 0,
  observed_phase text,
  observed_reason text not null default '',
  observed_message text not null default '',
  owner_principal text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz
);
create unique index cluster_name on cluster (environment_id, display_name) where desired_state <> 'DELETED';
create index cluster_order on cluster (organization_id, environment_id, created_at, id) where desired_state <> 'DELETED';
create index cluster_region on cluster (region) where desired_state = 'RUNNING';

-- Encrypted under the platform's master key (AES-GCM, the cluster's id is authenticated with it).
create table cluster_secret (
  cluster_id text primary key references cluster (id),
  organization_id text not null references organization (id),
  generation bigint not null,
  sealed bytea not null
);

-- cluster_id is null for keys of the management API. A revoked key keeps its row.
create table api_key (
  id text primary key,
  organization_id text not null references organization (id),
  owner_id text not null,
  cluster_id text references cluster (id),
  display_name text not null,
  description text not null,
  secret_sha256 text not null,
  state text not null,
  generation bigint not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  revoked_at timestamptz
);
create index api_key_order on api_key (organization_id, created_at, id) where state = 'ACTIVE';
create index api_key_cluster on api_key (cluster_id) where state = 'ACTIVE';
create index api_key_owner on api_key (owner_id) where state = 'ACTIVE';

-- What is still to be told on the platform topics, in the order of its transactions' numbers.
create table outbox (
  id bigint generated always as identity primary key,
  topic text not null,
  record_key text not null,
  payload text not null,
  created_at timestamptz not null default now()
);

-- One row for each cluster, due at infinity when there is nothing to do. Claimed with a lease and a fence that grows
-- with each claim and each request. announced_generation is the latest that the cluster's runtime has been told.
create table provisioning_work (
  cluster_id text primary key references cluster (id),
  organization_id text not null references organization (id),
  due_at timestamptz not null,
  attempts integer not null default 0,
  announced_generation bigint not null default 0,
  lease_until timestamptz,
  lease_owner text,
  fence bigint not null default 0
);
create index provisioning_work_due on provisioning_work (due_at);

-- Regions, and how many brokers may be awake in each at once.
create table region (
  id text primary key,
  cloud text not null,
  display_name text not null,
  runtime text not null,
  max_awake_brokers integer not null,
  updated_at timestamptz not null
);
