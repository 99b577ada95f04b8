-- Who is what, and where: a role binding without a cluster is for all clusters of its environment, one without an
-- environment for the whole organization. crn_pattern is the client's own spelling, echoed to it; resource_pattern is
-- a name, the beginning of names with a star behind it, or a star, of that kind within the cluster.
create table role_binding (
  id text primary key,
  organization_id text not null references organization (id),
  principal_id text not null,
  role text not null,
  crn_pattern text not null,
  environment_id text,
  cluster_id text,
  resource_kind text,
  resource_pattern text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
-- Empty instead of null, since nulls differ from each other.
create unique index role_binding_once on role_binding (
  principal_id, role, coalesce(environment_id, ''), coalesce(cluster_id, ''), coalesce(resource_kind, ''),
  coalesce(resource_pattern, ''), organization_id
);
create index role_binding_order on role_binding (organization_id, created_at, id);
create index role_binding_environment on role_binding (organization_id, environment_id);
create index role_binding_cluster on role_binding (cluster_id);

-- Callers are looked up, and brokers told, for all organizations.
grant select on role_binding to weir_system;

insert into role_binding (id, organization_id, principal_id, role, crn_pattern, created_at, updated_at)
select 'rb-' || substr(id, 3), organization_id, id, role, 'crn://weir/organization=' || organization_id, created_at,
       created_at
from app_user where role = 'ORGANIZATION_ADMIN';

alter table app_user drop column role;

-- The generation of the cluster's record on weir.access: it grows apart from the cluster's own.
alter table cluster add column access_generation bigint not null default 0;
