import type { CharacterSet, CodePointRange } from './character-set.ts';
import { type Escape, parseEscape } from './parse-escape.ts';
import { type PatternReader, refuse } from './pattern-reader.ts';

/** Reads a class whose `[` has been taken. A `]` right after the opening is a member, as .NET has it. */
export function parseClass(reader: PatternReader): CharacterSet {
  const isNegated = reader.skip('^');
  const ranges: CodePointRange[] = [];
  const categories = new Set<string>();
  const scripts: CharacterSet['scripts'][number][] = [];
  for (let isFirst = true; isFirst || !reader.skip(']'); isFirst = false) {
    const member = parseMember(reader);
    if (member.kind === 'set') {
      ranges.push(...member.set.ranges);
      for (const category of member.set.categories) categories.add(category);
      scripts.push(...member.set.scripts);
    } else ranges.push(parseRange(reader, member.codePoint));
  }
  return { isNegated, ranges, categories, scripts };
}

function parseRange(reader: PatternReader, from: number): CodePointRange {
  refuseSubtraction(reader);
  if (reader.isAt('-]') || !reader.skip('-')) return [from, from];
  const to = parseMember(reader);
  if (to.kind === 'set') return refuse('a range of a class must end with a character');
  if (to.codePoint < from) return refuse('a range of a class is in reverse order');
  return [from, to.codePoint];
}

function refuseSubtraction(reader: PatternReader): void {
  if (reader.isAt('-[')) refuse('class subtraction -[ is not supported');
}

function parseMember(reader: PatternReader): Escape {
  if (reader.isAt('[:')) refuse('[: is not supported');
  refuseSubtraction(reader);
  if (reader.skip('\\b')) return { kind: 'character', codePoint: 8 };
  if (reader.skip('\\')) return parseEscape(reader);
  const character = reader.next();
  if (character === '') return refuse('the class [ is not closed');
  return { kind: 'character', codePoint: character.codePointAt(0)! };
}
