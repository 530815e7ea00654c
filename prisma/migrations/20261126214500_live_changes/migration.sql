-- Open pages hear of changes: what people, programs and HubSpot do leaves a line in the audit log, and what comes in too
-- great a number for that leaves events. Both are written one after the other anyway, so that a notification, which
-- PostgreSQL sends one transaction at a time, holds nobody up.
CREATE FUNCTION "notify_of_line"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('portico_changes', json_build_object('portalId', NEW."portalId", 'appId', NEW."appId")::text);
  RETURN NULL;
END $$;
-- A refusal is no news: a page that refuses writes one whenever it is shown.
CREATE TRIGGER "audit_line_is_news" AFTER INSERT ON "AuditEvent"
  FOR EACH ROW WHEN (NEW."outcome" <> 'denied' AND NEW."action" NOT LIKE 'session.%') EXECUTE FUNCTION "notify_of_line"();

CREATE TRIGGER "alert_event_is_news" AFTER INSERT ON "AlertEvent"
  FOR EACH ROW EXECUTE FUNCTION "notify_of_line"();
