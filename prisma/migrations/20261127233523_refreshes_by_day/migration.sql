-- Routine refreshes leave no line in the activity log: how many there were on each day is counted on the grant.
ALTER TABLE "Grant" ADD COLUMN     "refreshDay" DATE,
ADD COLUMN     "refreshesByDay" INTEGER[];

-- Whoever writes, a server of the release before among them. The last number belongs to `refreshDay`; days between are
-- noughts; what is older than 30 days falls off, and an answer that comes so late that its day is gone is not counted.
CREATE FUNCTION "count_refreshes_by_day"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  day DATE := (NEW."refreshedAt" AT TIME ZONE 'UTC')::date;
  more INTEGER := NEW."refreshCount" - OLD."refreshCount";
  passed INTEGER := COALESCE(day - OLD."refreshDay", 0);
  counts INTEGER[] := OLD."refreshesByDay";
  place INTEGER;
BEGIN
  IF day IS NULL OR more <= 0 THEN
    RETURN NEW;
  END IF;
  IF OLD."refreshDay" IS NULL THEN
    counts := ARRAY[0];
  ELSIF passed > 0 THEN
    counts := counts || array_fill(0, ARRAY[LEAST(passed, 30)]);
    counts := counts[GREATEST(1, cardinality(counts) - 29):];
  END IF;
  place := cardinality(counts) + LEAST(passed, 0);
  IF place > 0 THEN
    counts[place] := counts[place] + more;
  END IF;
  NEW."refreshesByDay" := counts;
  NEW."refreshDay" := GREATEST(OLD."refreshDay", day);
  RETURN NEW;
END $$;

CREATE TRIGGER "grant_counts_refreshes_by_day"
  BEFORE UPDATE OF "refreshCount" ON "Grant"
  FOR EACH ROW EXECUTE FUNCTION "count_refreshes_by_day"();
