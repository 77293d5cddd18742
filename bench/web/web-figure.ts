/** One figure of the page. */
export interface WebFigure {
  /** Where and of what: `users list, scrolling: frames per second`. */
  readonly name: string;
  readonly value: number;
  readonly unit: '/s' | 'ms' | '';
  /** What is aimed at, in words; absent where nothing is. */
  readonly target?: string;
}
