-- The catalogue of topics: what gateways saw last. Kafka is the truth.
create table topic (
  cluster_id text not null references cluster (id),
  name text not null,
  kafka_id text not null,
  organization_id text not null references organization (id),
  partitions integer not null,
  replication_factor integer not null,
  settings jsonb not null,
  created_by text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (cluster_id, name)
);
create index topic_order on topic (cluster_id, created_at, name);
create index topic_organization on topic (organization_id);

-- When each cluster's topics were listed, in the gateway's milliseconds since 1970, so that older listings change nothing.
create table topic_listing (
  cluster_id text primary key references cluster (id),
  organization_id text not null references organization (id),
  listed_at bigint not null
);

-- Only what gateways saw is written; with its cluster it goes.
grant select, delete on topic to weir_api;
grant select on topic_listing to weir_api;
grant select, insert, update, delete on topic to weir_system;
grant select, insert, update on topic_listing to weir_system;
