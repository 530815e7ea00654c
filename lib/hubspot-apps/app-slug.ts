import { z } from "zod";

/** The name of an app in an address, as createApp makes it. Anything else in its place is the address of nothing. */
export const appSlug = z.string().regex(/^[a-z0-9-]{1,64}$/);
