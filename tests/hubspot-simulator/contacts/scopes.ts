/** What HubSpot's specification names for contacts; the old broad scope is gone. */
export const READ_SCOPES = ["crm.objects.contacts.read"];
export const WRITE_SCOPES = ["crm.objects.contacts.write"];
