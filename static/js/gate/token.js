/* A badge's token, read and verified on the device. The format stands in delegations/tokens.py. */
import { decode } from "./base45.js";

const PREFIX = "MJ1:";
const VERSION = 1;
const PAYLOAD_BYTES = 26;
const SIGNATURE_BYTES = 64;
const KINDS = 3;
const SIGNED_AS = new TextEncoder().encode("majlis badge 1\0");
const MINUTE = 60_000;

/* What the token says once its signature holds: {serial, zone_mask, valid_from, valid_until, days}, the serial as text
   and the times in milliseconds; null for what is no badge of these keys. `keys`: hexadecimal, by number. */
export async function read(token, keys) {
  const parts = parse(token);
  const key = parts && keys[parts.keyNumber];
  if (!key) return null;
  return (await verifies(bytesOf(key), parts.signature, parts.signed)) ? parts.badge : null;
}

/* Fetches and warms what verifying needs, so that the first badge of the day is read as quickly as the others. */
export async function prepare(keys) {
  const [key] = Object.values(keys);
  if (key) await verifies(bytesOf(key), new Uint8Array(SIGNATURE_BYTES), SIGNED_AS);
}

function parse(token) {
  if (!token.startsWith(PREFIX)) return null;
  const data = decode(token.slice(PREFIX.length));
  if (data?.length !== PAYLOAD_BYTES + SIGNATURE_BYTES) return null;
  const view = new DataView(data.buffer);
  if (view.getUint8(0) !== VERSION || view.getUint8(25) >= KINDS) return null;
  return {
    keyNumber: view.getUint16(1),
    signature: data.subarray(PAYLOAD_BYTES),
    signed: Uint8Array.from([...SIGNED_AS, ...data.subarray(0, PAYLOAD_BYTES)]),
    badge: {
      serial: view.getBigUint64(3).toString(),
      zone_mask: view.getUint32(11),
      valid_from: view.getUint32(15) * MINUTE,
      valid_until: view.getUint32(19) * MINUTE,
      days: view.getUint16(23),
    },
  };
}

async function verifies(key, signature, signed) {
  const imported = await native(key);
  if (imported) return crypto.subtle.verify("Ed25519", imported, signature, signed);
  const noble = await import("../../vendor/noble-ed25519/noble-ed25519-3.2.0.js");
  return noble.verifyAsync(signature, signed, key, { zip215: false });
}

/* The key for WebCrypto, or null where the browser has no Ed25519. */
async function native(key) {
  try {
    return await crypto.subtle.importKey("raw", key, "Ed25519", false, ["verify"]);
  } catch {
    return null;
  }
}

function bytesOf(hexadecimal) {
  return Uint8Array.from(hexadecimal.match(/../g), (pair) => Number.parseInt(pair, 16));
}
