-- The gate: who is at work in this transaction, and what the decisions say that they may see. Read by every policy of
-- policies.sql. Owned by locality_policy, which may read everything and log in nowhere. Raised by locality/wall/raising.py.
--
-- No function or view here trusts a setting that the application can write: the only way in is a token that was signed
-- with a key that is not in the database, for this very connection, moments ago.

CREATE TABLE IF NOT EXISTS wall.key (
    kid text PRIMARY KEY,          -- the beginning of the key's own digest
    ipad bytea NOT NULL,           -- HMAC-SHA256's two pads: the key itself is nowhere here
    opad bytea NOT NULL,
    lifetime interval NOT NULL     -- how old a token may be when it is shown
);

-- One row for each connection that is at work. Nobody but the gate may write it, nobody else sees an uncommitted row,
-- and its transaction's number makes it worthless in the next. Without a log: after a crash nobody is at work.
CREATE UNLOGGED TABLE IF NOT EXISTS wall.entered (
    pid int PRIMARY KEY,
    xid xid8 NOT NULL,
    person uuid NOT NULL,
    partners uuid[] NOT NULL,
    groups int[] NOT NULL,
    audits boolean NOT NULL,
    system boolean NOT NULL,
    at timestamptz NOT NULL
) WITH (fillfactor = 50);

-- The families that are shut to whoever entered, worked out once, as every statement asks for them several times. Not a
-- column of wall.entered: it is read still more often, and must stay small.
CREATE UNLOGGED TABLE IF NOT EXISTS wall.shut (
    pid int PRIMARY KEY,
    xid xid8 NOT NULL,
    families uuid[] NOT NULL
) WITH (fillfactor = 50);

-- What policies of before asked, which are lowered by now.
DROP FUNCTION IF EXISTS wall.reads_decision(uuid);

CREATE TABLE IF NOT EXISTS wall.raised (
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    source text NOT NULL,          -- digest of this file, the policies and the rights
    catalogue text NOT NULL        -- digest of what PostgreSQL made of them
);

-- Who is at work: no row when nobody entered in this transaction.
CREATE OR REPLACE VIEW wall.me WITH (security_barrier) AS
SELECT person, partners, groups, audits, system, at
FROM wall.entered
WHERE pid = pg_backend_pid() AND xid = pg_current_xact_id_if_assigned();

-- Which agreements decisions rest on: days and moments only, not whose they are. The application's own rule asks this
-- too, as it may not read the agreements of other partners. `whose` is the same for the agreements of one person that a
-- decision rests on: the key of the first line among them, which tells nothing of the person.
CREATE OR REPLACE VIEW wall.rests_on WITH (security_barrier) AS
SELECT r.decision_id, c.given_at, c.withdrawn_at, c.superseded_at, c.expires_on,
       (SELECT y.id FROM consent_decisionconsent y JOIN consent_consent s ON s.id = y.consent_id
        WHERE y.decision_id = r.decision_id AND s.person_id = c.person_id ORDER BY y.id LIMIT 1) AS whose
FROM consent_decisionconsent r
JOIN consent_consent c ON c.id = r.consent_id
WHERE (SELECT true FROM wall.me) OR current_user <> 'locality_app';

-- Which families are restricted, and since when: not why. Asked by the application's own rule too.
CREATE OR REPLACE VIEW wall.restricted WITH (security_barrier) AS
SELECT id, family_id, starts_at, ends_at
FROM locality_restriction
WHERE (SELECT true FROM wall.me) OR current_user <> 'locality_app';

-- What live decisions give to my partners: a kind of information about a family (record IS NULL), or one record.
-- For the gate's own use; `given` is the same for the policies.
CREATE OR REPLACE VIEW wall.live AS
SELECT d.family_id AS family, d.provider_id AS provider, i.what_id AS category, i.record_kind AS kind, i.record,
       d.id AS decision
FROM wall.me
CROSS JOIN consent_sharingdecision d
JOIN consent_decisionrecipient r ON r.decision_id = d.id
JOIN consent_decisionitem i ON i.decision_id = d.id
WHERE r.partner_id = ANY ((SELECT partners FROM wall.me)::uuid[]) -- so, and not me.partners, for the index
  AND i.include
  AND d.outcome IN ('share', 'share_part')
  AND d.starts_at <= me.at AND d.ends_at > me.at
  AND (d.ended_at IS NULL OR d.ended_at > me.at)
  AND (d.superseded_at IS NULL OR d.superseded_at > me.at)
  AND (NOT d.waits_for_authoriser OR d.authorised_at <= me.at)
  AND (d.sign_by IS NULL OR d.sign_by > me.at OR d.authorised_at <= d.sign_by) -- shared at once: signed in time
  AND NOT EXISTS (
      SELECT FROM consent_decisionconsent x
      JOIN consent_consent c ON c.id = x.consent_id
      WHERE x.decision_id = d.id
        AND (c.given_at IS NULL OR c.given_at > me.at
             OR c.withdrawn_at <= me.at
             OR c.superseded_at <= me.at
             OR c.expires_on <= (me.at AT TIME ZONE 'Europe/London')::date)
        -- Unless the same person agreed again. (Not a second NOT EXISTS: that would be planned as a join.)
        AND CASE WHEN EXISTS (
            SELECT FROM consent_decisionconsent y
            JOIN consent_consent n ON n.id = y.consent_id
            WHERE y.decision_id = x.decision_id AND n.person_id = c.person_id
              AND n.given_at <= me.at
              AND (n.withdrawn_at IS NULL OR n.withdrawn_at > me.at)
              AND (n.superseded_at IS NULL OR n.superseded_at > me.at)
              AND (n.expires_on IS NULL OR n.expires_on > (me.at AT TIME ZONE 'Europe/London')::date)
        ) THEN false ELSE true END);

CREATE OR REPLACE VIEW wall.given WITH (security_barrier) AS
SELECT family, provider, category, kind, record, decision FROM wall.live;

