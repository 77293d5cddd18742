/** Gathers comparisons of answers, and what differed. */
export class Verification {
  /** How many single answers were compared. */
  compared = 0;
  /** The first differences, one sentence each. */
  readonly differences: string[] = [];
  private readonly parts: string[] = [];

  get isRight(): boolean {
    return this.compared > 0 && this.differences.length === 0;
  }

  /** Says what was compared. */
  note(part: string): void {
    this.parts.push(part);
  }

  compare(count: number, isSame: boolean, difference: () => string): void {
    this.compared += count;
    if (!isSame && this.differences.length < 5) this.differences.push(difference());
  }

  /** One line for people. */
  toString(): string {
    const how = this.isRight ? 'verified' : 'NOT VERIFIED';
    return [`${how}: ${this.parts.join('; ')}`, ...this.differences].join('\n  ');
  }
}
