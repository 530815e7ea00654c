import { downloadKeys } from "@/lib/keys/stored-copy";
import { defineRoute } from "@/lib/http/define-route";

/** The file of encryption keys, for an owner who keeps a copy elsewhere. By POST alone, so that no link leads here. */
export const POST = defineRoute({
  permission: "system.manage",
  stepUp: { page: "/settings/system" },
  async run(ctx) {
    return new Response(await downloadKeys(ctx), {
      headers: {
        "content-type": "text/plain; charset=utf-8",
        "content-disposition": 'attachment; filename="portico-encryption-keys"',
        "cache-control": "no-store",
      },
    });
  },
});
