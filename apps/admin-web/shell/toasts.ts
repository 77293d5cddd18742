/** Something that was done, said where it does not stand in the way. */
export interface ToastMessage {
  readonly text: string;
  readonly isProblem?: boolean;
  /** One thing to do about it: undo, or open what was made. */
  readonly action?: { readonly label: string; run(): unknown };
}

type Listener = (message: ToastMessage) => void;

let listener: Listener | undefined;
const waiting: ToastMessage[] = [];

/** Says that something was done. Shown until it is closed where there is something to do about it. */
export function say(message: ToastMessage): void {
  if (listener === undefined) waiting.push(message);
  else listener(message);
}

/** Says why something was refused, where no form stands that could keep it. */
export const sayProblem = (problem: unknown): void => say({ text: (problem as Error).message, isProblem: true });

/** For the one place that shows them; what was said before it was there is shown then. */
export function showToasts(show: Listener): () => void {
  listener = show;
  for (const message of waiting.splice(0)) show(message);
  return () => {
    listener = undefined;
  };
}
