const cleanUps = new Set<() => Promise<void>>();
let isEnding = false;
const exitCodes = { SIGINT: 130, SIGTERM: 143 };

/**
 * Sees to it that what was started for the run ends with it, also when somebody presses Ctrl-C.
 *
 * @returns ends it now; further calls wait for the same end
 */
export function endedWithTheRun(end: () => Promise<void>): () => Promise<void> {
  if (cleanUps.size === 0) for (const signal of Object.keys(exitCodes)) process.on(signal, endAll);
  let ending: Promise<void> | undefined;
  const once = () => {
    ending ??= end().finally(() => forget(once));
    return ending;
  };
  cleanUps.add(once);
  return once;
}

/** Never over while what was started is being ended: whatever fails meanwhile fails because of that. */
export async function unlessEnding(): Promise<void> {
  if (isEnding) await new Promise(() => {});
}

function forget(cleanUp: () => Promise<void>): void {
  cleanUps.delete(cleanUp);
  if (cleanUps.size === 0) for (const signal of Object.keys(exitCodes)) process.off(signal, endAll);
}

function endAll(signal: keyof typeof exitCodes): void {
  isEnding = true;
  process.stderr.write('\nending what was started …\n');
  void Promise.allSettled([...cleanUps].reverse().map((each) => each())).then(() => process.exit(exitCodes[signal]));
}
