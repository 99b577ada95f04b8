-- The rotation of a cluster's secret that is under way, if there is one: SPREADING until the cluster's brokers have the
-- new key (its runtime has reported rotation_generation), SIGNING until rotation_due_at, when the old ones are dropped.
-- An older binary neither reads nor writes these, and loses no key: both are in sealed.
alter table cluster_secret
  add column rotation text check (rotation in ('SPREADING', 'SIGNING')),
  add column rotation_generation bigint not null default 0,
  add column rotation_due_at timestamptz;
create index cluster_secret_rotation on cluster_secret (cluster_id) where rotation is not null;
