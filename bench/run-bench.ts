import { readCall, UsageError, usage } from './command-line.ts';
import { givenTable, printGiven } from './given/print-given.ts';
import { runGiven } from './given/run-given.ts';
import { readWorkload, type WorkloadFiles } from './input/read-workload.ts';
import { presentInstant } from './measure/present-instant.ts';
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
        throw new UsageError('only given workloads can be run so far');
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
