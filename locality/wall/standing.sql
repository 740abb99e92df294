-- Does the wall stand? One question to the catalogue, asked whenever the web server or the worker starts; each row of the
-- answer is one fault, in plain words. The lists come from the declarations (locality/wall/standing.py).
WITH me AS (
    SELECT rolname AS name, r.* FROM pg_roles r WHERE rolname = %(role)s
), inside AS ( -- what is ours or anybody's, apart from PostgreSQL itself and what an extension brought
    SELECT oid, nspname AS name FROM pg_namespace
    WHERE nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND nspname !~ '^pg_(toast_)?temp_'
), brought AS (
    SELECT classid, objid FROM pg_depend WHERE deptype = 'e'
), tables AS (
    SELECT c.oid, c.relkind AS kind, c.relrowsecurity AS secured, c.relforcerowsecurity AS forced, c.relowner,
           n.name AS schema, CASE n.name WHEN 'public' THEN '' ELSE n.name || '.' END || c.relname AS name,
           (SELECT jsonb_object_agg(option_name, option_value) FROM pg_options_to_table(c.reloptions)) AS options
    FROM pg_class c JOIN inside n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
      AND NOT EXISTS (SELECT FROM brought b WHERE b.classid = 'pg_class'::regclass AND b.objid = c.oid)
), may AS ( -- what the application may do: `anywhere` in at least one column, `whole` in all of them
    SELECT t.*, command,
           CASE WHEN command IN ('DELETE', 'TRUNCATE', 'TRIGGER') THEN has_table_privilege(me.oid, t.oid, command)
                ELSE has_any_column_privilege(me.oid, t.oid, command) END AS anywhere,
           has_table_privilege(me.oid, t.oid, command) AS whole
    FROM me CROSS JOIN tables t
    CROSS JOIN unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER']) AS command
    WHERE NOT me.rolsuper -- who may everything: that is said once
), rights AS ( -- what it should be able to do (locality/rights.py)
    SELECT * FROM unnest(%(tables)s::text[], %(rights)s::text[]) AS r(name, text)
), policies AS ( -- those that are for the application, by name or as one of everybody
    SELECT t.name, t.oid, p.polname AS policy, p.polpermissive AS permissive, p.polroles = '{0}' AS everybody,
           CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE'
                ELSE 'ALL' END AS command,
           -- Only short ones are written out: that takes long, and neither `true` nor a floor is a long condition.
           CASE WHEN length(p.polqual::text) < 3000 THEN pg_get_expr(p.polqual, p.polrelid) ELSE '' END AS using,
           CASE WHEN length(p.polwithcheck::text) < 3000 THEN pg_get_expr(p.polwithcheck, p.polrelid) ELSE '' END AS checking
    FROM me CROSS JOIN tables t JOIN pg_policy p ON p.polrelid = t.oid
    WHERE me.oid = ANY (p.polroles) OR p.polroles = '{0}'
), protected AS (
    SELECT wanted.name, t.oid, t.secured, t.forced
    FROM unnest(%(protected)s::text[]) AS wanted(name) LEFT JOIN tables t ON t.name = wanted.name
), functions AS (
    SELECT p.oid, p.prosecdef, p.proconfig, p.proowner, p.prorettype,
           format('%%s.%%s(%%s)', n.name, p.proname, oidvectortypes(p.proargtypes)) AS name
    FROM pg_proc p JOIN inside n ON n.oid = p.pronamespace
    WHERE p.prosecdef
      AND NOT EXISTS (SELECT FROM brought b WHERE b.classid = 'pg_proc'::regclass AND b.objid = p.oid)
), fault(place, text) AS (
    -- 1. The role
    SELECT 1, format('there is no role %%s', %(role)s::text) WHERE NOT EXISTS (SELECT FROM me)
    UNION ALL
    SELECT 1, format('signed in as %%s, acting as %%s: no change of role may come first', session_user, current_user)
    WHERE %(itself)s AND session_user <> current_user
    UNION ALL
    SELECT 1, format('the role %%s %%s', name, what)
    FROM me CROSS JOIN LATERAL (VALUES
        (rolsuper, 'is a superuser'), (rolbypassrls, 'may bypass row security'), (rolcreaterole, 'may make roles'),
        (rolcreatedb, 'may make databases'), (rolreplication, 'may replicate the database'),
        (has_database_privilege(oid, current_database(), 'CREATE'), 'may make schemas (CREATE on the database)'),
        (has_database_privilege(oid, current_database(), 'TEMPORARY'), 'may make temporary tables (TEMP on the database)'),
        (has_parameter_privilege(oid, 'session_replication_role', 'SET'), 'may switch triggers off')
    ) AS power(held, what) WHERE held AND (NOT rolsuper OR what = 'is a superuser')
    UNION ALL
    SELECT 1, format('the role %%s is a member of %%s', me.name, m.roleid::regrole)
    FROM me JOIN pg_auth_members m ON m.member = me.oid
    UNION ALL
    SELECT 1, format('the role %%s owns the %%s', me.name, pg_describe_object(d.classid, d.objid, d.objsubid))
    FROM me JOIN pg_shdepend d ON d.refclassid = 'pg_authid'::regclass AND d.refobjid = me.oid AND d.deptype = 'o'
    JOIN pg_database b ON b.datname = current_database() AND d.dbid IN (0, b.oid)
    UNION ALL
    SELECT 1, format('the role %%s may create in the schema %%s', me.name, i.name)
    FROM me CROSS JOIN inside i WHERE has_schema_privilege(me.oid, i.oid, 'CREATE') AND NOT me.rolsuper
    -- 2. What it may do to tables
    UNION ALL
    SELECT 2, format('the application has the right %%s on %%s', m.command, m.name) || CASE
        WHEN m.schema IN ('wall', 'evidence') THEN ', which only functions of the database write'
        WHEN m.name = ANY (%(histories)s) THEN ', a history, which only its triggers write'
        ELSE ', which locality/rights.py does not give it' END
    FROM may m LEFT JOIN rights r ON r.name = m.name
    WHERE m.anywhere
      AND CASE WHEN r.text IS NULL THEN m.command <> 'SELECT'
               WHEN NOT r.text ~ m.command THEN true
               ELSE m.whole AND r.text ~ (m.command || ' \(') END
    -- 3. Protected tables
    UNION ALL
    SELECT 3, format('%%s is not there: run manage.py prepare', name) FROM protected WHERE oid IS NULL
    UNION ALL
    SELECT 3, format('%%s has no row security', name) FROM protected WHERE NOT secured
    UNION ALL
    SELECT 3, format('%%s does not force row security on its owner', name) FROM protected WHERE NOT forced
    UNION ALL
    SELECT 3, format('%%s has %%s policies for %%s, not one', p.name,
                     coalesce(nullif(count(q.policy), 0)::text, 'no'), m.command)
    FROM protected p JOIN may m ON m.oid = p.oid AND m.anywhere AND m.command IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE')
    LEFT JOIN policies q ON q.oid = p.oid AND q.permissive AND q.command IN (m.command, 'ALL')
    GROUP BY p.name, m.command HAVING count(q.policy) <> 1
    UNION ALL
    SELECT 3, format('%%s has the policy %%s for every command at once', q.name, q.policy)
    FROM protected p JOIN policies q ON q.oid = p.oid WHERE q.permissive AND q.command = 'ALL'
    UNION ALL
    SELECT 3, format('%%s has the policy %%s for everybody', q.name, q.policy)
    FROM protected p JOIN policies q ON q.oid = p.oid WHERE q.permissive AND q.everybody
    UNION ALL
    SELECT 3, format('%%s has the policy %%s, which lets everything through', q.name, q.policy)
    FROM protected p JOIN policies q ON q.oid = p.oid WHERE q.permissive AND 'true' IN (q.using, q.checking)
    UNION ALL
    SELECT 3, format('%%s has no floor: a restrictive policy of that name, for every command, that asks wall.me', p.name)
    FROM protected p WHERE p.oid IS NOT NULL AND NOT EXISTS (
        SELECT FROM policies q WHERE q.oid = p.oid AND q.policy = 'floor' AND NOT q.permissive AND q.command = 'ALL'
          AND q.using ~ '\mwall\.me\M' AND coalesce(q.checking, q.using) ~ '\mwall\.me\M')
    UNION ALL
    SELECT 3, format('%%s has its trigger %%s switched off', p.name, t.tgname)
    FROM protected p JOIN pg_trigger t ON t.tgrelid = p.oid WHERE t.tgenabled IN ('D', 'R')
    -- 4. What goes round them
    UNION ALL
    SELECT 4, format('%%s has no row security and is not on the list of open tables', m.name)
    FROM may m WHERE m.kind IN ('r', 'p') AND m.command = 'SELECT' AND m.anywhere AND NOT m.secured
      AND m.name <> ALL (%(open)s) AND m.name <> ALL (%(protected)s)
    UNION ALL
    SELECT 4, format('%%s is a %%s that the application may read: row security does not hold in it', m.name,
                     CASE m.kind WHEN 'm' THEN 'materialised view' ELSE 'foreign table' END)
    FROM may m WHERE m.kind IN ('m', 'f') AND m.command = 'SELECT' AND m.anywhere
    UNION ALL
    SELECT 4, format('the view %%s shows what its owner may see, not what its reader may (security_invoker), and is none '
                     'of the gate''s (owned by %%s, with security_barrier)', m.name, %(gate)s::text)
    FROM may m WHERE m.kind = 'v' AND m.command = 'SELECT' AND m.anywhere
      AND NOT coalesce((m.options ->> 'security_invoker')::boolean, false)
      AND NOT (coalesce((m.options ->> 'security_barrier')::boolean, false)
               AND pg_get_userbyid(m.relowner) = %(gate)s)
    UNION ALL
    SELECT 4, format('the application may call %%s, which runs with other rights and is not on the list', f.name)
    FROM me CROSS JOIN functions f
    WHERE has_function_privilege(me.oid, f.oid, 'EXECUTE') AND NOT me.rolsuper
      AND f.prorettype <> 'trigger'::regtype -- which nobody can call
      AND f.name <> ALL (%(callable)s)
    UNION ALL
    SELECT 4, format('%%s runs with the rights of %%s, who may pass row security', f.name, o.rolname)
    FROM functions f JOIN pg_roles o ON o.oid = f.proowner WHERE o.rolsuper OR o.rolbypassrls
    UNION ALL
    SELECT 4, format('%%s runs with other rights and takes the search path of its caller', f.name)
    FROM functions f
    WHERE NOT EXISTS (SELECT FROM unnest(f.proconfig) AS setting WHERE setting LIKE 'search_path=%%')
)
SELECT text FROM fault ORDER BY place, text
