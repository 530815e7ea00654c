import "server-only";
import type { Vault } from "@/lib/crypto/vault";
import type { ChainPoint } from "./chain";

/** Where the chain stood at a moment, signed, in one word that can be kept anywhere. */
export interface Anchor extends ChainPoint {
  at: Date;
}

const ANCHOR = /portico-audit-anchor\.(\d{1,18})\.([0-9a-f]{64})\.(\d{1,15})\.([0-9a-f]{64})/g;

export function writeAnchor(vault: Vault, { position, hash, at }: Anchor): string {
  return `portico-audit-anchor.${position}.${hash}.${at.getTime()}.${vault.auditMac(anchorText({ position, hash, at }))}`;
}

/**
 * Finds the anchors in a text: a file of them, or a server's log.
 * @returns the genuine ones by position, and how many were not made by this installation
 */
export function readAnchors(vault: Vault, text: string): { anchors: Anchor[]; foreign: number } {
  const anchors: Anchor[] = [];
  let foreign = 0;
  for (const [, position = "", hash = "", time = "", mac = ""] of text.matchAll(ANCHOR)) {
    const anchor = { position: BigInt(position), hash, at: new Date(Number(time)) };
    const isOurs = !Number.isNaN(anchor.at.getTime()) && vault.auditMac(anchorText(anchor)) === mac;
    if (isOurs) anchors.push(anchor);
    else foreign += 1;
  }
  return { anchors, foreign };
}

function anchorText({ position, hash, at }: Anchor): string {
  return `anchor ${position} ${hash} ${at.toISOString()}`;
}
