/* Base45 (RFC 9285), strictly: null for anything that an encoder would not have written. As core/base45.py. */
const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const VALUES = new Map([...ALPHABET].map((letter, value) => [letter, value]));

export function decode(text) {
  const bytes = [];
  for (let start = 0; start < text.length; start += 3) {
    const group = [...text.slice(start, start + 3)].map((letter) => VALUES.get(letter));
    if (group.length === 1 || group.includes(undefined)) return null;
    const number = group.reduceRight((sum, value) => sum * 45 + value, 0);
    if (number >= (group.length === 3 ? 65536 : 256)) return null;
    if (group.length === 3) bytes.push(number >> 8);
    bytes.push(number & 255);
  }
  return Uint8Array.from(bytes);
}
