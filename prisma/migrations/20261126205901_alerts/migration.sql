-- AlterTable
ALTER TABLE "HubSpotApp" ADD COLUMN     "installCapNearAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "AlertEvent" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "seq" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "type" TEXT NOT NULL,
    "appId" UUID,
    "portalId" UUID,
    "facts" JSONB NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "handedOutAt" TIMESTAMPTZ(3),
    "payload" JSONB,

    CONSTRAINT "AlertEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AlertTarget" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "addressSealed" TEXT NOT NULL,
    "addressShown" TEXT NOT NULL,
    "secretSealed" TEXT,
    "previousSecretSealed" TEXT,
    "previousSecretUntil" TIMESTAMPTZ(3),
    "eventTypes" TEXT[],
    "quietFrom" INTEGER,
    "quietTo" INTEGER,
    "timeZone" TEXT,
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "pausedAt" TIMESTAMPTZ(3),
    "pausedBy" TEXT,
    "failingSince" TIMESTAMPTZ(3),
    "restUntil" TIMESTAMPTZ(3),
    "lastDeliveredAt" TIMESTAMPTZ(3),
    "lastMessageAt" TIMESTAMPTZ(3),

    CONSTRAINT "AlertTarget_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AlertDelivery" (
    "id" UUID NOT NULL,
    "eventId" UUID NOT NULL,
    "targetId" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "nextTryAt" TIMESTAMPTZ(3),
    "giveUpAt" TIMESTAMPTZ(3) NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "lastTriedAt" TIMESTAMPTZ(3),
    "deliveredAt" TIMESTAMPTZ(3),
    "tryLog" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "AlertDelivery_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "AlertEvent_seq_key" ON "AlertEvent"("seq");

-- CreateIndex
CREATE INDEX "AlertEvent_portalId_seq_idx" ON "AlertEvent"("portalId", "seq");

-- CreateIndex
CREATE INDEX "AlertEvent_type_seq_idx" ON "AlertEvent"("type", "seq");

-- CreateIndex
CREATE INDEX "AlertEvent_at_idx" ON "AlertEvent"("at");

-- CreateIndex
CREATE INDEX "AlertDelivery_targetId_createdAt_idx" ON "AlertDelivery"("targetId", "createdAt");

-- CreateIndex
CREATE INDEX "AlertDelivery_nextTryAt_idx" ON "AlertDelivery"("nextTryAt");

-- CreateIndex
CREATE UNIQUE INDEX "AlertDelivery_eventId_targetId_key" ON "AlertDelivery"("eventId", "targetId");

-- AddForeignKey
ALTER TABLE "AlertTarget" ADD CONSTRAINT "AlertTarget_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AlertDelivery" ADD CONSTRAINT "AlertDelivery_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "AlertEvent"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AlertDelivery" ADD CONSTRAINT "AlertDelivery_targetId_fkey" FOREIGN KEY ("targetId") REFERENCES "AlertTarget"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The outbox's next: few at any time, so that looking for them costs nothing.
CREATE INDEX "AlertEvent_waiting" ON "AlertEvent" ("dueAt") WHERE "handedOutAt" IS NULL;

-- What became of a portal, an app or HubSpot is written down here with the change itself, whoever makes the change: each
-- transition once. Load tests that make up portals say `SET LOCAL portico.no_events = 'on'`.
CREATE FUNCTION "add_alert_event"(kind text, app uuid, portal uuid, what jsonb, due timestamptz)
RETURNS void LANGUAGE sql AS $$
  INSERT INTO "AlertEvent" ("at", "type", "appId", "portalId", "facts", "dueAt")
  SELECT now(), kind, app, portal, jsonb_strip_nulls(what), due
  WHERE current_setting('portico.no_events', true) IS DISTINCT FROM 'on'
$$;

CREATE FUNCTION "tell_portal_events"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  kind text;
  due timestamptz := now();
  before text := NULL;
  untold integer := 0;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW."status" IN ('connected', 'degraded') THEN kind := 'portal.connected'; END IF;
  ELSE
    before := OLD."status"::text;
    -- A trouble that has not lasted is never told.
    DELETE FROM "AlertEvent" WHERE "portalId" = NEW."id" AND "type" = 'portal.degraded'
      AND "handedOutAt" IS NULL AND "dueAt" > now();
    GET DIAGNOSTICS untold = ROW_COUNT;
    CASE NEW."status"
      WHEN 'degraded' THEN
        kind := 'portal.degraded';
        due := now() + make_interval(mins => COALESCE(
          (SELECT "value"::integer FROM "SystemFact" WHERE "name" = 'alert_degraded_minutes'), 10));
      WHEN 'needs_reconnect' THEN kind := 'portal.needs_reconnect';
      WHEN 'revoked' THEN kind := 'portal.revoked';
      WHEN 'uninstalled' THEN kind := 'portal.uninstalled';
      WHEN 'connected' THEN
        IF before IN ('revoked', 'uninstalled') THEN kind := 'portal.connected';
        ELSIF before = 'needs_reconnect' OR (before = 'degraded' AND untold = 0) THEN kind := 'portal.recovered';
        ELSIF before = 'app_error' AND (SELECT e."type" FROM "AlertEvent" e WHERE e."portalId" = NEW."id"
            AND e."type" <> 'portal.scopes_changed' ORDER BY e."seq" DESC LIMIT 1)
            IN ('portal.degraded', 'portal.needs_reconnect') THEN kind := 'portal.recovered';
        END IF;
      ELSE NULL; -- app_error: the app's own event says it
    END CASE;
  END IF;
  IF kind IS NULL THEN RETURN NULL; END IF;
  PERFORM "add_alert_event"(kind, NEW."appId", NEW."id", jsonb_build_object(
    'hubId', NEW."hubId"::text, 'hubDomain', NEW."hubDomain", 'status', NEW."status", 'previousStatus', before,
    'uninstalledHow', CASE WHEN kind = 'portal.uninstalled' THEN NEW."uninstalledHow" END)
    || CASE WHEN kind IN ('portal.degraded', 'portal.needs_reconnect') THEN jsonb_build_object(
      'errorKind', NEW."lastErrorKind", 'errorStatus', NEW."lastErrorStatus",
      'httpStatus', NEW."lastErrorHttpStatus", 'correlationId', NEW."lastErrorCorrelationId")
      ELSE '{}'::jsonb END, due);
  RETURN NULL;
END $$;

CREATE TRIGGER "portal_tells_when_made" AFTER INSERT ON "Portal"
  FOR EACH ROW EXECUTE FUNCTION "tell_portal_events"();
CREATE TRIGGER "portal_tells_when_changed" AFTER UPDATE OF "status" ON "Portal"
  FOR EACH ROW WHEN (OLD."status" IS DISTINCT FROM NEW."status") EXECUTE FUNCTION "tell_portal_events"();

CREATE FUNCTION "tell_scopes"(portal uuid, old_scopes text[], new_scopes text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  added text[] := ARRAY(SELECT unnest(new_scopes) EXCEPT SELECT unnest(old_scopes) ORDER BY 1);
  removed text[] := ARRAY(SELECT unnest(old_scopes) EXCEPT SELECT unnest(new_scopes) ORDER BY 1);
  p "Portal"%ROWTYPE;
BEGIN
  IF cardinality(added) + cardinality(removed) = 0 THEN RETURN; END IF;
  SELECT * INTO p FROM "Portal" WHERE "id" = portal;
  PERFORM "add_alert_event"('portal.scopes_changed', p."appId", p."id", jsonb_build_object(
    'hubId', p."hubId"::text, 'hubDomain', p."hubDomain", 'status', p."status",
    'added', to_jsonb(added), 'removed', to_jsonb(removed)), now());
END $$;

-- HubSpot names the scopes anew with each token, and a reconnect may grant others.
CREATE FUNCTION "tell_scopes_of_grant"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE portal uuid;
BEGIN
  SELECT "id" INTO portal FROM "Portal" WHERE "currentGrantId" = NEW."id";
  -- A grant that has not said its scopes yet has none to compare with.
  IF portal IS NOT NULL AND cardinality(OLD."grantedScopes") > 0 THEN
    PERFORM "tell_scopes"(portal, OLD."grantedScopes", NEW."grantedScopes");
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "grant_tells_scopes" AFTER UPDATE OF "grantedScopes" ON "Grant"
  FOR EACH ROW WHEN (OLD."grantedScopes" IS DISTINCT FROM NEW."grantedScopes")
  EXECUTE FUNCTION "tell_scopes_of_grant"();

CREATE FUNCTION "tell_scopes_of_portal"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE old_scopes text[]; new_scopes text[];
BEGIN
  SELECT "grantedScopes" INTO old_scopes FROM "Grant" WHERE "id" = OLD."currentGrantId";
  SELECT "grantedScopes" INTO new_scopes FROM "Grant" WHERE "id" = NEW."currentGrantId";
  IF cardinality(old_scopes) > 0 AND cardinality(new_scopes) > 0 THEN
    PERFORM "tell_scopes"(NEW."id", old_scopes, new_scopes);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "portal_tells_scopes" AFTER UPDATE OF "currentGrantId" ON "Portal"
  FOR EACH ROW WHEN (OLD."currentGrantId" IS DISTINCT FROM NEW."currentGrantId"
    AND OLD."status" NOT IN ('revoked', 'uninstalled'))
  EXECUTE FUNCTION "tell_scopes_of_portal"();

-- HubSpot as a whole is out when the refreshes of every app that has some fail there, or those of two and of half of them;
-- it is back when none fails. Told once it has lasted a minute.
CREATE FUNCTION "tell_hubspot_state"() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  failing integer;
  living integer;
  apps jsonb;
  last_type text;
  untold integer;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('portico: state of HubSpot'));
  SELECT COUNT(*), jsonb_agg("slug" ORDER BY "slug") INTO failing, apps FROM (SELECT "slug" FROM "HubSpotApp"
    WHERE "breakerOpenedAt" IS NOT NULL AND "breakerKind" IN ('unavailable', 'unreachable') ORDER BY "slug" LIMIT 50) a;
  SELECT "type" INTO last_type FROM "AlertEvent" WHERE "type" IN ('hubspot.outage', 'hubspot.recovered')
    ORDER BY "seq" DESC LIMIT 1;
  IF failing = 0 AND last_type = 'hubspot.outage' THEN
    DELETE FROM "AlertEvent" WHERE "type" = 'hubspot.outage' AND "handedOutAt" IS NULL AND "dueAt" > now();
    GET DIAGNOSTICS untold = ROW_COUNT;
    IF untold = 0 THEN PERFORM "add_alert_event"('hubspot.recovered', NULL, NULL, '{}', now()); END IF;
  ELSIF failing > 0 AND last_type IS DISTINCT FROM 'hubspot.outage' THEN
    SELECT COUNT(*) INTO living FROM "HubSpotApp" a WHERE EXISTS (SELECT 1 FROM "Portal" p
      WHERE p."appId" = a."id" AND p."status" IN ('connected', 'degraded'));
    IF failing >= living OR (failing >= 2 AND failing * 2 >= living) THEN
      PERFORM "add_alert_event"('hubspot.outage', NULL, NULL, jsonb_build_object('apps', apps),
        now() + interval '1 minute');
    END IF;
  END IF;
END $$;

CREATE FUNCTION "tell_app_events"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE what jsonb := '{}';
BEGIN
  IF OLD."credentialsRefusedAt" IS NULL AND NEW."credentialsRefusedAt" IS NOT NULL THEN
    PERFORM "add_alert_event"('app.credentials_refused', NEW."id", NULL,
      jsonb_build_object('errorStatus', NEW."credentialsRefusedCode"), now());
  ELSIF OLD."credentialsRefusedAt" IS NOT NULL AND NEW."credentialsRefusedAt" IS NULL THEN
    PERFORM "add_alert_event"('app.recovered', NEW."id", NULL, what, now());
  END IF;
  IF OLD."installCapNearAt" IS NULL AND NEW."installCapNearAt" IS NOT NULL THEN
    PERFORM "add_alert_event"('app.install_cap_near', NEW."id", NULL, jsonb_build_object('cap', NEW."installCap",
      'installed', (SELECT COUNT(*) FROM "Portal" p WHERE p."appId" = NEW."id"
        AND p."status" IN ('connected', 'degraded', 'app_error', 'revoked'))), now());
  END IF;
  IF (OLD."breakerOpenedAt" IS NULL) <> (NEW."breakerOpenedAt" IS NULL) THEN
    PERFORM "tell_hubspot_state"();
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "app_tells" AFTER UPDATE OF "credentialsRefusedAt", "breakerOpenedAt", "installCapNearAt" ON "HubSpotApp"
  FOR EACH ROW EXECUTE FUNCTION "tell_app_events"();
