import { beyondAsciiFrom, type CharacterSet, foldCodePoint, foldedAsciiOf, foldSet } from '../regex/character-set.ts';
import { parsePattern } from '../regex/parse-pattern.ts';
import type { PatternNode } from '../regex/pattern-tree.ts';

/** One step of a pattern: read a character of a set, go on at two places, stand at an end of the text, or be done. */
export type Step =
  | { readonly kind: 'read'; readonly accepted: Uint8Array; readonly next: number }
  | { readonly kind: 'either'; readonly next: number; other: number }
  | { readonly kind: 'start' | 'end'; readonly next: number }
  | { readonly kind: 'done' };

const mostSteps = 2000;

/**
 * A pattern as steps over folded ASCII text, with the step to begin at; undefined when it mentions word boundaries or
 * has too many steps.
 */
export function patternProgram(
  source: string,
): { readonly steps: readonly Step[]; readonly first: number } | undefined {
  const writer = new ProgramWriter();
  const first = writer.write(parsePattern(source), 0);
  return first === undefined ? undefined : { steps: writer.steps, first };
}

/** Writes steps from the end to the beginning, so that each knows where the pattern goes on. */
class ProgramWriter {
  readonly steps: Step[] = [{ kind: 'done' }];

  /** The step at which a part begins that goes on at `next`. */
  write(node: PatternNode, next: number | undefined): number | undefined {
    if (next === undefined || this.steps.length > mostSteps) return undefined;
    switch (node.kind) {
      case 'character':
        return this.add({ kind: 'read', accepted: charactersOf([foldCodePoint(node.codePoint)]), next });
      case 'set':
        return this.add({ kind: 'read', accepted: membersOf(node.set), next });
      case 'start':
      case 'end':
        return this.add({ kind: node.kind, next });
      case 'wordBoundary':
      case 'noWordBoundary':
        return undefined;
      case 'sequence':
        return node.parts.reduceRight<number | undefined>((following, part) => this.write(part, following), next);
      case 'choice':
        return node.options.map((option) => this.write(option, next)).reduce((left, right) => this.either(left, right));
      case 'repetition':
        return this.repeat(node.part, node.min, node.max, next);
    }
  }

  private repeat(part: PatternNode, min: number, max: number | null, next: number): number | undefined {
    let begin: number | undefined = next;
    if (max === null) {
      const loop: Step = { kind: 'either', next, other: next };
      begin = this.add(loop);
      const again = this.write(part, begin);
      if (again === undefined) return undefined;
      loop.other = again;
    } else {
      for (let i = min; i < max; i += 1) begin = this.either(this.write(part, begin), next);
    }
    for (let i = 0; i < min; i += 1) begin = this.write(part, begin);
    return begin;
  }

  private either(next: number | undefined, other: number | undefined): number | undefined {
    return next === undefined || other === undefined ? undefined : this.add({ kind: 'either', next, other });
  }

  private add(step: Step): number {
    this.steps.push(step);
    return this.steps.length - 1;
  }
}

function membersOf(set: CharacterSet): Uint8Array {
  return charactersOf(foldedAsciiOf(foldSet(set)).map(([codePoint]) => codePoint));
}

function charactersOf(codePoints: readonly number[]): Uint8Array {
  const accepted = new Uint8Array(beyondAsciiFrom);
  for (const codePoint of codePoints) if (codePoint < beyondAsciiFrom) accepted[codePoint] = 1;
  return accepted;
}
