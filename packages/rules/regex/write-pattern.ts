import {
  beyondAsciiFrom,
  type CharacterSet,
  type CodePointRange,
  foldCodePoint,
  foldedAsciiOf,
  foldSet,
} from './character-set.ts';
import { refuse } from './pattern-reader.ts';
import type { PatternNode, PatternRepetition } from './pattern-tree.ts';
import { betweenMarks } from './word-marks.ts';

/** A part of a pattern in the matcher's own syntax. */
interface WrittenPart {
  readonly source: string;
  /** About the number of instructions, with a surcharge for large sets; a unit is some 5 µs of compiling. */
  readonly cost: number;
  /** How often its most repeated part is repeated by counted quantifiers inside one another. */
  readonly repetitions: number;
}

const mostRepetitions = 1000;
const costOfWideRange = 8;
const costOfCategory = 8;
const costOfMarks = 8;

const anchors = { start: '\\A', end: '\\z', wordBoundary: '\\b', noWordBoundary: '\\B' } as const;

/**
 * Writes patterns for the matcher, so that it finds in folded text what the pattern finds in the text itself ignoring
 * case. When `isMarked`, for text that `markWords` has marked. Refuses the pattern as soon as it costs more than the
 * budget.
 */
export class PatternWriter {
  private spent = 0;

  constructor(
    private readonly isMarked: boolean,
    private readonly budget: number,
  ) {}

  /** What has been written so far costs this much to compile. */
  get cost(): number {
    return this.spent;
  }

  write(node: PatternNode): WrittenPart {
    switch (node.kind) {
      case 'character':
        return this.leaf(this.character(foldCodePoint(node.codePoint)), 1);
      case 'set':
        return this.set(foldSet(node.set), node.set);
      case 'sequence':
        return this.join(node.parts, '');
      case 'choice':
        return this.join(node.options, '|');
      case 'repetition':
        return this.repetition(node);
      default:
        return this.leaf(anchors[node.kind], 1);
    }
  }

  private spend(cost: number): void {
    this.spent += cost;
    if (this.spent > this.budget) refuse('the patterns of the rule are too large');
  }

  private leaf(source: string, cost: number): WrittenPart {
    this.spend(cost);
    return { source, cost, repetitions: 1 };
  }

  private join(nodes: readonly PatternNode[], separator: '' | '|'): WrittenPart {
    const own = separator === '' ? 1 : nodes.length;
    this.spend(own);
    const parts = nodes.map((each) => this.write(each));
    return {
      source: `(?:${parts.map((each) => each.source).join(separator)})`,
      cost: parts.reduce((sum, each) => sum + each.cost, own),
      repetitions: Math.max(1, ...parts.map((each) => each.repetitions)),
    };
  }

  private repetition({ part, min, max }: PatternRepetition): WrittenPart {
    const inner = this.write(part);
    const copies = Math.max(1, min, max ?? 0);
    const repetitions = inner.repetitions * copies;
    if (repetitions > mostRepetitions) refuse('more than 1,000 repetitions inside one another');
    this.spend((inner.cost + 1) * copies - inner.cost);
    return { source: `(?:${inner.source}){${min},${max ?? ''}}`, cost: (inner.cost + 1) * copies, repetitions };
  }

  private character(codePoint: number): string {
    const character = String.fromCodePoint(codePoint);
    if (/^[A-Z0-9]$/.test(character)) return character;
    const escaped = writeCodePoint(codePoint);
    return this.isMarked && codePoint >= beyondAsciiFrom ? betweenMarks(escaped) : escaped;
  }

  private set(set: CharacterSet, written: CharacterSet): WrittenPart {
    const wide = written.ranges.filter(([, to]) => to >= beyondAsciiFrom).length;
    const classes = set.categories.size + set.scripts.length;
    const cost = 1 + set.ranges.length + costOfWideRange * wide + costOfCategory * classes;
    const listed = writeClass(set);
    if (!this.isMarked) return this.leaf(listed, cost);
    const ascii = foldedAsciiOf(set);
    const beyond = betweenMarks(listed);
    const source = ascii.length === 0 ? beyond : `(?:[${ascii.map(writeRange).join('')}]|${beyond})`;
    return this.leaf(source, cost + costOfMarks);
  }
}

function writeClass(set: CharacterSet): string {
  const pieces = [
    ...set.ranges.map(writeRange),
    ...[...set.categories].map((each) => `\\p{${each}}`),
    ...set.scripts.map(({ name, isNegated }) => `\\${isNegated ? 'P' : 'p'}{${name}}`),
  ];
  return `[${set.isNegated ? '^' : ''}${pieces.join('')}]`;
}

function writeCodePoint(codePoint: number): string {
  return `\\x{${codePoint.toString(16)}}`;
}

function writeRange([from, to]: CodePointRange): string {
  return from === to ? writeCodePoint(from) : `${writeCodePoint(from)}-${writeCodePoint(to)}`;
}
