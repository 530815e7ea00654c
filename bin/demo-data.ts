// Fills the demo with sample people, apps and portals in every status, all through the product's own verbs and a
// simulator that really answers. Started by `npm run demo` once the server is up.
import { closeResources } from "@/lib/resources";
import { DEMO_PASSWORD, seedDemo } from "./demo/seed-demo";

try {
  const { origin, people } = await seedDemo(process.env.SIMULATOR_CONTROL_URL ?? "");
  process.stdout.write(
    `\nDemo sign-ins at ${origin}/login, all with the password: ${DEMO_PASSWORD}\n`,
  );
  for (const { email, role } of people) process.stdout.write(`  ${role.padEnd(8)} ${email}\n`);
} finally {
  await closeResources();
}
