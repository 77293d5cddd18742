import { candidateNames } from '../names.ts';
import type { Figures } from './figures.ts';

/** Three digits that mean something, thousands apart. */
export function roundedText(value: number): string {
  if (value >= 1000) return Math.round(value).toLocaleString('en-US');
  return String(Number(value.toPrecision(3)));
}

/** The figures as a table in Markdown: a row a size and figure, a column a candidate. */
export function figuresTable(figures: Figures, part: string): string {
  const list = figures.list.filter(({ name }) => name.startsWith(`${part}.`));
  const present = new Set(list.map(({ candidate }) => candidate));
  const known = candidateNames.filter((name) => present.has(name));
  const columns = [...known, ...[...present].filter((name) => !known.includes(name as never))];
  const rows = new Map(list.map(({ size, name }) => [`${size} ${name}`, { size, name }]));
  const lines = [
    `| users × rules | figure | ${columns.join(' | ')} |`,
    `| --- | --- | ${columns.map(() => '---:').join(' | ')} |`,
  ];
  for (const { size, name } of rows.values()) {
    const cells = columns.map((candidate) => {
      const value = figures.find(size, candidate, name);
      return value === undefined ? '–' : roundedText(value);
    });
    lines.push(`| ${size} | ${figureText(name)} | ${cells.join(' | ')} |`);
  }
  return lines.join('\n');
}

/** The name of a figure for people. */
export function figureText(name: string): string {
  return texts[name] ?? name;
}

const texts: Readonly<Record<string, string>> = {
  'memory.load_s': 'load, s',
  'memory.full_s': 'FULL, s',
  'memory.full_cpu_s': 'FULL, s of processor time',
  'memory.new_p50_ms': 'NEW RULE median, ms',
  'memory.new_p95_ms': 'NEW RULE p95, ms',
  'memory.change_p50_us': 'CHANGE median, µs',
  'memory.change_p95_us': 'CHANGE p95, µs',
  'memory.churn_per_s': 'CHURN, changes/s',
  'memory.groups_p50_ms': 'groups of a user median, ms',
  'memory.groups_p99_ms': 'groups of a user p99, ms',
  'memory.rss_mb': 'process, MB',
  'memory.bytes_per_user': 'engine, bytes per user',
  'durable.load_s': 'people written, s',
  'durable.create_groups_s': 'groups created, s',
  'durable.full_s': 'FULL durable, s',
  'durable.change_p50_ms': 'CHANGE durable median, ms',
  'durable.change_p95_ms': 'CHANGE durable p95, ms',
  'durable.churn_single_per_s': 'CHURN durable, 8 connections, changes/s',
  'durable.churn_batched_per_s': 'CHURN durable, batched, users/s',
  'durable.memberships_mb': 'memberships on disk, MB',
  'http.start_answering_s': 'START answering, s',
  'http.start_warm_s': 'START engine warm, s',
  'http.groups_p50_ms': 'READ groups of a user median, ms',
  'http.groups_p99_ms': 'READ groups of a user p99, ms',
  'http.members_p50_ms': 'READ page of members median, ms',
  'http.members_p99_ms': 'READ page of members p99, ms',
  'http.count_p50_ms': 'READ count of members median, ms',
  'http.count_p99_ms': 'READ count of members p99, ms',
  'http.preview_p50_ms': 'PREVIEW median, ms',
  'http.preview_p95_ms': 'PREVIEW p95, ms',
};
