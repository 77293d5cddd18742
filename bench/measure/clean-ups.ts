const cleanUps = new Set<() => Promise<void>>();
let isWatching = false;

/**
 * Sees to it that what was started for the run ends with it, also when somebody presses Ctrl-C.
 *
 * @returns ends it now; further calls wait for the same end
 */
export function endedWithTheRun(end: () => Promise<void>): () => Promise<void> {
  watch();
  let ending: Promise<void> | undefined;
  const once = () => {
    cleanUps.delete(once);
    ending ??= end();
    return ending;
  };
  cleanUps.add(once);
  return once;
}

function watch(): void {
  if (isWatching) return;
  isWatching = true;
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    process.once(signal, () => {
      process.stderr.write('\nending what was started …\n');
      void Promise.allSettled([...cleanUps].reverse().map((each) => each())).then(() => process.exit(code));
    });
  }
}
