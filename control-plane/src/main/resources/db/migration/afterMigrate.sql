-- Who may do what, made true at each start and after each migration.
--
-- weir_api: requests, for one organization at a time. weir_system: what has no organization yet, or serves them all.
-- A new table with a column organization_id is protected and granted to weir_api by itself. A migration that wants
-- weir_api to have less grants that; what weir_system needs, and tables without the column, are granted by migrations.
do $isolation$
declare
  target record;
  condition text;
begin
  perform pg_advisory_xact_lock(8603398601508388866);

  grant usage on schema public to weir_api, weir_system;

  -- For everybody: no row of these belongs to an organization.
  grant select on plan to weir_api, weir_system;
  -- To lock a row needs the privilege to change it; of this column nothing depends.
  grant select, update (updated_at) on region to weir_api;
  grant select, insert, update on region to weir_system;
  -- Tenants' records wait there with their secrets: who writes can't read.
  grant insert on outbox to weir_api;
  grant select, insert, delete on outbox to weir_system;

  -- Its own name is all that an organization changes of itself.
  grant select, insert, update (display_name, updated_at) on organization to weir_api;
  -- The request for a cluster makes its secret, but has no need to read one.
  grant insert, select (cluster_id) on cluster_secret to weir_api;

  grant select, update on organization to weir_system;
  grant select (id, organization_id, email) on app_user to weir_system;
  grant select, update on cluster to weir_system;
  grant select, insert, update on cluster_secret to weir_system;
  grant select, update (state, generation, revoked_at, updated_at) on api_key to weir_system;
  grant select, insert, update on provisioning_work to weir_system;

  revoke execute on function awake_brokers(text) from public;
  grant execute on function awake_brokers(text) to weir_api;

  for target in
    select c.oid, c.relname as name, c.relowner::regrole as owner, c.relrowsecurity and c.relforcerowsecurity as forced,
           case c.relname when 'organization' then 'id' else 'organization_id' end as organization,
           exists (select from aclexplode(c.relacl) where grantee = 'weir_api'::regrole)
             or exists (select from pg_attribute a, aclexplode(a.attacl) g
                        where a.attrelid = c.oid and g.grantee = 'weir_api'::regrole) as granted
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and (c.relname = 'organization'
           or exists (select from pg_attribute a
                      where a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped))
  loop
    if not target.forced then
      execute format('alter table %I enable row level security, force row level security', target.name);
    end if;
    if not target.granted then
      execute format('grant select, insert, update, delete on %I to weir_api', target.name);
    end if;
    condition := format('%I = current_setting(''weir.org'', true)', target.organization);
    if not exists (select from pg_policy where polrelid = target.oid and polname = 'tenant') then
      execute format('create policy tenant on %I to weir_api using (%s) with check (%s)',
                     target.name, condition, condition);
    end if;
    if not exists (select from pg_policy where polrelid = target.oid and polname = 'platform') then
      execute format('create policy platform on %I to weir_system using (true) with check (true)', target.name);
    end if;
    -- For migrations that change rows, and for functions that say so.
    if not exists (select from pg_policy where polrelid = target.oid and polname = 'owner') then
      execute format('create policy owner on %I to %s using (current_setting(''weir.everybody'', true) = ''on'')',
                     target.name, target.owner);
    end if;
  end loop;
end
$isolation$;
