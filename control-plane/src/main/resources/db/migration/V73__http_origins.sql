-- Whose pages may use a cluster over HTTP, such as https://app.example.org. An older binary neither reads nor writes it.
alter table cluster add column http_origins text[] not null default '{}';
