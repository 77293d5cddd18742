import decodeQr from 'qr/decode.js';
import { describe, expect, it } from 'vitest';
import { qrPicture } from './qr-picture.ts';

const pixels = 4;

/** Draws the path of the picture, as a browser would, and has a reader look at it. */
function read(svg: string): string {
  const size = Number(/viewBox="0 0 (\d+)/.exec(svg)![1]) * pixels;
  const data = new Uint8Array(size * size * 4).fill(255);
  for (const [, x, y, width] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1H\1z/g)) {
    for (let row = Number(y) * pixels; row < (Number(y) + 1) * pixels; row++) {
      const begin = (row * size + Number(x) * pixels) * 4;
      for (let at = begin; at < begin + Number(width) * pixels * 4; at++) if (at % 4 !== 3) data[at] = 0;
    }
  }
  return decodeQr({ width: size, height: size, data });
}

describe('a QR code', () => {
  it.each([
    'otpauth://totp/Contoso:ann%40contoso.com?issuer=Contoso&secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&algorithm=SHA1&digits=6&period=30',
    `otpauth://totp/${'%C3%A4'.repeat(100)}:${'x'.repeat(320)}?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP`,
  ])('says %s', (text) => {
    expect(read(qrPicture(text, 'Key').text)).toBe(text);
  });

  it('is left out where no camera could read it', () => {
    expect(qrPicture('x'.repeat(1201), 'Key').text).toBe('');
  });

  it('has a name for those who do not see it', () => {
    expect(qrPicture('x', 'Key for "the app"').text).toContain('role="img" aria-label="Key for &quot;the app&quot;"');
  });
});
