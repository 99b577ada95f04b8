\set n random(0, 2000)
select k.secret_sha256, k.organization_id, k.owner_id, o.suspended, array(select role || ' ' || coalesce(environment_id, '-') || ' ' || coalesce(cluster_id, '-') from role_binding where principal_id = k.owner_id) as grants from api_key k join organization o on o.id = k.organization_id where k.id = 'B' || lpad('1', 15, '0') and k.state = 'ACTIVE' and k.cluster_id is null;
begin;
select set_config('weir.org', '00000000-0000-4000-8000-000000000001', true);
select * from environment where organization_id = '00000000-0000-4000-8000-000000000001' and id = 'env-b0000001';
select * from cluster where organization_id = '00000000-0000-4000-8000-000000000001' and environment_id = 'env-b0000001' and desired_state <> 'DELETED' and created_at >= timestamptz '2026-01-01' + :n::int * interval '1 second' order by created_at, id limit 101;
select count(*) from cluster where organization_id = '00000000-0000-4000-8000-000000000001' and environment_id = 'env-b0000001' and desired_state <> 'DELETED';
select * from cluster where organization_id = '00000000-0000-4000-8000-000000000001' and environment_id = 'env-b0000001' and desired_state <> 'DELETED' and created_at <= timestamptz '2026-01-01' + :n::int * interval '1 second' order by created_at desc, id desc limit 101;
select * from cluster where organization_id = '00000000-0000-4000-8000-000000000001' and environment_id = 'env-b0000001' and desired_state <> 'DELETED' order by created_at desc, id desc limit 101;
commit;
