-- The database and its roles, for a PostgreSQL that somebody else runs (15 to 18). Read it, then, once and after each
-- upgrade of the service, as a role that may create roles and databases (no superuser is needed):
--
--     psql --dbname postgres --file config/postgres/managed.sql          (--set database=another_name)
--
-- Safe to repeat: what is there is mended. No password is in here; give each role that signs in its own afterwards, by
--     \password locality_owner      and locality_app, locality_sealer, locality_audit, locality_backup
--
-- locality_owner    owns the tables and migrates. Row security holds for it too: it sees no family's rows.
-- locality_app      the web server and the worker. Owns nothing, is a member of nothing.
-- locality_policy   nobody signs in as it: it owns the schema `wall`, by which the rows are guarded.
-- locality_sealer   the worker's second connection: seals the evidence, and may do nothing else.
-- locality_audit    whoever verifies the evidence: reads the log, no content.
-- locality_backup   pg_dump. What it needs more than CREATEROLE can give is said below.
\set ON_ERROR_STOP on
\set QUIET on
SET client_min_messages = warning;
\if :{?database}
\else
    \set database locality
\endif
SELECT current_setting('server_version_num')::int >= 160000 AS knows_set \gset
SELECT rolsuper OR (rolbypassrls AND :'knows_set') AS may_bypass,
       rolsuper OR NOT :'knows_set' OR EXISTS (
           SELECT FROM pg_auth_members m
           WHERE m.member = r.oid AND m.admin_option AND m.roleid = 'pg_read_all_data'::regrole) AS may_give_reading
FROM pg_roles r WHERE rolname = current_user \gset

-- Roles. NOINHERIT: a power of another role must be asked for by name (SET ROLE).
SELECT format('%s ROLE %I %s', CASE WHEN found.rolname IS NULL THEN 'CREATE' ELSE 'ALTER' END, wanted.name, wanted.may)
FROM (VALUES ('locality_owner', 'LOGIN NOINHERIT'),
             ('locality_app', 'LOGIN NOINHERIT'),
             ('locality_policy', 'NOLOGIN NOINHERIT'),
             ('locality_sealer', 'LOGIN NOINHERIT'),
             ('locality_audit', 'LOGIN NOINHERIT'),
             ('locality_backup', 'LOGIN INHERIT')) AS wanted(name, may)
LEFT JOIN pg_roles found ON found.rolname = wanted.name \gexec
-- A statement behind row security looks dear to the planner, and takes a millisecond. Where PostgreSQL compiles what looks
-- dear (JIT: on unless switched off, up to version 18), each would wait for the compiler first.
ALTER ROLE locality_app SET jit = off;
ALTER ROLE locality_audit SET jit = off;
ALTER ROLE locality_sealer SET jit = off;
-- The owner makes the wall in the name of the policy role, by SET ROLE and in no other way.
\if :knows_set
    GRANT locality_policy TO locality_owner WITH INHERIT FALSE, SET TRUE;
\else
    GRANT locality_policy TO locality_owner;
\endif

-- pg_dump stops at a table with row security unless its role may pass it, which from version 16 on takes a role that
-- may itself, and before that a superuser.
\if :may_bypass
    ALTER ROLE locality_backup BYPASSRLS;
\else
    \warn 'locality_backup may not pass row security: ask the provider for ALTER ROLE locality_backup BYPASSRLS; or let'
    \warn 'it dump by the policies made for it (pg_dump --enable-row-security); or rely on the snapshots of the provider,'
    \warn 'which do not go through row security at all.'
\endif
\if :may_give_reading
    GRANT pg_read_all_data TO locality_backup;
\endif

-- Nothing else: an application whose role is more than this does not start.
DO $$
DECLARE
    fault text;
BEGIN
    SELECT string_agg(rolname, ', ') INTO fault FROM pg_roles
    WHERE rolname LIKE 'locality\_%' AND (rolsuper OR rolcreaterole OR rolreplication
        OR (rolbypassrls AND rolname <> 'locality_backup')
        OR (rolcreatedb AND rolname <> 'locality_owner'));
    IF fault IS NOT NULL THEN
        RAISE EXCEPTION 'These roles may too much (superuser, createrole, createdb, replication, bypassrls): %', fault;
    END IF;
    SELECT string_agg(format('%s of %s', m.member::regrole, m.roleid::regrole), ', ') INTO fault
    FROM pg_auth_members m
    WHERE m.member IN ('locality_app'::regrole, 'locality_policy'::regrole, 'locality_sealer'::regrole, 'locality_audit'::regrole);
    IF fault IS NOT NULL THEN
        RAISE EXCEPTION 'These roles must be members of nothing: %', fault;
    END IF;
END $$;

-- The database. Whoever runs this acts as its owner for a moment, and takes that back.
SELECT rolsuper AS super FROM pg_roles WHERE rolname = current_user \gset
\if :super
\elif :knows_set
    GRANT locality_owner TO CURRENT_USER WITH INHERIT FALSE, SET TRUE;
\else
    GRANT locality_owner TO CURRENT_USER;
\endif
SELECT format('CREATE DATABASE %I OWNER locality_owner', :'database')
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'database') \gexec
SET ROLE locality_owner;
REVOKE ALL ON DATABASE :"database" FROM PUBLIC; -- CONNECT, and TEMPORARY: no tables of one's own before ours
GRANT CONNECT ON DATABASE :"database" TO locality_app, locality_sealer, locality_audit, locality_backup;
RESET ROLE;
\if :knows_set
\else
    -- Before version 16, who inherits nothing does not inherit what a database's owner may in its schema either.
    \connect :"database"
    SET ROLE pg_database_owner;
    GRANT ALL ON SCHEMA public TO locality_owner;
    RESET ROLE;
\endif
\if :super
\else
    REVOKE locality_owner FROM CURRENT_USER;
\endif
