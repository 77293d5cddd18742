import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CopiedRows } from './copied-rows.ts';

/** The rows `1 to 3` in the text format of COPY. */
const copied = Buffer.from(
  '1\t7\t\\N\tRome\tt\t2023-11-14 22:13:20+00\t["a\\\\"b"]\n' +
    '22\t1\t{"extension_x": "\\\\t"}\ta\\tb\\\\N😀\tf\t\\N\t\\N\n' +
    '333\t12\t\\N\t\t\\N\t\\N\t[]\n',
);

test('rows are the same wherever the chunks end', () => {
  const ends = fc.uniqueArray(fc.integer({ min: 1, max: copied.length - 1 }), { maxLength: 12 });
  fc.assert(
    fc.property(ends, (given) => {
      const told: unknown[] = [];
      const rows = new CopiedRows(['text', 'boolean', 'instant', 'json'], {
        object: (number, version) => told.push(['object', number, version]),
        text: (at, bytes, start, end) => told.push([at, Buffer.from(bytes.subarray(start, end)).toString('utf8')]),
        value: (at, value) => told.push([at, value]),
        extensions: (values) => told.push(['extensions', values]),
      });
      let start = 0;
      for (const end of [...given.sort((a, b) => a - b), copied.length]) {
        // The memory of a chunk is used again for the next.
        const chunk = Buffer.from(copied.subarray(start, end));
        rows.take(chunk);
        chunk.fill(0);
        start = end;
      }
      expect(told).toEqual([
        ['object', 1, 7],
        [0, 'Rome'],
        [1, true],
        [2, Date.UTC(2023, 10, 14, 22, 13, 20)],
        [3, ['a"b']],
        ['object', 22, 1],
        ['extensions', { extension_x: '\t' }],
        [0, 'a\tb\\N😀'],
        [1, false],
        ['object', 333, 12],
        [0, ''],
        [3, []],
      ]);
    }),
  );
});
