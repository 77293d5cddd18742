import { beyondAsciiFrom } from '../regex/character-set.ts';
import { grown } from './grown.ts';
import { patternProgram, type Step } from './pattern-program.ts';
import type { TextPack } from './text-pack.ts';

const mostStates = 512;
/** What a transition holds instead of a state. */
const unknown = -1;
const found = -2;
const lost = -3;
/** Too many states, or a character that the automaton does not know. */
const beyond = -4;

/**
 * Answers a pattern on packed folded ASCII text in a few nanoseconds a character: the pattern's steps as an automaton
 * whose states are made when a text first leads there. Gives exactly what the compiled pattern gives, or nothing.
 */
export class PatternAutomaton {
  private transitions = new Int16Array(8 * beyondAsciiFrom).fill(unknown);
  /** For every state: where reading may go on, and whether the pattern is found if the text ends here. */
  private readonly states: { readonly at: readonly number[]; readonly isFoundAtEnd: boolean }[] = [];
  private readonly known = new Map<string, number>();
  private readonly initial: number;

  private constructor(
    private readonly steps: readonly Step[],
    private readonly first: number,
  ) {
    this.initial = this.stateOf([first], true);
  }

  /** The automaton of a pattern that `compilePattern` accepts; undefined when it needs more than an automaton. */
  static of(source: string): PatternAutomaton | undefined {
    const program = patternProgram(source);
    return program && new PatternAutomaton(program.steps, program.first);
  }

  /**
   * True when the pattern is found in text `n`, which is folded; undefined when it takes a character beyond ASCII, or too
   * many states, to tell.
   */
  test({ units, ends, tails }: TextPack, n: number): boolean | undefined {
    let state = this.read(this.initial, units, ends[n - 1]!, ends[n]!);
    if (state >= 0 && tails.numbers.length > 0) {
      const tail = tails.unitsAt(n);
      state = this.read(state, tail, 0, tail.length);
    }
    if (state >= 0) return this.states[state]!.isFoundAtEnd;
    return state === beyond ? undefined : state === found;
  }

  /** The state that the units from `start` up to `end` lead to. */
  private read(from: number, units: Uint8Array | Uint16Array, start: number, end: number): number {
    let state = from;
    let { transitions } = this;
    for (let i = start; i < end && state >= 0; i += 1) {
      const unit = units[i]!;
      if (unit >= beyondAsciiFrom) return beyond;
      let next = transitions[state * beyondAsciiFrom + unit]!;
      if (next === unknown) {
        next = this.advance(state, unit);
        transitions = this.transitions;
      }
      state = next;
    }
    return state;
  }

  private advance(state: number, unit: number): number {
    const after = this.states[state]!.at.flatMap((at) => {
      const step = this.steps[at]!;
      return step.kind === 'read' && step.accepted[unit] === 1 ? [step.next] : [];
    });
    const next = this.stateOf([...after, this.first], false);
    this.transitions[state * beyondAsciiFrom + unit] = next;
    return next;
  }

  /** The state of standing at the steps given; the pattern may also begin anew. */
  private stateOf(steps: readonly number[], isAtStart: boolean): number {
    const reached = this.reach(steps, isAtStart, false);
    if (reached.has(0)) return found;
    const reachedAtEnd = this.reach(steps, isAtStart, true);
    const isFoundAtEnd = reachedAtEnd.has(0);
    const at = [...reached].filter((each) => this.steps[each]!.kind === 'read').sort((a, b) => a - b);
    if (at.length === 0 && !isFoundAtEnd && !isAtStart) return lost;
    const key = `${isFoundAtEnd} ${at.join()}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    if (this.states.length === mostStates) return beyond;
    this.states.push({ at, isFoundAtEnd });
    this.makeRoom();
    this.known.set(key, this.states.length - 1);
    return this.states.length - 1;
  }

  /** The steps that can be reached from some without reading. */
  private reach(from: readonly number[], isAtStart: boolean, isAtEnd: boolean): Set<number> {
    const reached = new Set<number>();
    const open = [...from];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (reached.has(at)) continue;
      reached.add(at);
      const step = this.steps[at]!;
      if (step.kind === 'either') open.push(step.next, step.other);
      else if ((step.kind === 'start' && isAtStart) || (step.kind === 'end' && isAtEnd)) open.push(step.next);
    }
    return reached;
  }

  private makeRoom(): void {
    const held = this.transitions.length;
    if (this.states.length * beyondAsciiFrom <= held) return;
    const larger = grown(this.transitions, held * 2);
    this.transitions = larger.fill(unknown, held);
  }
}