-- The names, and no more, of the people whom the decisions name whose information I was given.
CREATE OR REPLACE VIEW wall.name WITH (security_barrier) AS
SELECT p.id, p.kind, p.given_name, p.family_name, p.known_as
FROM locality_person p
WHERE EXISTS (
        SELECT FROM consent_decisionsubject s JOIN wall.live l ON l.decision = s.decision_id WHERE s.person_id = p.id)
   OR current_user <> 'locality_app';

-- The numbers by which families are spoken of, without their names: for the auditor, for the family's own supplier, and
-- for whoever was given anything about it.
CREATE OR REPLACE VIEW wall.reference WITH (security_barrier) AS
SELECT f.id, f.number
FROM locality_family f
WHERE (SELECT audits FROM wall.me)
   OR f.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])
   OR EXISTS (SELECT FROM wall.live l WHERE l.family = f.id)
   OR current_user <> 'locality_app';

-- Families that are shut to somebody: restricted without naming them, or a conflict of interest of theirs.
CREATE OR REPLACE FUNCTION wall.shut_to(who uuid, moment timestamptz) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(
        SELECT r.family_id
        FROM public.locality_restriction r
        WHERE r.starts_at <= moment AND (r.ends_at IS NULL OR r.ends_at > moment)
          AND r.id <> ALL (ARRAY(
              SELECT n.restriction_id FROM public.locality_restrictionname n WHERE n.practitioner_id = who))
        UNION ALL
        SELECT c.family_id
        FROM public.locality_conflict c
        WHERE c.practitioner_id = who AND c.starts_at <= moment AND (c.ends_at IS NULL OR c.ends_at > moment));
END $$;

-- Those that are shut to me: as I entered, and as I changed it since.
CREATE OR REPLACE VIEW wall.shut_out WITH (security_barrier) AS
SELECT unnest(families) AS family
FROM wall.shut
WHERE pid = pg_backend_pid() AND xid = pg_current_xact_id_if_assigned();

CREATE OR REPLACE FUNCTION wall.shut_families() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN coalesce((
        SELECT s.families FROM wall.shut s WHERE s.pid = pg_backend_pid() AND s.xid = pg_current_xact_id_if_assigned()),
        '{}');
END $$;

-- Remember them, for whoever is at work.
CREATE OR REPLACE FUNCTION wall.remember_shut() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO wall.shut AS s (pid, xid, families)
    SELECT pg_backend_pid(), pg_current_xact_id(), wall.shut_to(me.person, me.at) FROM wall.me
    ON CONFLICT (pid) DO UPDATE SET xid = excluded.xid, families = excluded.families;
END $$;

-- Who shuts a family, or opens it, finds it so in the same transaction.
CREATE OR REPLACE FUNCTION wall.shut_anew() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM wall.remember_shut();
    RETURN NULL;
END $$;

-- Is a person whom we registered in no family yet, as between being registered and being placed?
CREATE OR REPLACE VIEW wall.placed WITH (security_barrier) AS
SELECT m.person_id AS person
FROM locality_familymember m
JOIN locality_person p ON p.id = m.person_id
WHERE p.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[]) OR current_user <> 'locality_app';

-- Whom I may see, as the people's own policy says: for the policy of places, which may not ask that one, as it asks back.
CREATE OR REPLACE VIEW wall.known WITH (security_barrier) AS
SELECT p.id AS person
FROM wall.me
CROSS JOIN locality_person p
WHERE (p.provider_id = ANY (me.partners)
       AND NOT EXISTS (SELECT FROM locality_familymember m WHERE m.person_id = p.id))
   OR EXISTS (
       SELECT FROM locality_familymember m
       WHERE m.person_id = p.id
         AND (m.provider_id = ANY (me.partners)
              OR EXISTS (SELECT FROM wall.live g
                         WHERE g.family = m.family_id AND g.provider = m.provider_id
                           AND g.record IS NULL AND g.category = m.category_id))
         AND m.family_id <> ALL ((SELECT wall.shut_families())::uuid[]));

-- May I say who is named on this restriction? Those who are named already may, and whoever has just made it.
CREATE OR REPLACE VIEW wall.names_to_give WITH (security_barrier) AS
SELECT r.id AS restriction
FROM wall.me
CROSS JOIN locality_restriction r
JOIN locality_family f ON f.id = r.family_id
WHERE EXISTS (
          SELECT FROM locality_restrictionname n WHERE n.restriction_id = r.id AND n.practitioner_id = me.person)
   OR (NOT EXISTS (SELECT FROM locality_restrictionname n WHERE n.restriction_id = r.id)
       AND (f.provider_id = ANY (me.partners) -- or the family was shared with us: it is shut by now, to us too
            OR EXISTS (SELECT FROM wall.live l
                       WHERE l.family = f.id AND l.provider = f.provider_id
                         AND l.record IS NULL AND l.category = f.category_id)));

-- Leave: nobody is at work any more.
CREATE OR REPLACE FUNCTION wall.leave() RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    DELETE FROM wall.entered WHERE pid = pg_backend_pid();
    DELETE FROM wall.shut WHERE pid = pg_backend_pid();
    SELECT false;
$$;

