"use client";

import { useState, type ChangeEvent } from "react";
import { FormProblem } from "@/app/_forms/form-problem";
import { useServerForm } from "@/app/_forms/use-server-form";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { CheckboxGroup } from "@/components/ui/checkbox-group";
import { TextField } from "@/components/ui/field";
import { logoPath, type Brand } from "@/lib/public-pages/brand";
import { isColour } from "@/lib/public-pages/colours";
import { contactProblem } from "@/lib/public-pages/contact";
import { LOCALE_NAMES, LOCALES } from "@/lib/words/locales";
import { useSay } from "#say";
import { setPublicPagesAction } from "./actions";
import { ColourField } from "./colour-field";
import { LogoField } from "./logo-field";
import { Preview } from "./preview";
import type { PreviewWords } from "./preview-words";

const FIELDS = ["company", "colour", "contact", "locales", "logo"];

/** Name, picture, colour, contact and languages, beside the page they make. */
export function PublicPagesForm({ brand, words }: { brand: Brand; words: PreviewWords }) {
  const say = useSay();
  const { state, pending, formProps } = useServerForm(setPublicPagesAction);
  const [company, setCompany] = useState(brand.company);
  const [colour, setColour] = useState(brand.colour);
  const [contact, setContact] = useState(brand.contact);
  const [chosen, setChosen] = useState<string>();
  const [isRemoved, setRemoved] = useState(false);
  const errors = state.fieldErrors ?? {};
  const stored = brand.logo && !isRemoved ? logoPath(brand.logo) : undefined;
  const typed = (set: (text: string) => void) => (event: ChangeEvent<HTMLInputElement>) =>
    set(event.target.value);
  const shown = {
    company: company.trim(),
    colour: isColour(colour.trim()) ? colour.trim() : "",
    contact: contactProblem(contact.trim()) ? "" : contact.trim(),
  };
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
      <Section title={say("Your company")}>
        <form {...formProps} className="flex flex-col gap-5">
          <FormProblem state={state} fields={FIELDS} />
          <TextField
            label={say("Company name")}
            name="company"
            value={company}
            onChange={typed(setCompany)}
            error={errors["company"]}
            hint={say("Also the end of each page's title. Without one, pages name the app alone.")}
            maxLength={80}
            autoComplete="organization"
          />
          <LogoField
            hasStored={brand.logo !== null}
            onChoose={setChosen}
            onRemove={setRemoved}
            error={pending ? undefined : errors["logo"]}
          />
          <ColourField value={colour} onChange={setColour} error={errors["colour"]} />
          <TextField
            label={say("Contact")}
            name="contact"
            value={contact}
            onChange={typed(setContact)}
            error={errors["contact"]}
            hint={say(
              "Whom customers ask when something fails: a mail address, or a page that begins with https://.",
            )}
            autoComplete="off"
            spellCheck={false}
          />
          <CheckboxGroup
            label={say("Languages")}
            hint={say(
              "A browser gets its own language where it is offered. Customers can change it at the foot of each page.",
            )}
            error={errors["locales"]}
          >
            {LOCALES.map((locale) => (
              <Checkbox
                key={locale}
                name="locales"
                value={locale}
                defaultChecked={brand.locales.includes(locale)}
                label={LOCALE_NAMES[locale]}
              />
            ))}
          </CheckboxGroup>
          <div className="flex flex-wrap items-center gap-3">
            <Button type="submit" variant="primary" pending={pending}>
              {say("Save")}
            </Button>
            <span role="status" className="text-sm text-ok">
              {state.status === "success" && !pending ? state.message : null}
            </span>
          </div>
        </form>
      </Section>
      <Section
        title={say("Preview")}
        description={say("The install page, as it would look once saved.")}
      >
        <Preview brand={shown} logo={chosen ?? stored} words={words} />
      </Section>
    </div>
  );
}
