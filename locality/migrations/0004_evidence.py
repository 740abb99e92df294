"""The evidence log: its schema and tables; and each history row gets its salt (0009-the-evidence-log)."""

from django.db import migrations, models

from locality.evidence.raising import raise_functions_in_migration as raise_functions
from locality.history import KeepHistory
from locality.migrating import in_groups

# The sequences stand apart from the tables: an identity column of a partitioned table needs PostgreSQL 17.
TABLES = """
CREATE SCHEMA evidence;
REVOKE ALL ON SCHEMA evidence FROM PUBLIC;

CREATE SEQUENCE evidence.row_change_id;
CREATE TABLE evidence.row_change (
    id bigint NOT NULL DEFAULT nextval('evidence.row_change_id'),
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    source text NOT NULL,
    pk text NOT NULL,
    op text NOT NULL CHECK (op IN ('+', '~', '-')),
    columns text[] NOT NULL,
    digest bytea NOT NULL,
    history bigint NOT NULL,
    shape integer NOT NULL,
    actor uuid NOT NULL,
    partner uuid,
    request text NOT NULL,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);
CREATE TABLE evidence.row_change_rest PARTITION OF evidence.row_change DEFAULT;

CREATE SEQUENCE evidence.access_event_id;
CREATE TABLE evidence.access_event (
    id bigint NOT NULL DEFAULT nextval('evidence.access_event_id'),
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    act text NOT NULL,
    person uuid,
    partner uuid,
    kind text NOT NULL,
    record uuid,
    family uuid,
    decision uuid,
    route text NOT NULL,
    answer text NOT NULL DEFAULT '',
    source text NOT NULL,
    pk bigint NOT NULL,
    request text NOT NULL,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);
CREATE TABLE evidence.access_event_rest PARTITION OF evidence.access_event DEFAULT;
CREATE TABLE evidence.waiting (id bigint PRIMARY KEY);

CREATE SEQUENCE evidence.governance_event_id;
CREATE TABLE evidence.governance_event (
    id bigint PRIMARY KEY DEFAULT nextval('evidence.governance_event_id'),
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    code text NOT NULL CHECK (code ~ '^[a-z][a-z -]{2,59}$'),
    subject uuid,
    detail text NOT NULL CHECK (length(detail) <= 200 AND detail !~ '@'),
    actor uuid,
    partner uuid,
    request text NOT NULL,
    xid xid8 NOT NULL DEFAULT pg_current_xact_id()
);

CREATE TABLE evidence.shape (
    source text,
    shape integer,
    key text NOT NULL,
    history text NOT NULL,
    columns text[] NOT NULL,
    types text[] NOT NULL,
    since bigint NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (source, shape)
);

CREATE TABLE evidence.seal (
    chain text NOT NULL,
    seq bigint,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    first bigint NOT NULL,
    ids int8multirange,
    n integer,
    prev bytea,
    digest bytea
);
CREATE UNIQUE INDEX seal_under_way ON evidence.seal (xid, chain) WHERE seq IS NULL;
CREATE UNIQUE INDEX seal_seq ON evidence.seal (chain, seq) WHERE seq IS NOT NULL;

CREATE TABLE evidence.head (
    chain text PRIMARY KEY,
    seq bigint NOT NULL,
    events bigint NOT NULL,
    digest bytea NOT NULL
);
INSERT INTO evidence.head SELECT chain, 0, 0, decode(repeat('00', 32), 'hex')
    FROM unnest(ARRAY['access_event', 'governance_event', 'row_change']) AS chain;

CREATE TABLE evidence.statement (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    body text NOT NULL,
    key text NOT NULL,
    signature bytea NOT NULL
);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("locality", "0003_wall"),
    ]

    operations = [
        migrations.RunSQL(TABLES, "DROP SCHEMA evidence CASCADE"),
        migrations.AddField(
            model_name="historicalacceptance",
            name="salt",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="historicalagreement",
            name="salt",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="historicalauditbox",
            name="salt",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="historicalconflict",
            name="salt",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="historicalfamily",
            name="salt",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="historicalfamilymember",
            name="salt",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="historicalhousehold",
            name="salt",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="historicalinformationcategory",
            name="salt",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="historicalinvolvement",
            name="salt",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="historicallocality",
            name="salt",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="historicalmembership",
            name="salt",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="historicalneedlevel",
            name="salt",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="historicalnotice",
            name="salt",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="historicalpartner",
            name="salt",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="historicalpartnerkind",
            name="salt",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="historicalpartnerpermission",
            name="salt",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="historicalperson",
            name="salt",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="historicalpractitioner",
            name="salt",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="historicalrelationship",
            name="salt",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="historicalresidence",
            name="salt",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="historicalrestriction",
            name="salt",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="historicalrestrictionname",
            name="salt",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.RunPython(raise_functions, migrations.RunPython.noop),
        KeepHistory(
            "Acceptance",
            "Agreement",
            "AuditBox",
            "Conflict",
            "Family",
            "FamilyMember",
            "Household",
            "InformationCategory",
            "Involvement",
            "Locality",
            "Membership",
            "NeedLevel",
            "Notice",
            "Partner",
            "PartnerKind",
            "PartnerPermission",
            "Person",
            "Practitioner",
            "Relationship",
            "Residence",
            "Restriction",
            "RestrictionName",
        ),
    ]
    operations = in_groups(operations)
