import budgets from './budgets.json' with { type: 'json' };
import { type Call, readCall, UsageError, usage } from './command-line.ts';
import { type CompareOptions, compareMemory } from './compare/compare-memory.ts';
import { compareDurable, prepareStage } from './durable/compare-durable.ts';
import { givenTable, printGiven } from './given/print-given.ts';
import { runGiven } from './given/run-given.ts';
import { compareHttp } from './http/compare-http.ts';
import { InputError } from './input/input-error.ts';
import { readWorkload, type WorkloadFiles } from './input/read-workload.ts';
import { unlessEnding } from './measure/clean-ups.ts';
import { measuredCommit, presentLoad, thisMachine } from './measure/machine.ts';
import { presentInstant } from './measure/present-instant.ts';
import { ensurePeers } from './peers/load-peer.ts';
import { type Budget, budgetLines, checkBudgets } from './report/check-budgets.ts';
import { Figures } from './report/figures.ts';
import { figuresTable } from './report/print-figures.ts';
import { keepResults, newestResults } from './report/run-results.ts';
import { writeReport } from './report/write-report.ts';
import { Verification } from './verify/verification.ts';
import { runWeb } from './web/run-web.ts';
import { printMade } from './workload/print-made.ts';

type CompareCall = Extract<Call, { kind: 'compare' }>;

const progress = (text: string) => process.stderr.write(`${text}\n`);

/** Runs what the words ask for. Returns the exit code: 1 when an answer was wrong, 2 for a wrong call. */
export async function runBench(args: readonly string[]): Promise<number> {
  try {
    const call = readCall(args);
    switch (call.kind) {
      case 'help':
        process.stdout.write(usage);
        return 0;
      case 'report': {
        const results = newestResults();
        if (results === undefined) throw new UsageError('no results were kept');
        writeReport(results);
        return 0;
      }
      case 'make':
        await printMade(call.words, process.stdout);
        return 0;
      case 'web':
        await runWeb(call, progress);
        return 0;
      case 'given':
        return given(call.files, call.isJson);
      case 'compare':
        return compare(call);
    }
  } catch (problem) {
    await unlessEnding();
    if (!(problem instanceof UsageError || problem instanceof InputError)) throw problem;
    process.stderr.write(`${problem.message}${problem instanceof UsageError ? '; --help says more' : ''}\n`);
    return 2;
  }
}

function given(files: WorkloadFiles, isJson: boolean): number {
  const verification = new Verification();
  const result = runGiven(() => readWorkload(files, presentInstant()), { progress, verification });
  progress(verification.toString());
  process.stdout.write(`${isJson ? printGiven(result) : givenTable(result)}\n`);
  return result.verified ? 0 : 1;
}

async function compare(call: CompareCall): Promise<number> {
  if (call.only.some((name) => !['ours', 'closures', 'postgresql'].includes(name))) ensurePeers();
  const figures = new Figures();
  const now = presentInstant();
  const results = () => {
    const { list, gaps, verifications } = figures;
    const day = new Date(now).toISOString().slice(0, 10);
    return {
      commit: measuredCommit(),
      day,
      machine: thisMachine(),
      loadAverage: presentLoad(),
      figures: list,
      gaps,
      verifications,
    };
  };
  for (const size of call.sizes) {
    // What was measured is kept although a later part may fail.
    await compareAt({ ...call, size, now, figures, progress }, () => {
      if (call.isSaved) writeReport(keepResults(results()));
    });
  }
  for (const { text, isRight } of figures.verifications) progress(`${isRight ? 'same' : 'DIFFERENT'}: ${text}`);
  for (const { size, candidate, name, reason } of figures.gaps) progress(`${size} ${candidate} ${name}: ${reason}`);
  for (const line of budgetLines(checkBudgets(budgets as readonly Budget[], figures))) progress(line);
  if (call.isJson) process.stdout.write(`${JSON.stringify(results())}\n`);
  else for (const part of call.parts) process.stdout.write(`${figuresTable(figures, part)}\n\n`);
  return figures.isRight ? 0 : 1;
}

/** @param onPart is told whenever a part is done */
async function compareAt(options: CompareOptions & Pick<CompareCall, 'parts'>, onPart: () => void): Promise<void> {
  const { parts } = options;
  if (parts.includes('memory')) {
    await compareMemory(options);
    onPart();
  }
  if (!parts.includes('durable') && !parts.includes('http')) return;
  const stage = parts.includes('durable') ? await compareDurable(options) : await prepareStage(options);
  onPart();
  try {
    if (parts.includes('http')) await compareHttp(stage, options);
  } finally {
    await stage.end();
  }
  onPart();
}
