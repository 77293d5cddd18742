import type { Figures } from './figures.ts';
import { figureText, roundedText } from './print-figures.ts';

/** One group of bars. */
interface Panel {
  readonly size: string;
  readonly name: string;
}

const width = 760;
const barHeight = 18;
const left = 190;
const right = 90;

const colours: Readonly<Record<string, string>> = { ours: '#0f6cbd' };
const otherColour = '#9a9a9a';

/** The largest size that was measured for a figure, by the length of the longest bar. */
function panelsOf(figures: Figures, names: readonly string[]): Panel[] {
  return names.flatMap((name) => {
    const sizes = new Set(figures.list.filter((each) => each.name === name).map(({ size }) => size));
    return [...sizes].filter((size) => figures.all(size, name).length > 1).map((size) => ({ size, name }));
  });
}

/** Times of all candidates as bars on a logarithmic scale, as SVG: shorter is better. */
export function plot(figures: Figures): string {
  const names = [
    'memory.full_s',
    'memory.full_cpu_s',
    'memory.new_p95_ms',
    'memory.change_p50_us',
    'durable.full_s',
    'durable.change_p50_ms',
  ];
  const parts: string[] = [];
  let y = 20;
  for (const { size, name } of panelsOf(figures, names)) {
    const bars = [...figures.all(size, name)].sort((a, b) => a.value - b.value);
    const [least, most] = [bars[0]!.value, bars.at(-1)!.value];
    parts.push(`<text x="10" y="${y + 13}" font-weight="bold">${escaped(`${size}: ${figureText(name)}`)}</text>`);
    y += 24;
    for (const { candidate, value } of bars) {
      const length = barLength(value, least, most);
      const text = candidate === 'ours' ? 'Muster' : candidate;
      parts.push(
        `<text x="${left - 8}" y="${y + 13}" text-anchor="end">${escaped(text)}</text>`,
        `<rect x="${left}" y="${y}" width="${length}" height="${barHeight - 4}" fill="${colours[candidate] ?? otherColour}"/>`,
        `<text x="${left + length + 6}" y="${y + 12}">${roundedText(value)}</text>`,
      );
      y += barHeight;
    }
    y += 12;
  }
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y}" width="${width}" height="${y}" ` +
    `font-family="sans-serif" font-size="12" role="img" aria-label="Times of Muster and other engines">\n` +
    `<rect width="${width}" height="${y}" fill="#ffffff"/>\n${parts.join('\n')}\n</svg>\n`
  );
}

/** Every bar shows something; each tenfold is as long as the other. */
function barLength(value: number, least: number, most: number): number {
  const share = most === least ? 1 : Math.log10((10 * value) / least) / Math.log10((10 * most) / least);
  return Math.round(share * (width - left - right));
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
