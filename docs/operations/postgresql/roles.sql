-- Who may do what in the database: run once by an administrator, before the first migration or over a database that is in use,
-- and again whenever a name changes. What the groups may do with each table is given by the migration.
--
--   SUYUAN_MIGRATION_PASSWORD=… SUYUAN_SILO_PASSWORD=… SUYUAN_API_PASSWORD=… SUYUAN_READER_PASSWORD=… \
--     psql -d suyuan -f roles.sql [-v migration=NAME] [-v silo=NAME] [-v api=NAME] [-v reader=NAME]
--
-- Passwords come from the environment and are in no file and no list of processes; whoever has none keeps the one he has, or gets
-- one later (\password NAME). Keep log_statement at none meanwhile: a server that logs statements logs these.
\set ON_ERROR_STOP on
\if :{?migration}
\else
  \set migration suyuan_migration
\endif
\if :{?silo}
\else
  \set silo suyuan_silo
\endif
\if :{?api}
\else
  \set api suyuan_api
\endif
\if :{?reader}
\else
  \set reader suyuan_reader
\endif
\getenv migration_password SUYUAN_MIGRATION_PASSWORD
\getenv silo_password SUYUAN_SILO_PASSWORD
\getenv api_password SUYUAN_API_PASSWORD
\getenv reader_password SUYUAN_READER_PASSWORD

select current_user in (:'migration', :'silo', :'api', :'reader') as self
\gset
\if :self
do $body$ begin raise exception 'the administrator who runs this would lose his rights: name other logins'; end $body$;
\endif

begin;
set local client_min_messages = warning;

-- Groups have the rights, logins belong to groups: rights do not change with names.
select format('create role %I nologin', name)
  from unnest(array['suyuan_silos', 'suyuan_gateways', 'suyuan_readers']) name
 where not exists (select from pg_roles where rolname = name)
\gexec
select format('create role %I login', name)
  from unnest(array[:'migration', :'silo', :'api', :'reader']) name
 where not exists (select from pg_roles where rolname = name)
\gexec
alter role :"migration" nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
alter role :"silo" nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
alter role :"api" nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
alter role :"reader" nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
grant suyuan_silos to :"silo";
grant suyuan_gateways to :"api";
grant suyuan_readers to :"reader";
alter role :"reader" set default_transaction_read_only = on;

\if :{?migration_password}
alter role :"migration" password :'migration_password';
\endif
\if :{?silo_password}
alter role :"silo" password :'silo_password';
\endif
\if :{?api_password}
alter role :"api" password :'api_password';
\endif
\if :{?reader_password}
alter role :"reader" password :'reader_password';
\endif

-- Nobody else comes in, and nobody but the migration makes anything here.
select current_database() as database
\gset
revoke all on database :"database" from public;
grant connect on database :"database" to :"migration", suyuan_silos, suyuan_gateways, suyuan_readers;
revoke all on schema public from public;
grant usage, create on schema public to :"migration";
grant usage on schema public to suyuan_silos, suyuan_gateways, suyuan_readers;

-- A database that one user owned until now.
select format('alter table public.%I owner to %I', tablename, :'migration')
  from pg_tables where schemaname = 'public' and tableowner <> :'migration'
\gexec
select format('alter function %s owner to %I', p.oid::regprocedure, :'migration')
  from pg_proc p join pg_roles r on r.oid = p.proowner
 where p.pronamespace = 'public'::regnamespace and r.rolname <> :'migration'
   and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
\gexec

commit;
