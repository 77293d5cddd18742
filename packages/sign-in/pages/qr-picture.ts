import encodeQr from 'qr';
import { html, type SafeHtml } from './html.ts';

/** Empty squares around the code. @see ISO/IEC 18004 (same) */
const quietZone = 4;

/** Longer texts make squares too small for a camera before a screen. */
const longestText = 1200;

/**
 * A text as a QR code, black on white in every colour scheme: not every camera reads it the other way round. Empty for a text
 * of more than 1,200 characters.
 */
export function qrPicture(text: string, label: string): SafeHtml {
  if (text.length > longestText) return html``;
  const rows: readonly (readonly boolean[])[] = encodeQr(text, 'raw', { ecc: 'medium', border: quietZone });
  const size = rows.length;
  return html`<svg class="qr" role="img" aria-label="${label}" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><rect width="${size}" height="${size}" fill="#fff"/><path d="${rows.map(darkOf).join('')}"/></svg>`;
}

/** The dark squares of one row, side by side in one stroke. */
function darkOf(row: readonly boolean[], y: number): string {
  const begins = row.flatMap((isDark, x) => (isDark && row[x - 1] !== true ? [x] : []));
  const lengthFrom = (x: number) => [...row, false].indexOf(false, x) - x;
  return begins.map((x) => `M${x} ${y}h${lengthFrom(x)}v1H${x}z`).join('');
}
