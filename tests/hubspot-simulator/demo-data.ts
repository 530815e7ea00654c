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

const firstNames = ["Maya", "Jon", "Rosa", "Ines", "Theo", "Yuki"];
const lastNames = ["Lind", "Okafor", "Vidal", "Braun", "Marsh", "Sato"];

/** Extra accounts for the demonstration: ten companies in every region, the first with pages of contacts, the rest with a few. */
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
      contacts: contactsOf(hubId, index === 0 ? 27 : 2 + (index % 5)),
    };
  });
}

/** Up to 36 people of different names. */
function contactsOf(hubId: number, count: number) {
  return Array.from({ length: count }, (_, n) => {
    const firstname = firstNames[n % 6] ?? "";
    const lastname = lastNames[(n + Math.floor(n / 6)) % 6] ?? "";
    const email = `${firstname}.${lastname}@customer-${hubId}.example`.toLowerCase();
    return { id: String(hubId * 100 + n), properties: { email, firstname, lastname } };
  });
}
