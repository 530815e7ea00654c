// Client-safe.

/**
 * For so many days each line of the audit log is kept, whatever anybody chooses: the database lets none go before, nor any checkpoint
 * that covers one (`refuse_audit_change` in the migration `audit_age`, in hours).
 */
export const LEAST_DAYS = 365;
