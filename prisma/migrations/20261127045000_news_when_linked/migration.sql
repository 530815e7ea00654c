-- rolling: the pages of a server of the release before hear of lines a moment later, from whoever of this release links them.
-- Whoever links lines tells open pages of them, a batch at a time. PostgreSQL lets one transaction with a notification commit
-- after the other: told from the line's own transaction, it held up all who write lines at once.
DROP TRIGGER "audit_line_is_news" ON "AuditEvent";
