-- What SCRAM needs to check a cluster key's secret, as Kafka writes it. Secrets aren't kept, so older keys have none.
alter table api_key add column scram_sha256 text, add column scram_sha512 text;
