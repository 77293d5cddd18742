import { type Call, readCall, UsageError, usage } from './command-line.ts';
import { compareMemory } from './compare/compare-memory.ts';
import { compareDurable } from './durable/compare-durable.ts';
import { givenTable, printGiven } from './given/print-given.ts';
import { runGiven } from './given/run-given.ts';
import { readWorkload, type WorkloadFiles } from './input/read-workload.ts';
import { presentInstant } from './measure/present-instant.ts';
import { ensurePeers } from './peers/load-peer.ts';
import { Figures } from './report/figures.ts';
import { figuresTable } from './report/print-figures.ts';
import { Verification } from './verify/verification.ts';
import { printMade } from './workload/print-made.ts';

const progress = (text: string) => process.stderr.write(`${text}\n`);

/** Runs what the words ask for. Returns the exit code: 1 when an answer was wrong, 2 for a wrong call. */
export async function runBench(args: readonly string[]): Promise<number> {
  try {
    const call = readCall(args);
    switch (call.kind) {
      case 'help':
        process.stdout.write(usage);
        return 0;
      case 'make':
        await printMade(call.words, process.stdout);
        return 0;
      case 'given':
        return given(call.files, call.isJson);
      case 'compare':
        return compare(call);
    }
  } catch (problem) {
    if (!(problem instanceof UsageError)) throw problem;
    process.stderr.write(`${problem.message}; --help says more\n`);
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

async function compare(call: Extract<Call, { kind: 'compare' }>): Promise<number> {
  const { parts, only, rounds } = call;
  const figures = new Figures();
  const now = presentInstant();
  if (only.some((name) => !['ours', 'closures', 'postgresql'].includes(name))) ensurePeers();
  for (const size of call.sizes) {
    if (parts.includes('memory')) await compareMemory({ size, only, rounds, now, figures, progress });
    if (parts.includes('durable')) {
      const stage = await compareDurable({ size, only, rounds, now, figures, progress });
      await stage.end();
    }
  }
  for (const { text, isRight } of figures.verifications) progress(`${isRight ? 'same' : 'DIFFERENT'}: ${text}`);
  for (const { size, candidate, name, reason } of figures.gaps) progress(`${size} ${candidate} ${name}: ${reason}`);
  for (const part of parts) process.stdout.write(`${figuresTable(figures, part)}\n\n`);
  return figures.isRight ? 0 : 1;
}
