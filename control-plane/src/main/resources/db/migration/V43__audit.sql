-- Who did what, from where, with which result. Rows are added and read; nobody changes one, and none goes before its time.
-- Without an organization: what the platform's administrator did, and what was refused to nobody known.
create table audit_event (
  id text primary key,
  organization_id text references organization (id),
  at timestamptz not null,
  principal text,
  credential text,
  address text not null,
  user_agent text not null,
  request_id text not null,
  method text not null,
  route text not null,
  resources text[] not null,
  status integer not null,
  error_code text,
  repeated integer not null
);
create index audit_event_order on audit_event (organization_id, at desc, id desc);
create index audit_event_age on audit_event (at desc, id desc);

create function audit_event_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_setting('weir.purge', true) = 'on' and old.at < now() - interval '7 days' then
    return old;
  end if;
  raise exception 'audit events stay as they are' using errcode = 'insufficient_privilege';
end
$$;
create trigger audit_event_stays before update or delete on audit_event
  for each row execute function audit_event_stays();
create trigger audit_event_all_stay before truncate on audit_event
  for each statement execute function audit_event_stays();

-- Removes some of what is older than its retention, and says how many. Nobody else removes anything.
create function purge_audit_events(before timestamptz) returns bigint
  language plpgsql security definer
  set search_path = public, pg_temp
as $$
declare
  gone bigint;
begin
  perform set_config('weir.everybody', 'on', true);
  perform set_config('weir.purge', 'on', true);
  delete from audit_event
  where id in (select id from audit_event where at < before and at < now() - interval '7 days' order by at limit 10000);
  get diagnostics gone = row_count;
  perform set_config('weir.purge', 'off', true);
  perform set_config('weir.everybody', 'off', true);
  return gone;
end
$$;

grant select, insert on audit_event to weir_api, weir_system;
revoke execute on function purge_audit_events(timestamptz) from public;
grant execute on function purge_audit_events(timestamptz) to weir_system;
