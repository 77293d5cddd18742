import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MemberSet } from './member-set.ts';
import { packChunks } from './packed-chunks.ts';
import { packNumbers, unpackNumbers } from './packed-numbers.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

describe('the packed form', () => {
  // Stored bytes: a change here needs a new version and a way to read the old one.
  test.each([
    ['empty', [], '010000'],
    ['one', [1], '01000101'],
    ['distances', [5, 133, 134], '0100030580' + '0101'],
    ['the largest number', [4294967295], '010001ffffffff0f'],
    ['dense', upTo(31), '010100feffffff'],
    ['dense, starting late', Array.from({ length: 32 }, (_, i) => 6400 + i), '0101c801ffffffff'],
    ['dense, two words', upTo(40), '010100feffffffff010000'],
  ])('%s', (_, numbers, expected) => {
    const bytes = packNumbers(Uint32Array.from(numbers));
    expect(hex(bytes)).toBe(expected);
    expect([...unpackNumbers(bytes)]).toEqual(numbers);
  });

  test('is read from the middle of a larger buffer', () => {
    const bytes = packNumbers(Uint32Array.from(upTo(100)));
    const larger = new Uint8Array(bytes.length + 7);
    larger.set(bytes, 3);
    expect([...unpackNumbers(larger.subarray(3, 3 + bytes.length))]).toEqual(upTo(100));
  });

  test.each([
    ['nothing', ''],
    ['a version of the future', '020000'],
    ['no form', '01'],
    ['an unknown form', '010200'],
    ['no count', '0100'],
    ['a count beyond the bytes', '0100ffffffff0f01'],
    ['fewer numbers than counted', '01000205'],
    ['a number cut off', '01000180'],
    ['a padded number', '0100018100'],
    ['a repeated number', '0100020500'],
    ['the number 0', '01000100'],
    ['a number too large', '010001ffffffff1f'],
    ['numbers too large together', '010002ffffffff0f01'],
    ['something after the end', '0100010500'],
    ['dense without words', '010100'],
    ['dense with half a word', '010100feff'],
    ['dense with an empty first word', '01010000000000ffffffff'],
    ['dense with an empty last word', '010100ffffffff00000000'],
    ['dense with the number 0', '010100ffffffff'],
    ['dense beyond the largest number', '0101ffffff3fffffffffffffffff'],
    ['dense beyond anything', '010180808080' + '10ffffffff'],
  ])('refuses %s', (_, text) => {
    expect(() => MemberSet.fromBytes(new Uint8Array(Buffer.from(text, 'hex')))).toThrow(
      expect.objectContaining({ code: 'ROSTER_PACKED_SET_DAMAGED' }),
    );
  });

  test('a count beyond the bytes reserves no memory', () => {
    const before = process.memoryUsage().arrayBuffers;
    expect(() => unpackNumbers(Uint8Array.of(1, 0, 0xff, 0xff, 0xff, 0x7f, 1))).toThrow();
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1_000_000);
  });

  test('any bytes are read as a set or refused, and never anything else', () => {
    const aHead = fc.constantFrom([1, 0], [1, 1], [1, 0, 3], [1, 1, 0]);
    fc.assert(
      fc.property(aHead, fc.uint8Array({ maxLength: 24 }), (head, rest) => {
        try {
          const numbers = unpackNumbers(Uint8Array.from([...head, ...rest]));
          expect(numbers.every((n, i) => n > (numbers[i - 1] ?? 0))).toBe(true);
        } catch (error) {
          expect(error).toMatchObject({ code: 'ROSTER_PACKED_SET_DAMAGED' });
        }
      }),
      { numRuns: 500 },
    );
  });

  test('a damaged byte never goes on to corrupt sizes', () => {
    const bytes = packNumbers(Uint32Array.from([...upTo(64), 500, 90_000]));
    for (let at = 0; at < bytes.length; at++) {
      const damaged = bytes.slice();
      damaged[at]! ^= 0x55;
      try {
        const set = MemberSet.fromBytes(damaged);
        expect([...set].length).toBe(set.size);
      } catch (error) {
        expect(error).toMatchObject({ code: 'ROSTER_PACKED_SET_DAMAGED' });
      }
    }
  });
});

describe('chunks', () => {
  test('an empty set is one empty chunk', () => {
    expect(packChunks(new MemberSet())).toEqual([{ chunk: 0, bytes: new MemberSet().toBytes() }]);
  });

  test('together they are the set, each within its range', () => {
    const aSet = fc.array(fc.integer({ min: 1, max: 3000 }), { maxLength: 200, size: 'max' });
    fc.assert(
      fc.property(aSet, fc.integer({ min: 1, max: 1000 }), (list, width) => {
        const chunks = packChunks(MemberSet.of(list), width);
        const union = new MemberSet();
        for (const { chunk, bytes } of chunks) {
          const part = MemberSet.fromBytes(bytes);
          expect([...part].every((n) => Math.floor(n / width) === chunk)).toBe(true);
          union.addAll(part);
        }
        expect(union.equals(MemberSet.of(list))).toBe(true);
        expect(new Set(chunks.map((c) => c.chunk)).size).toBe(chunks.length);
      }),
    );
  });

  test('a chunk of the usual width stays within 128 KiB and a few bytes', () => {
    const sizes = packChunks(MemberSet.of(upTo(1_200_000))).map((c) => c.bytes.length);
    expect(sizes).toHaveLength(2);
    expect(Math.max(...sizes)).toBeLessThan(128 * 1024 + 16);
  });
});
