-- What clients may do over HTTP. Streams of events aren't named: there may be as many as connections. An older binary
-- doesn't know these names and passes over them.
update plan set limits = jsonb_set(
  jsonb_set(limits,
    '{clusters,BASIC}',
    '{"httpRequestsPerSecond": 15000, "httpRecordsPerSecond": 100000, "httpBodyBytes": 16777216,
      "httpConsumers": 200}'::jsonb || (limits -> 'clusters' -> 'BASIC')),
  '{clusters,STANDARD}',
  '{"httpRequestsPerSecond": 15000, "httpRecordsPerSecond": 250000, "httpBodyBytes": 16777216,
    "httpConsumers": 1000}'::jsonb || (limits -> 'clusters' -> 'STANDARD'))
where name = 'free';
