"""SQL that keeps a decision as it was made (V25): after it is recorded, only its authorisation and its end may be
set, each once."""

SET_ONCE = (
    "authorised_at",
    "authorised_by_id",
    "ended_at",
    "ended_by_id",
    "end_reason",
    "superseded_at",
    "superseded_by_id",
)

_set_again = " OR ".join(f"(coalesce(OLD.{c}::text, '') <> '' AND OLD.{c} IS DISTINCT FROM NEW.{c})" for c in SET_ONCE)
_removed = ", ".join(f"'{c}'" for c in SET_ONCE)

FORWARDS = f"""
CREATE FUNCTION keep_decision_as_made() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $keep$
BEGIN
    IF (to_jsonb(OLD) - ARRAY[{_removed}]) IS DISTINCT FROM (to_jsonb(NEW) - ARRAY[{_removed}]) OR {_set_again} THEN
        RAISE EXCEPTION 'Decision % is recorded and does not change (V25)', OLD.number
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $keep$;
CREATE TRIGGER keep_as_made BEFORE UPDATE ON consent_sharingdecision
    FOR EACH ROW EXECUTE FUNCTION keep_decision_as_made();
"""
BACKWARDS = "DROP TRIGGER keep_as_made ON consent_sharingdecision; DROP FUNCTION keep_decision_as_made()"
