import { defineRoute } from "@/lib/http/define-route";
import { AppError } from "@/lib/errors";
import { exportAbout } from "@/lib/personal-data/export-about";
import { subjectInput } from "@/lib/personal-data/subject";

/** Everything about one installer or portal as a file. By POST alone: an address does not belong into a URL. */
export const POST = defineRoute({
  permission: "system.manage",
  stepUp: { page: "/settings/data" },
  async run(ctx, request) {
    const form = await request.formData().catch(() => new FormData());
    const about = subjectInput.safeParse(form.get("about"));
    if (!about.success) throw new AppError("invalid_input");
    return new Response(await exportAbout(ctx, about.data), {
      headers: {
        "content-type": "application/json; charset=utf-8",
        "content-disposition": 'attachment; filename="portico-data.json"',
        "cache-control": "no-store",
      },
    });
  },
});
