\set n random(:first, :clusters)
select k.secret_sha256, k.organization_id, k.owner_id, o.suspended from api_key k join organization o on o.id = k.organization_id where k.id = 'B' || lpad((:n % :organizations + 1)::text, 15, '0') and k.state = 'ACTIVE' and k.cluster_id is null;
begin;
select set_config('weir.org', '00000000-0000-4000-8000-' || lpad((:n % :organizations + 1)::text, 12, '0'), true);
select * from cluster where organization_id = '00000000-0000-4000-8000-' || lpad((:n % :organizations + 1)::text, 12, '0') and id = 'lkc-b' || lpad(:n::text, 7, '0') and desired_state <> 'DELETED';
commit;
