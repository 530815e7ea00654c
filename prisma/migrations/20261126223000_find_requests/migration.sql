-- What a log line or an error names is found in the activity log.
CREATE INDEX "AuditEvent_requestId_idx" ON "AuditEvent"("requestId");
CREATE INDEX "AuditEvent_correlationId_idx" ON "AuditEvent"("correlationId");
