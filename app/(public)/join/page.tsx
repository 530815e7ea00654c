import { getViewer } from "@/lib/auth/session";
import { DemoNotice } from "../demo-notice";
import { JoinScreen } from "./join-screen";
import { titled } from "@/lib/http/titled";

export const generateMetadata = titled("Join");

/** Public: the target of one-time links. The link's token stays in the fragment and is sent by the form alone. */
export default async function JoinPage() {
  const viewer = await getViewer();
  return <JoinScreen banner={<DemoNotice />} signedInAs={viewer?.email} />;
}