-- Enter with a token: key | kind | who | moment | issued | connection | HMAC-SHA256 of all before, in hexadecimal.
-- Moments are microseconds since 1970. `kind` is `person` or `partner` (a partner as a whole: what the least involved of
-- its members may see). Everything that makes them a reader is worked out here, from the rows: the token only names them.
-- True when it was let in; false, and nobody is at work, otherwise.
CREATE OR REPLACE FUNCTION wall.enter(token text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    part text[] := string_to_array(token, '|');
    key wall.key%ROWTYPE;
    who uuid;
    moment timestamptz;
    today date;
    mine uuid[] := '{}';
    ours int[] := '{}';
    ready boolean := false;
    auditor boolean := false;
    machine boolean := false;
BEGIN
    SELECT * INTO key FROM wall.key k WHERE k.kid = part[1];
    IF NOT FOUND OR cardinality(part) <> 7
       OR encode(sha256(key.opad || sha256(key.ipad || convert_to(array_to_string(part[1:6], '|'), 'UTF8'))), 'hex')
          IS DISTINCT FROM part[7]
       OR part[6]::int <> pg_backend_pid()
       OR abs(extract(epoch FROM clock_timestamp()) - part[5]::bigint / 1e6) > extract(epoch FROM key.lifetime) THEN
        RETURN wall.leave();
    END IF;
    who := part[3]::uuid;
    moment := timestamptz 'epoch' + part[4]::bigint * interval '1 microsecond';
    today := (moment AT TIME ZONE 'Europe/London')::date;
    IF part[2] = 'partner' THEN
        SELECT ARRAY[p.id], ARRAY[p.group_id] INTO mine, ours
        FROM public.locality_partner p
        WHERE p.id = who AND NOT p.suspended AND p.framework_signed_on <= today
          AND p.valid_from <= today AND (p.valid_to IS NULL OR p.valid_to > today);
    ELSE
        -- Active, and every agreement in force accepted in person (S47, S91, A1). One question, as each costs its start.
        SELECT p.email = 'system@service.invalid',
               p.is_active AND NOT EXISTS (
                   SELECT FROM public.locality_agreement a
                   WHERE a.published_at <= moment AND (a.replaced_at IS NULL OR a.replaced_at > moment)
                     AND NOT EXISTS (
                       SELECT FROM public.locality_acceptance x
                       WHERE x.agreement_id = a.id AND x.practitioner_id = who AND x.accepted_at <= moment)),
               EXISTS (
                   SELECT FROM public.locality_auditbox b
                   WHERE b.auditor_id = who AND b.starts_at <= moment AND b.ends_at > moment)
        INTO machine, ready, auditor
        FROM public.locality_practitioner p WHERE p.id = who;
        auditor := ready AND auditor;
        IF ready THEN
            -- Partners for which they may see records: a membership that lasts, of a partner that is active (A9).
            SELECT array_agg(DISTINCT p.id), array_agg(DISTINCT p.group_id) INTO mine, ours
            FROM public.locality_partnerpermission h
            JOIN public.auth_permission x ON x.id = h.permission_id AND x.codename = 'see_records'
            JOIN public.locality_membership m ON m.id = h.membership_id
            JOIN public.locality_partner p ON p.id = h.content_object_id
            WHERE h.user_id = who
              AND m.starts_on <= today AND (m.ends_on IS NULL OR m.ends_on > today)
              AND p.valid_from <= today AND (p.valid_to IS NULL OR p.valid_to > today)
              AND NOT p.suspended AND p.framework_signed_on <= today;
        END IF;
    END IF;
    IF part[2] = 'partner' THEN
        who := '00000000-0000-0000-0000-000000000000';
    END IF;
    INSERT INTO wall.entered AS e (pid, xid, person, partners, groups, audits, system, at)
    VALUES (pg_backend_pid(), pg_current_xact_id(), who, coalesce(mine, '{}'), coalesce(ours, '{}'),
            coalesce(auditor, false), coalesce(machine, false), moment)
    ON CONFLICT (pid) DO UPDATE
    SET xid = excluded.xid, person = excluded.person, partners = excluded.partners, groups = excluded.groups,
        audits = excluded.audits, system = excluded.system, at = excluded.at;
    INSERT INTO wall.shut AS s (pid, xid, families)
    VALUES (pg_backend_pid(), pg_current_xact_id(), wall.shut_to(who, moment))
    ON CONFLICT (pid) DO UPDATE SET xid = excluded.xid, families = excluded.families;
    RETURN true;
END $$;

-- Which decisions name one of my partners as a recipient, live or not: they may know of the decision itself.
CREATE OR REPLACE VIEW wall.received WITH (security_barrier) AS
SELECT r.decision_id AS decision
FROM consent_decisionrecipient r
JOIN consent_sharingdecision d ON d.id = r.decision_id
WHERE r.partner_id = ANY ((SELECT partners FROM wall.me)::uuid[])
  AND (NOT d.waits_for_authoriser OR d.authorised_at IS NOT NULL); -- one that nobody signed gave nothing (V12)

-- Decisions are behind everything that is shared, so their own policies are asked in most statements: by functions,
-- which PostgreSQL plans once for a connection, not anew within each statement.

-- Is one of my partners a recipient of this decision?
CREATE OR REPLACE FUNCTION wall.has_received(its_decision uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM wall.received x WHERE x.decision = its_decision);
END $$;

-- Does a live decision of its supplier give me this kind of information about the family?
CREATE OR REPLACE FUNCTION wall.gives(its_family uuid, its_provider uuid, its_category int) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM wall.given g
        WHERE g.family = its_family AND g.provider = its_provider AND g.record IS NULL AND g.category = its_category);
END $$;

-- May I see the decision, and was it one of my partners'?
CREATE OR REPLACE FUNCTION wall.decided(its_decision uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM wall.me
        JOIN public.consent_sharingdecision d ON d.provider_id = ANY (me.partners)
        WHERE d.id = its_decision
          AND (me.audits
               OR d.family_id <> ALL ((SELECT wall.shut_families())::uuid[])
               OR EXISTS (SELECT FROM wall.received x WHERE x.decision = d.id)));
END $$;

-- The decisions of which I may read what they are made of: a recipient as such may not.
CREATE OR REPLACE VIEW wall.readable WITH (security_barrier) AS
SELECT d.id AS decision
FROM consent_sharingdecision d
WHERE (SELECT audits FROM wall.me)
   OR (d.provider_id = ANY ((SELECT partners FROM wall.me)::uuid[])
       OR wall.gives(d.family_id, d.provider_id, d.category_id))
      AND d.family_id <> ALL ((SELECT wall.shut_families())::uuid[]);

