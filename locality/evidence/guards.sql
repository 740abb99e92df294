-- The log is for adding to, for its owner too. Who may switch a trigger off is found by `manage.py verify_audit`.

CREATE OR REPLACE FUNCTION evidence.stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The evidence log is only added to: % of % refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;

-- Depth 1 is a statement that somebody sent; sealing works in a trigger, so what it does is one deeper.
CREATE OR REPLACE FUNCTION evidence.only_by_sealing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF pg_trigger_depth() < 2 OR (TG_TABLE_NAME = 'seal' AND (to_jsonb(OLD) -> 'seq') <> 'null') THEN
        RAISE EXCEPTION 'The evidence log is only added to: % of % refused', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

-- A trigger for each statement, as TRUNCATE needs, is not handed down to partitions: each gets its own.
CREATE OR REPLACE FUNCTION evidence.guard_partitions() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    found regclass;
BEGIN
    FOR found IN SELECT c.oid FROM pg_catalog.pg_class c
                 WHERE c.relnamespace = 'evidence'::regnamespace AND c.relkind IN ('r', 'p')
                 AND NOT EXISTS (SELECT FROM pg_catalog.pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'no_truncate')
    LOOP
        EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON %s'
                       ' FOR EACH STATEMENT EXECUTE FUNCTION evidence.stay()', found);
    END LOOP;
END $$;

CREATE OR REPLACE TRIGGER stay BEFORE UPDATE OR DELETE ON evidence.row_change
    FOR EACH ROW EXECUTE FUNCTION evidence.stay();
CREATE OR REPLACE TRIGGER stay BEFORE UPDATE OR DELETE ON evidence.access_event
    FOR EACH ROW EXECUTE FUNCTION evidence.stay();
CREATE OR REPLACE TRIGGER stay BEFORE UPDATE OR DELETE ON evidence.governance_event
    FOR EACH ROW EXECUTE FUNCTION evidence.stay();
CREATE OR REPLACE TRIGGER stay BEFORE UPDATE OR DELETE ON evidence.shape
    FOR EACH ROW EXECUTE FUNCTION evidence.stay();
CREATE OR REPLACE TRIGGER stay BEFORE UPDATE OR DELETE ON evidence.statement
    FOR EACH ROW EXECUTE FUNCTION evidence.stay();
CREATE OR REPLACE TRIGGER stay BEFORE UPDATE OR DELETE ON evidence.seal
    FOR EACH ROW EXECUTE FUNCTION evidence.only_by_sealing();
CREATE OR REPLACE TRIGGER stay BEFORE UPDATE OR DELETE ON evidence.head
    FOR EACH ROW EXECUTE FUNCTION evidence.only_by_sealing();
CREATE OR REPLACE TRIGGER stay BEFORE UPDATE OR DELETE ON evidence.waiting
    FOR EACH ROW EXECUTE FUNCTION evidence.only_by_sealing();

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = 'evidence.seal'::regclass AND tgname = 'close_seal') THEN
        CREATE CONSTRAINT TRIGGER close_seal AFTER INSERT ON evidence.seal
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION evidence.close_seal();
    END IF;
END $$;
