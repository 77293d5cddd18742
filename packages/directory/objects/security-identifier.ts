/**
 * The security identifier of a cloud object: `S-1-12-1-` and the id's four 32-bit words, each read in the byte order
 * in which Windows keeps a GUID.
 */
export function securityIdentifier(id: string): string {
  const hex = id.replaceAll('-', '');
  const bytes = Uint8Array.from({ length: 16 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16));
  const windowsOrder = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15].map((i) => bytes[i]!);
  const words = new DataView(Uint8Array.from(windowsOrder).buffer);
  return `S-1-12-1-${[0, 4, 8, 12].map((offset) => words.getUint32(offset, true)).join('-')}`;
}