-- Files of an audit that two auditors were to look at, each without the other's word, and that both have: for the gate
-- to say so in the findings' own policy, which may not ask itself.
CREATE OR REPLACE VIEW wall.graded WITH (security_barrier) AS
SELECT f.file_id AS file
FROM consent_auditfinding f
WHERE f.kind = 'found' AND ((SELECT audits FROM wall.me) OR current_user <> 'locality_app')
GROUP BY f.file_id
HAVING count(*) > 1;

-- Findings of an audit with their files and the partner that decided: for an audit, and for whom they were sent to.
CREATE OR REPLACE VIEW wall.audited WITH (security_barrier) AS
SELECT g.id AS finding, f.id AS file, d.provider_id AS partner
FROM consent_auditfinding g
JOIN consent_auditfile f ON f.id = g.file_id
JOIN consent_sharingdecision d ON d.id = f.decision_id
WHERE (SELECT audits FROM wall.me)
   OR EXISTS (SELECT FROM wall.me JOIN consent_auditstep s ON s.sent_to_id = me.person AND s.partner_id = ANY (me.partners)
              WHERE s.finding_id = g.id)
   OR current_user <> 'locality_app';

-- The five alerts of the last thirty days (faults.md 1.2), by keys alone: who, when, which family, and the partner whose
-- safeguarding leads look at it; for those leads about others than themselves, and for an audit.
CREATE OR REPLACE VIEW wall.alert WITH (security_barrier) AS
SELECT x.id, x.kind, x.at, x.practitioner AS practitioner_id, x.partner AS partner_id, x.family
FROM wall.me
CROSS JOIN LATERAL (
    -- Somebody said for themselves why they had to do with a family.
    SELECT md5('self_claim' || i.id)::uuid AS id, 'self_claim' AS kind, i.starts_at AS at, i.practitioner_id AS practitioner,
           i.partner_id AS partner, i.family_id AS family
    FROM locality_involvement i
    WHERE i.self_declared AND i.starts_at > me.at - interval '30 days'
    UNION ALL
    -- Somebody whom it is about had said no, and it was shared all the same.
    SELECT md5('override' || d.id)::uuid, 'override', d.decided_at, d.decided_by_id, d.provider_id, d.family_id
    FROM consent_sharingdecision d
    WHERE d.outcome IN ('share', 'share_part') AND d.basis IN ('risk', 'public_interest')
      AND d.decided_at > me.at - interval '30 days'
      AND EXISTS (
          SELECT FROM consent_decisionsubject s
          JOIN consent_consent c ON c.person_id = s.person_id AND c.kind = 'info_sharing'
          WHERE s.decision_id = d.id
            AND (c.withdrawn_at <= d.decided_at OR (c.status = 'refused' AND c.recorded_at <= d.decided_at))
            AND (c.superseded_at IS NULL OR c.superseded_at > d.decided_at))
    UNION ALL
    -- Another partner's, beyond the framework's own four kinds: the first look by each through each decision.
    SELECT md5('sensitive' || v.practitioner_id || d.id)::uuid, 'sensitive', min(v.at), v.practitioner_id, d.provider_id,
           d.family_id
    FROM locality_viewing v
    JOIN consent_sharingdecision d ON d.id = v.decision
    WHERE v.at > me.at - interval '30 days'
      AND EXISTS (
          SELECT FROM consent_decisionitem i JOIN locality_informationcategory k ON k.permission_id = i.what_id
          WHERE i.decision_id = d.id AND i.include AND i.record IS NULL
            AND k.code NOT IN ('family_details', 'concerns', 'lead_professional', 'actions', 'consent', 'sharing_record'))
    GROUP BY v.practitioner_id, d.id
    UNION ALL
    -- A family while it was restricted: the first look by each.
    SELECT md5('sealed' || v.practitioner_id || r.id)::uuid, 'sealed', min(v.at), v.practitioner_id, f.provider_id, f.id
    FROM locality_restriction r
    JOIN locality_family f ON f.id = r.family_id
    JOIN locality_viewing v ON v.family = f.id AND v.at >= r.starts_at AND (r.ends_at IS NULL OR v.at < r.ends_at)
    WHERE v.partner_id IS NOT NULL AND v.at > me.at - interval '30 days'
    GROUP BY v.practitioner_id, r.id, f.id
    UNION ALL
    -- An address that is secret, asked for by who may not see it.
    SELECT md5('address' || n.practitioner_id || h.id)::uuid, 'address', min(n.at), n.practitioner_id, h.provider_id,
           h.family_id
    FROM locality_denial n
    JOIN locality_household h ON h.id::text = n.record AND h.is_confidential
    WHERE n.kind = 'locality.Household' AND n.practitioner_id IS NOT NULL AND n.at > me.at - interval '30 days'
    GROUP BY n.practitioner_id, h.id
) AS x
WHERE x.at <= me.at + interval '1 minute'
  AND x.practitioner <> me.person
  AND (me.audits
       OR (x.partner = ANY (me.partners) AND EXISTS (
           SELECT FROM locality_membership m
           WHERE m.practitioner_id = me.person AND m.partner_id = x.partner AND m.is_safeguarding_lead
             AND m.starts_on <= (me.at AT TIME ZONE 'Europe/London')::date
             AND (m.ends_on IS NULL OR m.ends_on > (me.at AT TIME ZONE 'Europe/London')::date))));

