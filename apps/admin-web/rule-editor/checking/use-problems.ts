import type { RuleDialect } from '@muster/rules';
import { useEffect, useRef, useState } from 'react';
import type { CheckedText, CheckTask } from './check-worker.ts';

/** Checks a text beside the page, one at a time: what was typed meanwhile is checked next, what came between is not. */
class Checking {
  readonly #worker = new Worker(new URL('./check-worker.ts', import.meta.url), { type: 'module' });
  #isBusy = false;
  #next: CheckTask | undefined;

  constructor(onChecked: (checked: CheckedText) => void) {
    this.#worker.onmessage = ({ data }: MessageEvent<CheckedText>) => {
      this.#isBusy = false;
      const next = this.#next;
      this.#next = undefined;
      if (next !== undefined) this.check(next);
      onChecked(data);
    };
  }

  check(task: CheckTask): void {
    if (this.#isBusy) this.#next = task;
    else {
      this.#isBusy = true;
      this.#worker.postMessage(task);
    }
  }

  end(): void {
    this.#worker.terminate();
  }
}

/** What the checker says; of an earlier text while the present one is being checked. */
export function useProblems(text: string, dialect: RuleDialect): CheckedText | undefined {
  const [checked, setChecked] = useState<CheckedText>();
  const checking = useRef<Checking>(undefined);
  useEffect(() => {
    const made = new Checking(setChecked);
    checking.current = made;
    return () => made.end();
  }, []);
  useEffect(() => checking.current!.check({ text, options: { dialect } }), [text, dialect]);
  return checked;
}
