\set n random(:first, :clusters)
\set o :n % :organizations + 1
select k.secret_sha256, k.organization_id, k.owner_id, o.suspended, array(select role || ' ' || coalesce(environment_id, '-') || ' ' || coalesce(cluster_id, '-') from role_binding where principal_id = k.owner_id) as grants from api_key k join organization o on o.id = k.organization_id where k.id = 'B' || lpad(:o::text, 15, '0') and k.state = 'ACTIVE' and k.cluster_id is null;
begin;
select set_config('weir.org', '00000000-0000-4000-8000-' || lpad(:o::text, 12, '0'), true);
select * from cluster where organization_id = '00000000-0000-4000-8000-' || lpad(:o::text, 12, '0') and id = 'lkc-b' || lpad(:n::text, 7, '0') and desired_state <> 'DELETED';
commit;
