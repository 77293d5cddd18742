import { type CharacterSet, lineBreaks } from './character-set.ts';
import { parseClass } from './parse-class.ts';
import { parseEscape } from './parse-escape.ts';
import { PatternReader, refuse } from './pattern-reader.ts';
import type { PatternNode } from './pattern-tree.ts';

const deepestNesting = 100;
const mostRepetitions = 1000;

const anyCharacter: CharacterSet = { isNegated: true, ranges: lineBreaks, categories: new Set(), scripts: [] };

/**
 * Reads a pattern: the common ground of .NET and ECMAScript (rule language spec §4.3, D-22). Where the two differ,
 * .NET's meaning is taken.
 *
 * @throws PatternFailure with the reason when the pattern is malformed or uses what a linear-time matcher cannot do.
 */
export function parsePattern(source: string): PatternNode {
  const reader = new PatternReader(source);
  reader.skip('(?i)');
  const pattern = parseChoice(reader, 0);
  if (!reader.isAtEnd) refuse('a closing parenthesis has no partner');
  return pattern;
}

function parseChoice(reader: PatternReader, depth: number): PatternNode {
  const options = [parseSequence(reader, depth)];
  while (reader.skip('|')) options.push(parseSequence(reader, depth));
  return options.length === 1 ? options[0]! : { kind: 'choice', options };
}

function parseSequence(reader: PatternReader, depth: number): PatternNode {
  const parts: PatternNode[] = [];
  while (!reader.isAtEnd && !reader.isAt('|') && !reader.isAt(')')) {
    const part = parseQuantified(reader, depth);
    if (part !== undefined) parts.push(part);
  }
  return parts.length === 1 ? parts[0]! : { kind: 'sequence', parts };
}

interface Quantifier {
  readonly min: number;
  readonly max: number | null;
}

/** An atom with its quantifier; undefined when the two cancel out. */
function parseQuantified(reader: PatternReader, depth: number): PatternNode | undefined {
  const part = parseAtom(reader, depth);
  const quantifier = parseQuantifier(reader);
  if (quantifier === undefined) return part;
  switch (part.kind) {
    case 'start':
    case 'end':
      // A quantifier on an anchor: .NET tolerates it, and rules in the field have it (§4.3).
      return quantifier.min === 0 ? undefined : part;
    case 'wordBoundary':
    case 'noWordBoundary':
      return refuse('a quantifier after \\b has nothing to repeat');
    default:
      return { kind: 'repetition', part, ...quantifier };
  }
}

function parseQuantifier(reader: PatternReader): Quantifier | undefined {
  const written = reader.take(/[*+?]|\{(\d+)(,(\d*))?\}/y);
  if (written === undefined) return undefined;
  const quantifier = readQuantifier(written);
  if (reader.isAt('+')) refuse('possessive quantifiers are not supported');
  reader.skip('?');
  if (reader.take(/[*+?]|\{\d+(?:,\d*)?\}/y) !== undefined) refuse('a quantifier follows a quantifier');
  if (Math.max(quantifier.min, quantifier.max ?? 0) > mostRepetitions) refuse('more than 1,000 repetitions');
  if (quantifier.max !== null && quantifier.max < quantifier.min) refuse('a quantifier is in reverse order');
  return quantifier;
}

function readQuantifier([text, min, comma, max]: RegExpExecArray): Quantifier {
  if (text === '*') return { min: 0, max: null };
  if (text === '+') return { min: 1, max: null };
  if (text === '?') return { min: 0, max: 1 };
  if (comma === undefined) return { min: Number(min), max: Number(min) };
  return { min: Number(min), max: max === '' ? null : Number(max) };
}

function parseAtom(reader: PatternReader, depth: number): PatternNode {
  const quantifier = reader.take(/[*+?]|\{\d+(?:,\d*)?\}/y);
  if (quantifier !== undefined) refuse(`${quantifier[0]} has nothing to repeat`);
  if (reader.skip('(')) return parseGroup(reader, depth);
  if (reader.skip('[')) return { kind: 'set', set: parseClass(reader) };
  if (reader.skip('.')) return { kind: 'set', set: anyCharacter };
  if (reader.skip('^') || reader.skip('\\A')) return { kind: 'start' };
  if (reader.skip('$') || reader.skip('\\z') || reader.skip('\\Z')) return { kind: 'end' };
  if (reader.skip('\\b')) return { kind: 'wordBoundary' };
  if (reader.skip('\\B')) return { kind: 'noWordBoundary' };
  if (reader.skip('\\')) return parseEscape(reader);
  return { kind: 'character', codePoint: reader.next().codePointAt(0)! };
}

/** What may not follow `(?`, with its name. */
const refusedGroups: readonly (readonly [form: RegExp, reason: string])[] = [
  [/=|!|<=|<!/y, 'look-around (?{} is not supported'],
  [/>/y, 'atomic group (?{} is not supported'],
  [/\(/y, 'conditional (?{} is not supported'],
  [/#/y, 'comment (?{} is not supported'],
  [/[<'][A-Za-z0-9_]*-[A-Za-z0-9_]+[>']/y, 'balancing group (?{} is not supported'],
  [/[imnsx-]+[:)]/y, 'inline option (?{} is not supported; only (?i) at the start is'],
];

function parseGroup(reader: PatternReader, depth: number): PatternNode {
  if (depth === deepestNesting) refuse('groups are nested too deeply');
  if (reader.skip('?')) skipGroupHead(reader);
  const inner = parseChoice(reader, depth + 1);
  if (!reader.skip(')')) refuse('a group ( is not closed');
  return inner;
}

function skipGroupHead(reader: PatternReader): void {
  for (const [form, reason] of refusedGroups) {
    const found = reader.take(form);
    if (found !== undefined) refuse(reason.replace('{}', found[0]));
  }
  const head = reader.take(/:|<[A-Za-z_][A-Za-z0-9_]*>|'[A-Za-z_][A-Za-z0-9_]*'/y);
  if (head === undefined) refuse('a group begins with (? and something unknown');
}
