import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { extendedProperties, ruleProperties } from '@muster/rules';
import { describe, expect, it } from 'vitest';
import { root } from './markdown-files.ts';

const page = readFileSync(join(root, 'docs/rule-writers.md'), 'utf8');

/** The names a paragraph lists in code, `extensionAttribute1` standing for all fifteen. */
function listed(title: string): readonly string[] {
  const paragraph = page.split('\n\n').find((each) => each.startsWith(`**${title}**`)) ?? '';
  const names = [...paragraph.matchAll(/`(\w+)`/g)].map((found) => found[1]!).filter((name) => name !== '15');
  const extensions = Array.from({ length: 14 }, (_, i) => `extensionAttribute${i + 2}`);
  return [...names, ...(names.includes('extensionAttribute1') ? extensions : [])].sort();
}

describe('the properties that the page for rule writers lists', () => {
  it.each([
    ['Users', 'user'],
    ['Devices', 'device'],
  ] as const)('%s: those that rules can read', (title, type) => {
    expect(listed(title)).toEqual(ruleProperties[type].map(({ name }) => name).sort());
  });

  it.each([
    ['Users, extended', 'user'],
    ['Devices, extended', 'device'],
  ] as const)('%s: those that only the extended language can read', (title, type) => {
    const further = extendedProperties[type].filter(({ isPortable }) => !isPortable);
    expect(listed(title)).toEqual(further.map(({ name }) => name).sort());
  });

  it('have the Graph names of the table', () => {
    for (const type of ['user', 'device'] as const) {
      for (const { name, graphAttribute } of extendedProperties[type]) {
        const isSame = name.toLowerCase() === graphAttribute.toLowerCase();
        const isNumbered = /^extensionAttribute(?!1$)/.test(name);
        // The page tells what these are read from, not which attribute they are.
        if (isSame || isNumbered || name === 'sipProxyAddress') continue;
        const rows = page.split('\n').filter((line) => line.startsWith('|') && line.includes(`\`${type}.${name}\``));
        expect(rows.join(), `${type}.${name}`).toContain(`\`${graphAttribute}\``);
      }
    }
  });
});
