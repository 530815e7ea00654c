import { Banner } from "@/components/banner";
import { ThemeSwitch } from "@/components/theme/theme-switch";
import { getEnv } from "@/lib/env";
import { CustomerFrame, type CustomerFrameProps } from "./customer-frame";
import { getVisit } from "./visit";

/** A page for customers, who choose language and theme at its foot. */
export async function CustomerPage(props: Omit<CustomerFrameProps, "banner" | "controls">) {
  const { say } = await getVisit();
  const names = {
    light: say("theme.light"),
    dark: say("theme.dark"),
    system: say("theme.system"),
  };
  return (
    <CustomerFrame
      {...props}
      banner={
        getEnv().isDemo ? <Banner label={say("demo.label")}>{say("demo.text")}</Banner> : null
      }
      controls={<ThemeSwitch label={say("theme.label")} names={names} />}
    />
  );
}
