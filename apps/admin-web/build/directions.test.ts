import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const folder = new URL('..', import.meta.url).pathname;
const sided =
  /\b(?:margin|padding|border)(?:Left|Right)|^\s*(?:left|right):|(?:textAlign|float): '(?:left|right)'|-(?:left|right):/;

it('styles say start and end, so that languages that are written from the right come out right', () => {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => /\.(?:tsx?|css)$/.test(name) && !/^(?:dist|node_modules)\/|\.test\.ts$/.test(name),
  );
  expect(names.length).toBeGreaterThan(40);
  const found = names.flatMap((name) =>
    readFileSync(`${folder}${name}`, 'utf8')
      .split('\n')
      .flatMap((line, at) => (sided.test(line) ? [`${name}:${at + 1} ${line.trim()}`] : [])),
  );
  expect(found).toEqual([]);
});
