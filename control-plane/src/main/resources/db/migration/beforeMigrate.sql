-- The two roles that the control plane works as, made when they are missing. They own nothing and are no superusers, so
-- row-level security holds for them. Where somebody else made them, their passwords are that somebody's business.
do $roles$
declare
  wanted record;
begin
  -- Of several control planes that start at once, one after the other.
  perform pg_advisory_xact_lock(8603398601508388866);
  for wanted in
    select * from (values
      ('weir_api', $password$${weir_api_password}$password$),
      ('weir_system', $password$${weir_system_password}$password$)) as roles (name, password)
  loop
    if not exists (select from pg_roles where rolname = wanted.name) then
      execute format('create role %I login password %L', wanted.name, wanted.password);
    elsif pg_has_role(current_user, wanted.name, 'member with admin option') then
      execute format('alter role %I login password %L', wanted.name, wanted.password);
    end if;
  end loop;
end
$roles$;
