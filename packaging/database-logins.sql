-- The three logins of Plumbline on a PostgreSQL server, each with the least it needs and none of them a superuser. Once, as a superuser:
--   psql -v owner_password=… -v service_password=… -v reader_password=… --file packaging/database-logins.sql plumbline
--
--   plumbline_owner    owns the tables and migrates them       DATABASE_OWNER_URL, for `plumbline db migrate` alone
--   plumbline_service  what the service and commands work with  DATABASE_URL
--   plumbline_reader   reads for keys bound to clients          DATABASE_READER_URL
--
-- What each may do with a table comes with `plumbline db migrate`, as do the policies of row level security.
\set ON_ERROR_STOP on
create role plumbline_owner login nosuperuser nocreatedb nocreaterole password :'owner_password';
-- What it takes from other roles it has only while it takes them.
create role plumbline_service login noinherit nosuperuser nocreatedb nocreaterole password :'service_password';
create role plumbline_reader login nosuperuser nocreatedb nocreaterole password :'reader_password';
-- Taken by the service for what a key bound to clients adds.
create role plumbline_writer nologin;
grant plumbline_reader, plumbline_writer to plumbline_service;
alter database :"DBNAME" owner to plumbline_owner;
revoke all on database :"DBNAME" from public;
grant connect, temporary on database :"DBNAME" to plumbline_service, plumbline_reader, plumbline_writer;
alter schema public owner to plumbline_owner;
revoke create on schema public from public;
