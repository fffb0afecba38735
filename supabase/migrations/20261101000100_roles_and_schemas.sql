-- migrate:up

-- Roles are shared by every database of a server, so each is created only where it is missing.
-- A concurrent migration of another database may win the race: that is fine, the role is there.
do $$
begin
  begin
    create role pipeline_owner nologin;
  exception when duplicate_object or unique_violation then
    raise debug 'role pipeline_owner exists';
  end;
  begin
    create role pipeline_edge login;
  exception when duplicate_object or unique_violation then
    raise debug 'role pipeline_edge exists';
  end;
  begin
    create role pipeline_analyst nologin;
  exception when duplicate_object or unique_violation then
    raise debug 'role pipeline_analyst exists';
  end;
  begin
    create role anon nologin noinherit;
  exception when duplicate_object or unique_violation then
    raise debug 'role anon exists';
  end;
  begin
    create role authenticated nologin noinherit;
  exception when duplicate_object or unique_violation then
    raise debug 'role authenticated exists';
  end;
  -- On Supabase the role is there already; creating one that bypasses RLS takes a superuser.
  if not exists (select from pg_catalog.pg_roles as r where r.rolname = 'service_role') then
    begin
      create role service_role nologin noinherit bypassrls;
    exception when duplicate_object or unique_violation then
      raise debug 'role service_role exists';
    end;
  end if;
  begin
    create role authenticator login noinherit;
    grant anon, authenticated, service_role to authenticator;
  exception when duplicate_object or unique_violation then
    raise debug 'role authenticator exists';
  end;
end;
$$;

comment on role pipeline_owner is
  'Owns every object of the pipeline. Cannot log in: migrations become it with set role.';
comment on role pipeline_edge is
  'The login of the edge functions: may execute the functions of schema api and nothing else. Its '
  'password is set outside migrations.';
comment on role pipeline_analyst is
  'Group role of people in psql: reads everything but client data and keys, may insert (key, '
  'payload) into raw and run the documented ops calls.';

-- The backstop behind the limit that each endpoint declares in the catalogue.
alter role pipeline_edge set statement_timeout = '65s';

grant pipeline_owner to current_user;

-- Nothing is executable or readable unless a file says so.
alter default privileges revoke execute on functions from public;
alter default privileges for role pipeline_owner revoke execute on functions from public;
alter default privileges in schema public revoke all on tables from anon, authenticated;
alter default privileges in schema public revoke all on sequences from anon, authenticated;
alter default privileges in schema public revoke all on functions from anon, authenticated;

create schema raw authorization pipeline_owner;
create schema extracted authorization pipeline_owner;
create schema reference authorization pipeline_owner;
create schema core authorization pipeline_owner;
create schema client authorization pipeline_owner;
create schema outbound authorization pipeline_owner;
create schema ops authorization pipeline_owner;
create schema api authorization pipeline_owner;
create schema testing authorization pipeline_owner;

comment on schema raw is
  'Every payload as received, append-only. Written by the landing functions of api and by '
  'analysts.';
comment on schema extracted is
  'Typed rows: what the newest document of each source says, per company and person.';
comment on schema reference is
  'Vocabularies, look-ups and the normalisers (pure functions).';
comment on schema core is
  'One canonical record per company and person, and their dimensions. Written by core.coalesce_* '
  'only.';
comment on schema client is 'Leads of tenants, isolated per client.';
comment on schema outbound is 'Jobs, deliveries and receipts of what is sent to Clay.';
comment on schema ops is
  'Running the pipeline: keys, failures, rejected requests, documents, sources, replay and '
  'rebuild.';
comment on schema api is
  'The functions that edge functions and PostgREST may call. Holds no tables.';
comment on schema testing is 'A sandbox for people who wire up a new sender.';

-- Existing objects of these schemas are granted in sql/grants.sql, which runs at every release;
-- these defaults cover what is created between two releases.
alter default privileges for role pipeline_owner
  in schema raw, extracted, reference, core, client, outbound, ops, testing
  grant all on tables to service_role;
alter default privileges for role pipeline_owner
  in schema raw, extracted, reference, core, client, outbound, ops, testing
  grant all on sequences to service_role;

-- api.health reports the migration version. Both dbmate and the Supabase CLI create the history
-- table before they run the first file; another tool may keep its history elsewhere.
do $$
begin
  if to_regclass('supabase_migrations.schema_migrations') is not null then
    grant usage on schema supabase_migrations to pipeline_owner;
    grant select on supabase_migrations.schema_migrations to pipeline_owner;
  end if;
end;
$$;

-- migrate:down
-- Forward-only: a mistake is corrected by the next migration.
