/**
 * 32 bits that say which pairs of neighbouring code units a text has. A text that holds another has all bits of the
 * other's signature, so a missing bit proves, without a look at the text, that it does not.
 */
export function signatureOf(text: string): number {
  let bits = 0;
  let before = text.charCodeAt(0);
  for (let i = 1; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    bits |= 1 << (Math.imul(before * 31 + unit, 0x9e3779b1) >>> 27);
    before = unit;
  }
  return bits >>> 0;
}
