import { parseArgs } from 'node:util';
import { type CandidateName, candidateNames, type ScenarioName, scenarioNames } from './names.ts';

export const usage = `npm run bench -- [options]

Measures Muster's engine beside other ways to keep groups by rules, on workloads of the bench's own making, compares all
answers, and says which of the targets in bench/budgets.json are met.

  --size USERS×RULES,…   sizes of the directory, such as 100k×1k (x will do for ×); 100k×1k unless given
  --part PART,…          ${scenarioNames.join(', ')}; all unless given
  --only NAME,…          ${candidateNames.join(', ')}; all unless given
  --rounds N             how often timed work is repeated, all candidates in turn; 3 unless given
  --save                 keeps the results in bench/results/, and rewrites docs/benchmarks.md with its plot
  --json                 prints the results as JSON

A workload of your own, for the engine in memory (--only ours):

  --users F.jsonl        users as Microsoft Graph gives them, one JSON object a line
  --rules F.jsonl        {"id": …, "text": "user.department -eq \\"Sales\\""} a line
  --changes F.jsonl      {"i": line of the user from 0, "attr": "department", "value": "HR"} a line
  --new F.jsonl          rules for NEW RULE; drawn from the shapes of --rules unless given
  --json                 prints the one object with the figures

The bench's own workload, as such files:

  npm run bench -- make users N [SEED]
  npm run bench -- make rules N USERS [SEED]
  npm run bench -- make changes N USERS [SEED]

The admin centre in Chromium before a server of its own (100k×5k unless --size says another; --json as above): frames while a
list is scrolled, and the time from a key to the answer of a search:

  npm run bench -- web

The page and the plot of the results that were kept last, without measuring:

  npm run bench -- report

Figures go to standard output, progress to standard error. The exit code is 1 when an answer was wrong.
`;

/** A wrong call; the message says what is wrong. */
export class UsageError extends Error {}

/** One size of a directory. */
export interface Size {
  readonly users: number;
  readonly rules: number;
}

export type Call =
  | { readonly kind: 'help' }
  | { readonly kind: 'report' }
  | { readonly kind: 'make'; readonly words: readonly string[] }
  | { readonly kind: 'web'; readonly size: Size; readonly isJson: boolean }
  | {
      readonly kind: 'given';
      readonly files: {
        readonly users: string;
        readonly rules: string;
        readonly changes: string;
        readonly new?: string;
      };
      readonly isJson: boolean;
    }
  | {
      readonly kind: 'compare';
      readonly sizes: readonly Size[];
      readonly parts: readonly ScenarioName[];
      readonly only: readonly CandidateName[];
      readonly rounds: number;
      readonly isSaved: boolean;
      readonly isJson: boolean;
    };

/** @throws UsageError */
export function readCall(args: readonly string[]): Call {
  const { values, positionals } = parsed(args);
  if (values.help) return { kind: 'help' };
  if (positionals[0] === 'make') return { kind: 'make', words: positionals.slice(1) };
  if (positionals.join(' ') === 'report') return { kind: 'report' };
  const isJson = values.json ?? false;
  if (positionals.join(' ') === 'web') return { kind: 'web', size: readSize(values.size ?? '100k×5k'), isJson };
  if (positionals.length > 0) throw new UsageError(`there is no command ${positionals[0]}`);
  const only = listOf(values.only, candidateNames, '--only');
  const { users, rules, changes } = values;
  if (users !== undefined || rules !== undefined || changes !== undefined || values.new !== undefined) {
    if (users === undefined || rules === undefined || changes === undefined) {
      throw new UsageError('a workload needs --users, --rules and --changes');
    }
    if (only.length !== 1 || only[0] !== 'ours') throw new UsageError('a given workload needs --only ours');
    return { kind: 'given', files: { users, rules, changes, ...(values.new && { new: values.new }) }, isJson };
  }
  return {
    kind: 'compare',
    sizes: (values.size ?? '100k×1k').split(',').map(readSize),
    parts: listOf(values.part, scenarioNames, '--part'),
    only,
    rounds: readCount(values.rounds ?? '3'),
    isSaved: values.save ?? false,
    isJson,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        size: { type: 'string' },
        part: { type: 'string' },
        only: { type: 'string' },
        rounds: { type: 'string' },
        save: { type: 'boolean' },
        json: { type: 'boolean' },
        users: { type: 'string' },
        rules: { type: 'string' },
        changes: { type: 'string' },
        new: { type: 'string' },
      },
    });
  } catch (problem) {
    throw new UsageError((problem as Error).message);
  }
}

function listOf<T extends string>(given: string | undefined, known: readonly T[], option: string): readonly T[] {
  if (given === undefined) return known;
  const wrong = given.split(',').find((each) => !known.includes(each as T));
  if (wrong !== undefined) throw new UsageError(`${option} does not know ${wrong}; it knows ${known.join(', ')}`);
  return given.split(',') as T[];
}

function readSize(text: string): Size {
  const [users, rules, ...more] = text.split(/[×x]/i);
  if (users === undefined || rules === undefined || more.length > 0) {
    throw new UsageError(`\`${text}\` is no size; write 100k×1k`);
  }
  return { users: readCount(users), rules: readCount(rules) };
}

const factors = { '': 1, k: 1000, m: 1_000_000 };

/** A whole number above 0, perhaps in thousands (`k`) or millions (`M`). */
export function readCount(text: string): number {
  const found = /^(\d{1,9})([km]?)$/i.exec(text.trim());
  const count = found === null ? 0 : Number(found[1]) * factors[found[2]!.toLowerCase() as keyof typeof factors];
  if (count < 1 || count > 100_000_000) throw new UsageError(`\`${text}\` is no number of this kind`);
  return count;
}
