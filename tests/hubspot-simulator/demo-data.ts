import type { SimPortalInput } from "./types";

type Row = [domain: string, hublet: string, timeZone: string, currency: string, admin: string];

const rows: Row[] = [
  ["northwind.example", "na1", "America/New_York", "USD", "nancy"],
  ["contoso.example", "na1", "America/Denver", "USD", "carlos"],
  ["fabrikam.example", "eu1", "Europe/Paris", "EUR", "elodie"],
  ["tailspin.example", "eu1", "Europe/London", "GBP", "toby"],
  ["wingtip.example", "ap1", "Australia/Sydney", "AUD", "willa"],
  ["litware.example", "na2", "America/Los_Angeles", "USD", "linus"],
  ["adventure.example", "na3", "America/Toronto", "CAD", "adele"],
  ["proseware.example", "na1", "America/Sao_Paulo", "BRL", "paulo"],
  ["lucerne.example", "eu1", "Europe/Zurich", "CHF", "luca"],
  ["alpine.example", "ap1", "Asia/Tokyo", "JPY", "akira"],
];

const people = ["Maya Lind", "Jon Okafor", "Rosa Vidal", "Ines Braun", "Theo Marsh", "Yuki Sato"];

/** Extra accounts for the demonstration: ten companies in every region, each with a few contacts. */
export function demoPortals(): SimPortalInput[] {
  return rows.map(([domain, hublet, timeZone, companyCurrency, admin], index) => {
    const hubId = 62520 + index;
    const userId = 2_063_000 + index * 10;
    return {
      hubId,
      domain,
      hublet,
      timeZone,
      companyCurrency,
      accountType: index === 7 ? "SANDBOX" : "STANDARD",
      users: [
        { userId, email: `${admin}@${domain}`, superAdmin: true, marketplaceAccess: true },
        { userId: userId + 1, email: `support@${domain}` },
      ],
      contacts: people.slice(0, 2 + (index % 5)).map((name, n) => {
        const [firstname = "", lastname = ""] = name.split(" ");
        const email = `${firstname.toLowerCase()}@customer-${index}.example`;
        return { id: String(hubId * 100 + n), properties: { email, firstname, lastname } };
      }),
    };
  });
}
