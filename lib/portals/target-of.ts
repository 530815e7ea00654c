/** A portal as the target of an audit event. */
export function targetOf(portal: { id: string; hubId: bigint; hubDomain: string | null }) {
  const label = portal.hubDomain ?? `Hub ${portal.hubId}`;
  return { kind: "portal", id: portal.id, label } as const;
}
