import type { BudgetResult } from './check-budgets.ts';
import { Figures } from './figures.ts';
import { figuresTable } from './print-figures.ts';
import type { RunResults } from './run-results.ts';

/** The figures of kept results, to be asked. */
export function figuresOf({ figures, gaps, verifications }: RunResults): Figures {
  const found = new Figures();
  found.list.push(...figures);
  found.gaps.push(...gaps);
  found.verifications.push(...verifications);
  return found;
}

/** `docs/benchmarks.md`, from results that were kept and how the budgets came out. */
export function benchmarksPage(results: RunResults, budgets: readonly BudgetResult[]): string {
  const { machine, commit, day, loadAverage } = results;
  const figures = figuresOf(results);
  const lines = [
    '<!-- Written by `npm run bench -- --save`. Changes belong into bench/report/benchmarks-page.ts. -->',
    '',
    '# Benchmarks',
    '',
    'How fast Muster keeps groups by rules, beside other ways to do it, all on one machine, each with its peers in the same run.',
    '[`bench/README.md`](../bench/README.md) says what is measured and how to run it; the figures compare only with',
    'figures of the same kind of machine.',
    '',
    `Measured on ${day} at commit \`${commit}\`: ${machine.cores} cores of ${machine.cpu}, ${machine.memoryGb} GB,`,
    `${machine.platform}, Node.js ${machine.node}. Whatever else ran on the machine took its share: at most ${loadAverage} programs`,
    'wanted a processor at a time (load average). Above the number of cores, wall times are too long for all candidates, and',
    'unevenly so; processor time and medians of short times suffer least.',
    '',
    '![Times of Muster and of other engines as bars](pictures/benchmarks.svg)',
    '',
    ...section(
      'In memory',
      'Nothing is stored. DuckDB has no changes: its table of members does not follow them.',
      'memory',
      figures,
    ),
    ...section(
      'Durable',
      'Every change is a synced transaction on the bundled PostgreSQL. The peer is an application of its own tables.',
      'durable',
      figures,
    ),
    ...section(
      'Over HTTP',
      'A started server, one client, one connection, one request after the other.',
      'http',
      figures,
    ),
    ...(figures.gaps.length === 0 ? [] : ['## Not measured as it stands', '', ...figures.gaps.map(gapLine), '']),
    '## Targets',
    '',
    '| size | target | | found |',
    '| --- | --- | --- | --- |',
    ...budgets.map(({ size, text, isMet, found }) => `| ${size} | ${text} | ${word(isMet)} | ${found} |`),
    '',
    '## Verified',
    '',
    `${figures.verifications.length} comparisons were made, of which`,
    `${figures.verifications.filter(({ isRight }) => !isRight).length} found a difference. Muster's answers are compared`,
    "with the interpreter's, the peers' with Muster's.",
    '',
  ];
  return lines.join('\n');
}

const word = (isMet: boolean | undefined) => (isMet === undefined ? '–' : isMet ? 'met' : '**missed**');

const gapLine = ({ size, candidate, name, reason }: Figures['gaps'][number]) =>
  `- ${candidate}, ${name} at ${size}: ${reason}`;

function section(title: string, text: string, part: string, figures: Figures): string[] {
  if (!figures.list.some(({ name }) => name.startsWith(`${part}.`))) return [];
  return [`## ${title}`, '', text, '', figuresTable(figures, part), ''];
}
