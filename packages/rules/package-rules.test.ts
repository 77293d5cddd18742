import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import invalidRules from '../../fixtures/rules/invalid-rules.json' with { type: 'json' };
import { checkRule, ruleErrorCatalogue, ruleProperties } from './index.ts';

const root = dirname(fileURLToPath(import.meta.url));
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.includes('node_modules'),
);

describe('the package', () => {
  it.each(sources)('%s runs in a browser as well: it imports nothing of the platform', (name) => {
    const imports = [...readFileSync(join(root, name), 'utf8').matchAll(/from '([^']+)'/g)].map((found) => found[1]!);
    const allowed = name.startsWith('testing') ? ['@muster/kernel', 'fast-check'] : ['@muster/kernel', 're2js'];
    expect(imports.filter((each) => !each.startsWith('.') && !allowed.includes(each))).toEqual([]);
  });

  it('keeps the generators out of what it ships', () => {
    const shipped = sources.filter((name) => !name.startsWith('testing'));
    expect(shipped.filter((name) => readFileSync(join(root, name), 'utf8').includes('/testing/'))).toEqual([]);
  });
});

describe('the catalogue', () => {
  const errors = Object.entries(ruleErrorCatalogue).filter(([, definition]) => definition.severity === 'error');

  it.each(errors)('%s is raised by a collected invalid rule and its message is filled in', (code) => {
    const raised = invalidRules.filter((each) => each.expectedCode === code);
    expect(raised.length).toBeGreaterThan(0);
    for (const { rule } of raised) expect(checkRule(rule).diagnostics[0]?.message).not.toMatch(/\{\w|undefined| {2}/);
  });

  it('marks exactly the codes with W_ as warnings', () => {
    for (const [code, definition] of Object.entries(ruleErrorCatalogue)) {
      expect(definition.severity).toBe(code.startsWith('W_') ? 'warning' : 'error');
    }
  });
});

describe('the property tables', () => {
  it('hold what the language spec lists, once each', () => {
    expect([ruleProperties.user.length, ruleProperties.device.length]).toEqual([51, 34]);
    for (const table of [ruleProperties.user, ruleProperties.device]) {
      expect(new Set(table.map((each) => each.name.toLowerCase())).size).toBe(table.length);
      expect(new Set(table.map((each) => each.graphAttribute)).size).toBe(table.length);
    }
  });
});
