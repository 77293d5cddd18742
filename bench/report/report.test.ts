import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { merged, newestResults, type RunResults } from './run-results.ts';
import { reportFiles, reportOf } from './write-report.ts';

const machine = { cores: 2, cpu: 'Some CPU', memoryGb: 8, platform: 'linux x64', node: '20.20.2' };

function results(figures: RunResults['figures']): RunResults {
  return { commit: 'abc', day: '2026-06-15', machine, loadAverage: 1, figures, gaps: [], verifications: [] };
}

const full = (candidate: string, value: number, size = '100k×1k', name = 'memory.full_s') => ({
  size,
  candidate,
  name,
  value,
});

describe('the page', () => {
  it('is what the newest results give', () => {
    const newest = newestResults();
    expect(newest).toBeDefined();
    const { page, picture } = reportOf(newest!);
    expect(readFileSync(reportFiles.page, 'utf8')).toBe(page);
    expect(readFileSync(reportFiles.picture, 'utf8')).toBe(picture);
  });

  it('has a row for a figure and a bar for a candidate', () => {
    const { page, picture } = reportOf(results([full('ours', 0.5), full('roaring', 1.25)]));
    expect(page).toContain('| 100k×1k | FULL, s | 0.5 | 1.25 |');
    expect(picture.match(/<rect x=/g)?.length).toBe(2);
  });
});

describe('results of several runs', () => {
  it('are kept together, a part that was measured again in place of the old one', () => {
    const known = results([full('ours', 1), full('duckdb', 5), full('ours', 9, '1M×1k')]);
    const fresh = results([full('ours', 2), full('ours', 3, '100k×1k', 'http.count_p99_ms')]);
    expect(merged(known, fresh).figures).toEqual([
      full('ours', 9, '1M×1k'),
      full('ours', 2),
      full('ours', 3, '100k×1k', 'http.count_p99_ms'),
    ]);
  });
});
