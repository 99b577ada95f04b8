-- What status.conditions say of a cluster, and since when. status_cku is the size that its brokers have come to, as cku
-- is the size that its owner wants. Derived from the row by whoever writes it, so that no writer can forget it.

alter table cluster
  add column status_cku integer,
  add column ready boolean not null default false,
  add column ready_since timestamptz not null default now(),
  add column scaling boolean not null default false,
  add column scaling_since timestamptz,
  add column degraded boolean not null default false,
  add column degraded_since timestamptz,
  add column suspended_since timestamptz;

create function cluster_conditions() returns trigger language plpgsql as $$
declare
  serves boolean := new.phase = 'PROVISIONED' and new.reason in ('', 'Scaling', 'Degraded')
    and new.desired_state = 'RUNNING';
  before cluster := case when tg_op = 'UPDATE' then old end;
begin
  new.ready := serves;
  new.scaling := serves and new.reason = 'Scaling';
  new.degraded := serves and new.reason = 'Degraded';
  if new.ready is distinct from before.ready then
    new.ready_since := now();
  end if;
  if new.scaling is distinct from coalesce(before.scaling, false) then
    new.scaling_since := now();
  end if;
  if new.degraded is distinct from coalesce(before.degraded, false) then
    new.degraded_since := now();
  end if;
  if (new.suspended or new.desired_state = 'SUSPENDED')
      is distinct from coalesce(before.suspended or before.desired_state = 'SUSPENDED', false) then
    new.suspended_since := now();
  end if;
  if serves and new.reason <> 'Scaling' then
    new.status_cku := new.cku;
  end if;
  return new;
end
$$;

create trigger cluster_conditions before insert or update on cluster
  for each row execute function cluster_conditions();

-- The conditions of the clusters that are there, whosever they are.
select set_config('weir.everybody', 'on', true);
update cluster set generation = generation;
