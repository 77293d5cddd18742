import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { compareHttp } from '../http/compare-http.ts';
import { presentInstant } from '../measure/present-instant.ts';
import { Figures } from '../report/figures.ts';
import { compareDurable } from './compare-durable.ts';

it('measures a real directory and a started server, and finds all answers right', { timeout: 180_000 }, async () => {
  const figures = new Figures();
  const options = {
    size: { users: 60, rules: 12 },
    only: ['ours', 'postgresql'] as const,
    rounds: 1,
    now: presentInstant(),
    figures,
    progress: () => {},
  };
  const stage = await compareDurable(options);
  try {
    await compareHttp(stage, options);
  } finally {
    await stage.end();
  }
  expect(figures.verifications.filter(({ isRight }) => !isRight)).toEqual([]);
  expect(figures.verifications.length).toBeGreaterThanOrEqual(7);
  const measured = new Set(figures.list.map(({ candidate, name }) => `${candidate} ${name}`));
  for (const name of ['full_s', 'change_p50_ms', 'churn_single_per_s', 'memberships_mb']) {
    expect(measured).toContain(`ours durable.${name}`);
    expect(measured.has(`postgresql durable.${name}`)).toBe(true);
  }
  expect(measured).toContain('bare transaction durable.change_p95_ms');
  for (const name of ['start_answering_s', 'groups_p99_ms', 'members_p99_ms', 'count_p99_ms']) {
    expect(measured).toContain(`ours http.${name}`);
  }
  expect(existsSync(stage.dataDir)).toBe(false);
});
