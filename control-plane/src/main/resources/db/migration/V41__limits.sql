-- What single organizations may have beyond or below their plan: the same form as a plan's limits, with only what differs.
create table organization_limit (
  organization_id text primary key references organization (id),
  limits jsonb not null,
  updated_at timestamptz not null
);

-- A plan's changed limits on their way to its organizations' clusters, in the order of the organizations' ids.
create table limit_rollout (
  id bigint generated always as identity primary key,
  plan text not null references plan (name),
  after_organization text not null default ''
);

create index organization_plan on organization (plan, id);
create index organization_order on organization (created_at, id);
create index cluster_created on cluster (organization_id, created_at);

-- A plan's limits with an organization's own laid over them. Kinds that the plan doesn't offer stay unoffered.
create function effective_limits(of_plan jsonb, own jsonb) returns jsonb
language sql immutable parallel safe as $$
  select jsonb_build_object(
    'organization', (of_plan -> 'organization') || coalesce(own -> 'organization', '{}'),
    'clusters', coalesce(
      (select jsonb_object_agg(kind.key, kind.value || coalesce(own -> 'clusters' -> kind.key, '{}'))
       from jsonb_each(of_plan -> 'clusters') kind),
      '{}'))
$$;

update plan set limits = jsonb_set(
  jsonb_set(
    jsonb_set(limits, '{organization}',
      '{"users": 100, "roleBindings": 1000, "clusterCreationsPerDay": 1000}'::jsonb || (limits -> 'organization')),
    '{clusters,BASIC}',
    '{"clientQuotas": 50, "retentionMillis": 9223372036854775807}'::jsonb || (limits -> 'clusters' -> 'BASIC')),
  '{clusters,STANDARD}',
  '{"clientQuotas": 100, "retentionMillis": 9223372036854775807}'::jsonb || (limits -> 'clusters' -> 'STANDARD'))
where name = 'free';

-- An organization reads its limits; only the platform's administrator sets them.
grant select on organization_limit to weir_api;
grant select, insert, update on organization_limit to weir_system;
grant insert, update on plan to weir_system;
grant select, insert, update, delete on limit_rollout to weir_system;
-- To count what an organization has.
grant select (organization_id) on environment, service_account to weir_system;
