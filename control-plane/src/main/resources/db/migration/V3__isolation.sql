-- What the settings said of the region's capacity when they were last read: only when they change do they replace what
-- an operator has set since.
alter table region add column configured_awake_brokers integer;

-- A region's brokers belong to many organizations, but whoever asks for one more must know how many there are. Nothing
-- else of others leaves this function. It runs as the tables' owner, for whom row-level security holds as well.
create function awake_brokers(wanted text) returns bigint
  language plpgsql security definer
  set search_path = public, pg_temp
as $$
declare
  awake bigint;
begin
  perform set_config('weir.everybody', 'on', true);
  select coalesce(sum(brokers), 0) into awake from cluster where region = wanted and desired_state = 'RUNNING';
  perform set_config('weir.everybody', 'off', true);
  return awake;
end
$$;