-- What whoever audits has opened (A8): kinds of information about a family (record IS NULL), and single records. Asked
-- of the decision that was drawn, not of what the opening says: what it was about, shared or kept back, but for protected addresses; while the audit lasts.
CREATE OR REPLACE FUNCTION wall.opened()
RETURNS TABLE (family uuid, provider uuid, category int, kind text, record uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT d.family_id, d.provider_id, i.what_id, i.record_kind::text, i.record
    FROM wall.me
    JOIN public.locality_auditopening o ON o.auditor_id = me.person AND o.opened_at <= me.at AND o.ends_at > me.at
    JOIN public.locality_auditbox b
      ON b.id = o.box_id AND b.auditor_id = me.person AND b.starts_at <= me.at AND b.ends_at > me.at
    JOIN public.consent_auditfile f ON f.id = o.file
    JOIN public.consent_sharingdecision d ON d.id = f.decision_id
    JOIN public.consent_decisionitem i ON i.decision_id = d.id
    JOIN public.locality_informationcategory c ON c.permission_id = i.what_id
    WHERE me.audits AND c.code <> 'protected_address';
END $$;

-- May whoever is at work say who audits? A permission of a guardian's job, which only the system gives (A8).
CREATE OR REPLACE FUNCTION wall.grants_audits() RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM wall.me
        JOIN public.locality_partnerpermission h ON h.user_id = me.person AND h.content_object_id = ANY (me.partners)
        JOIN public.auth_permission x ON x.id = h.permission_id AND x.codename = 'grant_audits'
        JOIN public.locality_membership m ON m.id = h.membership_id
        WHERE m.starts_on <= (me.at AT TIME ZONE 'Europe/London')::date
          AND (m.ends_on IS NULL OR m.ends_on > (me.at AT TIME ZONE 'Europe/London')::date));
END $$;

-- A record stays with its family and its supplier.
CREATE OR REPLACE FUNCTION wall.stays() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'A record of % stays with its family and its supplier', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END $$;

-- An action is kept apart when the conversation in which it was agreed is, and only then (A5).
CREATE OR REPLACE FUNCTION wall.follows() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.plan_id IS NULL AND EXISTS (
        SELECT FROM public.conversations_conversation c
        JOIN public.locality_informationcategory its ON its.permission_id = c.category_id
        JOIN public.locality_informationcategory now ON now.permission_id = NEW.category_id
        WHERE c.id = NEW.conversation_id
            AND now.code = CASE its.code WHEN 'adults_sensitive' THEN its.code ELSE 'actions' END) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A record of % is of the kind of its conversation', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END $$;

-- In which transaction a decision or an answer was made: the database says so, and it never changes. What somebody
-- answered, and when it stopped, is set once (C14).
CREATE OR REPLACE FUNCTION wall.made() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    was jsonb := CASE WHEN TG_OP = 'UPDATE' THEN to_jsonb(OLD) END;
BEGIN
    IF TG_OP = 'INSERT' THEN
        NEW.made_in := pg_current_xact_id();
        IF TG_TABLE_NAME = 'consent_sharingdecision' AND current_user = 'locality_app' THEN
            -- Without the family's agreement somebody else signs: before, or soon after (V12).
            IF NEW.basis = 'urgent' THEN
                RAISE EXCEPTION 'Emergency access comes with its notices: wall.take_emergency writes it'
                    USING ERRCODE = 'check_violation';
            END IF;
            IF NEW.outcome IN ('share', 'share_part') AND NEW.basis <> 'agreement' AND NOT NEW.waits_for_authoriser
               AND coalesce(NEW.sign_by > (SELECT at FROM wall.me) + interval '8 days', true) THEN
                RAISE EXCEPTION 'Somebody else signs what is shared without agreement (V12)'
                    USING ERRCODE = 'check_violation';
            END IF;
        END IF;
        RETURN NEW;
    END IF;
    NEW.made_in := OLD.made_in;
    IF TG_TABLE_NAME = 'consent_consent' AND current_user = 'locality_app' AND EXISTS (
        SELECT FROM unnest(ARRAY['person_id', 'kind', 'given_at', 'withdrawn_at', 'superseded_at', 'superseded_by_id',
                                 'expires_on']) AS said
        WHERE was -> said <> 'null' AND to_jsonb(NEW) -> said IS DISTINCT FROM was -> said) THEN
        RAISE EXCEPTION 'What somebody answered does not change (C14)' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

-- A decision consists of what was written with it, in its own transaction (V25). Later it may only come to rest on the
-- answer by which a person, in this very transaction, agrees anew to what it shares, in place of one that stood.
CREATE OR REPLACE FUNCTION wall.belongs() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    may boolean := current_user <> 'locality_app' OR EXISTS (
        SELECT FROM public.consent_sharingdecision d
        WHERE d.id = NEW.decision_id AND d.made_in = pg_current_xact_id());
BEGIN
    IF NOT may AND TG_TABLE_NAME = 'consent_decisionconsent' THEN
        may := EXISTS (
            SELECT FROM wall.me
            CROSS JOIN public.consent_sharingdecision d
            JOIN public.consent_consent n ON n.family_id = d.family_id AND n.provider_id = d.provider_id
            WHERE d.id = NEW.decision_id AND n.id = NEW.consent_id
              AND n.made_in = pg_current_xact_id()
              AND n.kind = 'info_sharing' AND starts_with(n.status, 'given_')
              -- given after whoever is at work came in; by the application's clock, which may go before ours
              AND n.given_at <= clock_timestamp() + interval '1 minute'
              AND n.withdrawn_at IS NULL AND n.superseded_at IS NULL
              AND d.ends_at > me.at AND d.ended_at IS NULL AND d.superseded_at IS NULL
              AND EXISTS (
                  SELECT FROM public.consent_decisionconsent x
                  JOIN public.consent_consent c ON c.id = x.consent_id
                  WHERE x.decision_id = d.id AND c.superseded_by_id = n.id
                    AND c.person_id = n.person_id AND c.kind = n.kind
                    AND c.given_at <= c.superseded_at AND n.given_at <= c.superseded_at AND c.withdrawn_at IS NULL
                    AND (c.expires_on IS NULL
                         OR c.expires_on > (c.superseded_at AT TIME ZONE 'Europe/London')::date))
              AND NOT EXISTS (
                  SELECT FROM public.consent_decisionrecipient r
                  WHERE r.decision_id = d.id AND NOT EXISTS (
                      SELECT FROM public.consent_consentpartner p
                      WHERE p.consent_id = n.id AND p.partner_id = r.partner_id))
              AND NOT EXISTS (
                  SELECT FROM public.consent_decisionitem i
                  WHERE i.decision_id = d.id AND i.include AND NOT EXISTS (
                      SELECT FROM public.consent_consentcategory k
                      WHERE k.consent_id = n.id AND k.category_id = i.what_id)));
    END IF;
    IF NOT may AND TG_TABLE_NAME = 'consent_noninforming' THEN
        -- later: that somebody who was still to be told is not told after all (domain.md 4.5)
        may := NEW.decided_by_id IS NOT NULL AND EXISTS (
            SELECT FROM public.consent_decisionsubject s
            WHERE s.decision_id = NEW.decision_id AND s.person_id = NEW.person_id AND s.told = 'not_yet');
    END IF;
    IF NOT may THEN
        RAISE EXCEPTION 'A decision consists of what was written with it (V25): %', TG_TABLE_NAME
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

