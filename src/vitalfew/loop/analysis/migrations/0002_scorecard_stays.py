"""Hold a version of the scorecard to its rule in the database itself: weights come to 1 on each axis, and it stays."""

from django.db import migrations

_ATTRACTIVENESS = (
    "'purchase_budget', 'growth', 'profitability', 'prestige', 'technical_sophistication', 'exclusivity', "
    "'geographic_reach'"
)
SQLITE = [
    """CREATE TRIGGER scorecard_stays BEFORE UPDATE ON analysis_scorecard
       BEGIN SELECT RAISE(ABORT, 'a version of the scorecard stays as it is'); END""",
    f"""CREATE TRIGGER scorecard_weights BEFORE INSERT ON analysis_scorecard
       WHEN 2 <> (SELECT count(*) FROM (
           SELECT sum(CAST(json_extract(value, '$.weight') AS REAL)) AS whole,
               min(CAST(json_extract(value, '$.weight') AS REAL)) AS least
           FROM json_each(NEW.criteria) GROUP BY json_extract(value, '$.code') IN ({_ATTRACTIVENESS})
       ) WHERE least >= 0 AND abs(whole - 1) <= 1e-9)
       BEGIN SELECT RAISE(ABORT, 'the weights of each axis come to 1'); END""",
]
SQLITE_OFF = ["DROP TRIGGER IF EXISTS scorecard_stays", "DROP TRIGGER IF EXISTS scorecard_weights"]
POSTGRESQL = [
    """CREATE OR REPLACE FUNCTION scorecard_refuse() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'a version of the scorecard stays as it is' USING ERRCODE = '23514'; END $$""",
    """CREATE TRIGGER scorecard_stays BEFORE UPDATE ON analysis_scorecard
       FOR EACH ROW EXECUTE FUNCTION scorecard_refuse()""",
    f"""CREATE OR REPLACE FUNCTION scorecard_weigh() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN
           IF 2 <> (SELECT count(*) FROM (
               SELECT sum((one ->> 'weight')::numeric) AS whole, min((one ->> 'weight')::numeric) AS least
               FROM jsonb_array_elements(NEW.criteria) AS one GROUP BY one ->> 'code' IN ({_ATTRACTIVENESS})
           ) AS axes WHERE least >= 0 AND abs(whole - 1) <= 1e-9)
           THEN RAISE EXCEPTION 'the weights of each axis come to 1' USING ERRCODE = '23514'; END IF;
           RETURN NEW;
       END $$""",
    """CREATE TRIGGER scorecard_weights BEFORE INSERT ON analysis_scorecard
       FOR EACH ROW EXECUTE FUNCTION scorecard_weigh()""",
]
POSTGRESQL_OFF = [
    "DROP FUNCTION IF EXISTS scorecard_refuse() CASCADE", "DROP FUNCTION IF EXISTS scorecard_weigh() CASCADE",
]  # fmt: skip


def guard(apps, schema_editor):
    """Refuse a card whose weights do not come to 1, and every change of one that is written."""
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def unguard(apps, schema_editor):
    for statement in SQLITE_OFF if schema_editor.connection.vendor == "sqlite" else POSTGRESQL_OFF:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("analysis", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
