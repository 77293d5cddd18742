import { useRef, useState } from 'react';

/** How far sending is. */
export interface Sending {
  /** It was tried since the last time it went well: from now on fields say what is wrong with them. */
  readonly isTried: boolean;
  readonly isRunning: boolean;
  /** Why it was refused. */
  readonly problem: Error | undefined;
  /**
   * Does the work, and nothing while it runs or while something is wrong with what was typed. What the work throws becomes the
   * `problem`; what was typed is the caller's and stays.
   *
   * @param isRight nothing is wrong with what was typed
   */
  submit(work: () => Promise<unknown>, isRight?: boolean): Promise<void>;
  /** Tries the last work again as it was: for what depends on nothing that was typed since. */
  again(): Promise<void>;
}

/** Sends, shows the refusal, and keeps what was typed: the one way of every form. */
export function useSubmit(): Sending {
  const [isTried, setIsTried] = useState(false);
  const [isRunning, setIsRunning] = useState(false);
  const [problem, setProblem] = useState<Error>();
  // A second press may come before the first is drawn.
  const running = useRef(false);
  const last = useRef<() => Promise<unknown>>(undefined);
  const submit = async (work: () => Promise<unknown>, isRight = true) => {
    setIsTried(true);
    if (!isRight || running.current) return;
    running.current = true;
    last.current = work;
    setIsRunning(true);
    setProblem(undefined);
    try {
      await work();
      setIsTried(false);
    } catch (error) {
      setProblem(error as Error);
    } finally {
      running.current = false;
      setIsRunning(false);
    }
  };
  const again = async () => {
    if (last.current !== undefined) await submit(last.current);
  };
  return { isTried, isRunning, problem, submit, again };
}
