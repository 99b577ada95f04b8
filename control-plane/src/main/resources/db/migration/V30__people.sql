-- From a signup until its first user has verified their e-mail address; nothing can be changed meanwhile.
alter table organization add column email_pending boolean not null default false;

-- Logins. The token is 384 random bits and kept as a SHA-256, as the secrets of keys are.
create table user_session (
  id text primary key,
  organization_id text not null references organization (id),
  user_id text not null references app_user (id) on delete cascade,
  token_sha256 text not null unique,
  address text not null,
  user_agent text not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index user_session_user on user_session (user_id, created_at, id);
create index user_session_end on user_session (expires_at);
create index user_session_organization on user_session (organization_id);

-- What is sent by mail to prove that somebody reads it, for one purpose (VERIFY_EMAIL, RESET_PASSWORD), used once.
create table user_token (
  token_sha256 text primary key,
  organization_id text not null references organization (id),
  user_id text not null references app_user (id) on delete cascade,
  purpose text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index user_token_user on user_token (user_id, purpose);
create index user_token_end on user_token (expires_at);
create index user_token_organization on user_token (organization_id);

-- user_id is the one that the invited will have; there is no such user before they accept. status is SENT or ACCEPTED;
-- one that is withdrawn is gone, one that has expired is a SENT one of the past.
create table invitation (
  id text primary key,
  organization_id text not null references organization (id),
  email text not null,
  creator_id text not null,
  user_id text not null,
  status text not null,
  token_sha256 text not null unique,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz
);
create index invitation_order on invitation (organization_id, created_at, id);
create index invitation_user on invitation (user_id);

-- Codes of the platform's administrator, each good for one signup.
create table signup_invitation (
  id text primary key,
  code_sha256 text not null unique,
  email text,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);

-- How often something went wrong lately for an account or an address; the subject is a SHA-256 of which.
create table failed_attempt (
  subject text primary key,
  failures integer not null,
  last_at timestamptz not null,
  blocked_until timestamptz
);
create index failed_attempt_age on failed_attempt (last_at);

-- Requests see a user's sessions but not their tokens; and nothing of tokens in letters, codes and failures.
grant select (id, organization_id, user_id, address, user_agent, created_at, last_seen_at, expires_at), delete
  on user_session to weir_api;
grant select, insert, update (last_seen_at), delete on user_session to weir_system;
grant select (user_id) on user_token to weir_api;
grant select, insert, delete on user_token to weir_system;
grant select on invitation to weir_system;
grant select, insert, delete on signup_invitation to weir_system;
grant select, insert, update, delete on failed_attempt to weir_system;
grant select (password_hash), update (password_hash, updated_at) on app_user to weir_system;

-- A code is used in the transaction that makes an organization, by a role that sees none of them.
create function use_signup_code(code text, address text, at timestamptz) returns boolean
  language sql security definer
  set search_path = public, pg_temp
as $$
  with used as (
    update signup_invitation set used_at = at
    where code_sha256 = code and used_at is null and expires_at > at and (email is null or lower(email) = lower(address))
    returning 1
  )
  select exists (select from used)
$$;
revoke execute on function use_signup_code(text, text, timestamptz) from public;
grant execute on function use_signup_code(text, text, timestamptz) to weir_api;
