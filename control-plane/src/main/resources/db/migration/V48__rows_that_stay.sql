-- Clusters and keys are marked, not removed, and a cluster's work stays with it: so requests remove no such row.
grant select, insert, update on cluster, api_key, provisioning_work to weir_api;
revoke delete on cluster, api_key, provisioning_work from weir_api;
