import { CircleCheck, TriangleAlert } from "lucide-react";
import { notFound } from "next/navigation";
import { AuthCard } from "@/components/auth-card";
import { Steps } from "@/components/steps";
import { anonymousContext } from "@/lib/auth/session";
import { isSetupOpen } from "@/lib/people/create-owner";
import { DemoNotice } from "../demo-notice";
import { setupChecks, type SetupCheck } from "./checks";
import { SetupForm } from "./setup-form";
import { say } from "@/lib/say/say";
import { titled } from "@/lib/http/titled";

export const generateMetadata = titled("Setup");

/** Public, and only until the first owner exists. */
export default async function SetupPage() {
  if (!(await isSetupOpen(await anonymousContext()))) notFound();
  const checks = await setupChecks();
  return (
    <AuthCard
      title={say("Set up Portico|title")}
      description={say("Create the account that owns this console. It can invite everybody else.")}
      banner={<DemoNotice />}
      footer={<Checks checks={checks} />}
      className="max-w-xl!"
    >
      <Steps
        label={say("Setup steps")}
        className="mb-5 border-b border-line pb-4"
        steps={[
          { label: say("Owner account"), state: "current" },
          { label: say("Add your HubSpot app"), state: "next" },
          { label: say("Connect a portal"), state: "next" },
        ]}
      />
      <SetupForm />
    </AuthCard>
  );
}

function Checks({ checks }: { checks: SetupCheck[] }) {
  return (
    <table className="w-full border-collapse text-start">
      <caption className="pb-1 text-start font-medium text-ink-muted">{say("Checks")}</caption>
      <tbody>
        {checks.map(({ name, isFine, found }) => (
          <tr key={name} className="border-t border-line align-top">
            <th scope="row" className="py-1.5 pe-3 text-start font-medium whitespace-nowrap">
              <span className="flex items-center gap-1.5">
                {isFine ? (
                  <CircleCheck aria-hidden className="size-4 shrink-0 text-ok" />
                ) : (
                  <TriangleAlert aria-hidden className="size-4 shrink-0 text-warn" />
                )}
                {name}
                <span className="sr-only">{`: ${isFine ? say("fine") : say("needs attention")}`}</span>
              </span>
            </th>
            <td className="py-1.5 wrap-anywhere">{found}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