-- For the auditor: the versions of any record, without a word of their content (A8). Newest first, before the version
-- `earlier` if given. `history` is the name of the table; `changed` the columns that changed, or that were filled at first.
CREATE OR REPLACE FUNCTION wall.versions(history text, record uuid, earlier bigint, most int)
RETURNS TABLE (history_id int, history_type text, history_date timestamptz, reason text, actor_name text,
               acting_for uuid, changed text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT coalesce((SELECT audits FROM wall.me), false) OR history !~ '^[a-z]+_historical[a-z]+$' THEN
        RETURN;
    END IF;
    RETURN QUERY EXECUTE format($query$
        WITH told AS (
            SELECT h.history_id, h.history_type::text, h.history_date, h.history_change_reason::text AS reason,
                   h.actor_name, h.acting_for,
                   to_jsonb(h) - ARRAY['history_id', 'history_type', 'history_date', 'history_change_reason',
                       'history_user_id', 'actor_name', 'acting_for', 'request', 'salt'] AS image
            FROM public.%I h
            WHERE h.id = $1 AND ($2 IS NULL OR h.history_id < $2)
            ORDER BY h.history_id DESC LIMIT $3 + 1),
        compared AS (SELECT told.*, lead(image) OVER (ORDER BY told.history_id DESC) AS was FROM told)
        SELECT history_id, history_type, history_date, reason, actor_name, acting_for,
               ARRAY(SELECT key FROM jsonb_each(image) AS new(key, value)
                     WHERE CASE WHEN was IS NULL THEN value NOT IN ('null', '""') ELSE was -> key IS DISTINCT FROM value END)
        FROM compared ORDER BY history_id DESC LIMIT $3
    $query$, history) USING record, earlier, most;
END $$;

-- Does somebody who is not among `mine` have exactly this name and date of birth (A6)? One bit, whoever holds the
-- record. Every candidate is compared, so that time does not tell either. The names come as `plain` of
-- locality/lookups.py writes them, and are compared so.
CREATE OR REPLACE FUNCTION wall.known_elsewhere(given text, family text, born date, mine uuid[]) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(bool_or(
        p.id <> ALL (mine)
        AND regexp_replace(normalize(replace(lower(btrim(p.given_name)), '’', ''''), NFD), '[\u0300-\u036f]', '', 'g')
            = given
        AND regexp_replace(normalize(replace(lower(btrim(p.family_name)), '’', ''''), NFD), '[\u0300-\u036f]', '', 'g')
            = family
    ), false)
    FROM public.locality_person p
    WHERE p.date_of_birth = born
      AND (EXISTS (SELECT FROM wall.me) OR session_user <> 'locality_app');
$$;

-- Who may do what for a partner, who audits, what is agreed: the gate believes these rows, so whoever is at work may not
-- write them as they please. The system may; who manages a partner's members may, for that partner (A9); everybody may
-- accept an agreement for themselves. Signing in touches only when, and the digest of a password.
CREATE OR REPLACE FUNCTION wall.manages(who uuid, partner uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT who = (SELECT person FROM wall.me) AND partner = ANY ((SELECT partners FROM wall.me)::uuid[]) AND EXISTS (
        SELECT FROM public.locality_partnerpermission h
        JOIN public.auth_permission x ON x.id = h.permission_id AND x.codename = 'manage_members'
        JOIN public.locality_membership m ON m.id = h.membership_id
        WHERE h.user_id = who AND h.content_object_id = partner
          AND m.starts_on <= (SELECT at AT TIME ZONE 'Europe/London' FROM wall.me)::date
          AND (m.ends_on IS NULL OR m.ends_on > (SELECT at AT TIME ZONE 'Europe/London' FROM wall.me)::date))
$$;
CREATE OR REPLACE FUNCTION wall.governs() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who uuid := (SELECT person FROM wall.me);
    now_is jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
    was jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
    signing_in text[] := ARRAY['last_login', 'password'];
    partner text := coalesce(now_is, was) ->> CASE TG_TABLE_NAME
        WHEN 'locality_membership' THEN 'partner_id' WHEN 'locality_attestation' THEN 'partner_id' ELSE 'content_object_id' END;
    may boolean := current_user <> 'locality_app' OR coalesce((SELECT system FROM wall.me), false);
BEGIN
    IF NOT may THEN
        may := CASE TG_TABLE_NAME
            -- The system's own account is the first, made once when the reference data is prepared.
            WHEN 'locality_practitioner' THEN
                (TG_OP = 'UPDATE' AND now_is - signing_in = was - signing_in)
                OR (TG_OP = 'INSERT' AND now_is ->> 'email' = 'system@service.invalid')
            WHEN 'locality_acceptance' THEN TG_OP = 'INSERT' AND now_is ->> 'practitioner_id' = who::text
            WHEN 'locality_membership' THEN wall.manages(who, partner::uuid)
            WHEN 'locality_attestation' THEN TG_OP = 'INSERT' AND now_is ->> 'said_by_id' = who::text
                AND wall.manages(who, partner::uuid)
            WHEN 'locality_partnerpermission' THEN wall.manages(who, partner::uuid) AND (TG_OP = 'DELETE' OR NOT EXISTS (
                SELECT FROM public.auth_permission x
                WHERE x.id = (now_is ->> 'permission_id')::int AND x.codename = 'grant_audits'))
            -- A guardian lets somebody else audit, for three months at most; and may only end it sooner.
            WHEN 'locality_auditbox' THEN TG_OP <> 'DELETE' AND wall.grants_audits() AND CASE TG_OP
                WHEN 'INSERT' THEN now_is ->> 'granted_by_id' = who::text AND now_is ->> 'auditor_id' <> who::text
                    AND (now_is ->> 'starts_at')::timestamptz >= (SELECT at FROM wall.me) - interval '5 minutes'
                    AND (now_is ->> 'ends_at')::timestamptz
                        <= (now_is ->> 'starts_at')::timestamptz + interval '92 days'
                ELSE now_is - 'ends_at' = was - 'ends_at'
                    AND (now_is ->> 'ends_at')::timestamptz < (was ->> 'ends_at')::timestamptz END
            ELSE false END;
    END IF;
    IF NOT coalesce(may, false) THEN
        RAISE EXCEPTION 'Not yours to govern: %', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;

-- Emergency access (access.md, A7): somebody at work for a partner takes sight, for that partner and four hours, of some
-- kinds of what others supplied about a family: one they see in part (`known`), or those of the person with this name and
-- date of birth. Never of a family that is shut to them, never of a protected address, never of what no decision shares.
-- One decision for each supplier; and in the same breath a notice, without a word of whom it is about, to the safeguarding
-- leads of both partners, to who signs for the supplier, and to their own manager. Returns the families. The same `form`
-- writes once.
CREATE OR REPLACE FUNCTION wall.take_emergency(given text, called text, born date, known uuid, its_partner uuid,
                                               kinds text[], why text, golden text, form uuid) RETURNS uuid[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    i record;
    job record;
    wanted record;
    home uuid;
    supplier uuid;
    made uuid;
    opened uuid[] := '{}';
    today date;
BEGIN
    SELECT * INTO i FROM wall.me;
    IF NOT FOUND OR form IS NULL OR NOT coalesce(its_partner = ANY (i.partners) AND length(btrim(why)) >= 20, false) THEN
        RAISE EXCEPTION 'No emergency access' USING ERRCODE = 'insufficient_privilege';
    END IF;
    today := (i.at AT TIME ZONE 'Europe/London')::date;
    SELECT m.job_title, p.group_id INTO job
    FROM public.locality_partnerpermission h
    JOIN public.auth_permission x ON x.id = h.permission_id AND x.codename = 'make_records'
    JOIN public.locality_membership m ON m.id = h.membership_id
    JOIN public.locality_partner p ON p.id = h.content_object_id
    WHERE h.user_id = i.person AND h.content_object_id = its_partner
      AND m.starts_on <= today AND (m.ends_on IS NULL OR m.ends_on > today) LIMIT 1;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'No emergency access' USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT array_agg(c.permission_id ORDER BY c.position) AS keys, array_agg(c.name::text ORDER BY c.position) AS names
    INTO wanted FROM public.locality_informationcategory c
    WHERE c.code = ANY (kinds) AND c.shareable AND c.code <> 'protected_address';
    FOR home IN
        SELECT f.id FROM public.locality_family f
        WHERE f.id <> ALL (wall.shut_to(i.person, i.at))
          AND CASE WHEN known IS NOT NULL THEN
                  f.id = known AND (f.provider_id = ANY (i.partners) OR EXISTS (
                      SELECT FROM wall.live l WHERE l.family = f.id AND l.provider = f.provider_id
                        AND l.record IS NULL AND l.category = f.category_id))
              ELSE EXISTS (
                  SELECT FROM public.locality_familymember m JOIN public.locality_person p ON p.id = m.person_id
                  WHERE m.family_id = f.id AND (m.ends_on IS NULL OR m.ends_on > today) AND p.date_of_birth = born
                    AND regexp_replace(normalize(replace(lower(btrim(p.given_name)), '’', ''''), NFD),
                                       '[\u0300-\u036f]', '', 'g') = given
                    AND regexp_replace(normalize(replace(lower(btrim(p.family_name)), '’', ''''), NFD),
                                       '[\u0300-\u036f]', '', 'g') = called)
              END
        ORDER BY f.number
    LOOP
        FOR supplier IN
            SELECT DISTINCT p.provider FROM wall.places p
            WHERE p.family = home AND p.category = ANY (wanted.keys) AND p.provider <> ALL (i.partners)
            ORDER BY p.provider
        LOOP
            opened := array_remove(opened, home) || home;
            made := md5(form::text || home::text || supplier::text)::uuid;
            CONTINUE WHEN EXISTS (SELECT FROM public.consent_sharingdecision d WHERE d.id = made);
            INSERT INTO public.consent_sharingdecision (
                id, family_id, provider_id, category_id, outcome, ruleset, trigger, concern_identified_at, decided_at,
                decided_by_id, decider_role, purpose_id, purpose_text, basis, art6_basis, condition, facts, ground, safety, in_doubt,
                advice, wishes, reasons, not_share_reason, starts_at, ends_at, urgent, waits_for_authoriser, end_reason)
            SELECT made, home, supplier, c.permission_id, 'share', golden, 'emergency', i.at, i.at,
                   i.person, job.job_title, p.id, '', 'urgent', 'vital_interests', 'cannot_be_asked', btrim(why), '', '', false,
                   '', '', btrim(why), '', i.at, i.at + interval '4 hours', true, false, ''
            FROM public.consent_purpose p, public.locality_informationcategory c
            WHERE p.code = 'protect_child' AND c.code = 'sharing_record';
            INSERT INTO public.consent_decisionrecipient (id, decision_id, partner_id, need_to_know)
            VALUES (gen_random_uuid(), made, its_partner, 'In an emergency, as the reasons say');
            INSERT INTO public.consent_decisionitem (
                id, decision_id, what_id, description, record_kind, include, exclude_reason)
            SELECT gen_random_uuid(), made, w.k, 'Everything: ' || lower(w.n), '', true, ''
            FROM unnest(wanted.keys, wanted.names) AS w(k, n);
            INSERT INTO public.consent_familyaccess (group_id, permission_id, content_object_id, decision_id, sort_key)
            SELECT job.group_id, k, home, made, i.at FROM unnest(wanted.keys) AS k;
            -- A family's conversations have their places in the list, which order and give no sight.
            INSERT INTO public.conversations_conversationaccess (
                group_id, permission_id, content_object_id, decision_id, sort_key)
            SELECT job.group_id, x.id, c.id, made, c.started_at
            FROM public.conversations_conversation c
            JOIN public.auth_permission x ON x.codename = 'order_conversation'
            WHERE c.family_id = home AND c.provider_id = supplier AND c.category_id = ANY (wanted.keys);
            INSERT INTO public.locality_notice (id, practitioner_id, kind, about, created_at)
            SELECT gen_random_uuid(), told.who, 'emergency', made, i.at FROM (
                SELECT m.practitioner_id AS who FROM public.locality_membership m
                WHERE m.partner_id IN (supplier, its_partner) AND m.is_safeguarding_lead
                  AND m.starts_on <= today AND (m.ends_on IS NULL OR m.ends_on > today)
                UNION
                SELECT h.user_id FROM public.locality_partnerpermission h
                JOIN public.auth_permission x ON x.id = h.permission_id AND x.codename = 'authorise'
                JOIN public.locality_membership m ON m.id = h.membership_id
                WHERE h.content_object_id = supplier
                  AND m.starts_on <= today AND (m.ends_on IS NULL OR m.ends_on > today)
                UNION
                SELECT w.line_manager_id FROM public.locality_practitioner w WHERE w.id = i.person) AS told
            WHERE told.who IS NOT NULL AND told.who <> i.person
            ON CONFLICT DO NOTHING;
        END LOOP;
    END LOOP;
    RETURN opened;
END $$;

-- May somebody who works for a partner of mine take a decision's signature, or something to do, about a family that I may
-- see: are they not shut out of it? One bit, and never why; of other partners' people, and of what I may not see, false.
CREATE OR REPLACE FUNCTION wall.may_take(its_family uuid, its_partner uuid, who uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    i record;
BEGIN
    SELECT at, partners INTO i FROM wall.me;
    IF FOUND THEN
        IF its_partner = ANY (i.partners) AND its_family <> ALL (wall.shut_families()) AND EXISTS (
            SELECT FROM public.locality_membership m
            WHERE m.practitioner_id = who AND m.partner_id = its_partner
              AND m.starts_on <= (i.at AT TIME ZONE 'Europe/London')::date
              AND (m.ends_on IS NULL OR m.ends_on > (i.at AT TIME ZONE 'Europe/London')::date))
           AND (EXISTS (SELECT FROM public.locality_family f WHERE f.id = its_family AND f.provider_id = ANY (i.partners))
                OR EXISTS (SELECT FROM wall.live l WHERE l.family = its_family)
                OR EXISTS (SELECT FROM wall.places p WHERE p.family = its_family AND p.provider = ANY (i.partners))) THEN
            RETURN its_family <> ALL (wall.shut_to(who, i.at));
        END IF;
        RETURN false;
    END IF;
    RETURN session_user <> 'locality_app' AND its_family <> ALL (wall.shut_to(who, clock_timestamp()));
END $$;

-- Which of these files (by digest) does a row know? For the system alone, which removes the others (consent/files.py).
CREATE OR REPLACE FUNCTION wall.files_known(given text[]) RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM wall.me WHERE me.system) THEN
        RAISE EXCEPTION 'for the system alone' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN ARRAY(
        SELECT digest FROM public.consent_storedfile WHERE digest = ANY (given)
        UNION SELECT digest FROM public.consent_paper WHERE digest = ANY (given));
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA wall FROM PUBLIC;
GRANT USAGE ON SCHEMA wall TO locality_app, locality_owner;
GRANT SELECT ON wall.me, wall.given, wall.shut_out, wall.rests_on, wall.restricted, wall.placed, wall.known, wall.names_to_give,
    wall.received, wall.readable, wall.name, wall.reference, wall.graded, wall.audited, wall.alert TO locality_app;
GRANT EXECUTE ON FUNCTION wall.enter(text), wall.leave(),
    wall.shut_families(), wall.opened(), wall.grants_audits(), wall.has_received(uuid), wall.gives(uuid, uuid, int), wall.decided(uuid),
    wall.versions(text, uuid, bigint, int), wall.known_elsewhere(text, text, date, uuid[]) TO locality_app;
GRANT SELECT ON wall.me TO locality_owner;
GRANT EXECUTE ON FUNCTION wall.stays(), wall.follows(), wall.governs(), wall.made(), wall.belongs(), wall.shut_anew(),
    wall.grants_audits() TO locality_owner;
GRANT EXECUTE ON FUNCTION wall.manages(uuid, uuid), wall.may_take(uuid, uuid, uuid), wall.files_known(text[]),
    wall.take_emergency(text, text, date, uuid, uuid, text[], text, text, uuid) TO locality_app;
