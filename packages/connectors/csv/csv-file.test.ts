import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CsvOptions, closeCsvFile, openCsvFile, readRows, readRowsAt } from './csv-file.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muster-csv-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(content: string | Buffer): Promise<string> {
  const path = join(folder, `${crypto.randomUUID()}.csv`);
  await writeFile(path, content);
  return path;
}

async function read(content: string | Buffer, options?: CsvOptions) {
  const csv = await openCsvFile(await file(content), options);
  try {
    const rows = [];
    for await (const row of readRows(csv)) rows.push([row.line, ...row.cells]);
    return { header: csv.header, rows };
  } finally {
    await closeCsvFile(csv);
  }
}

describe('reading rows', () => {
  const cases: [string, string | Buffer, (string | number)[][]][] = [
    ['plain', 'a,b\n1,2\n', [[2, '1', '2']]],
    ['byte order mark', '\uFEFFa,b\n1,2', [[2, '1', '2']]],
    [
      'CRLF',
      'a,b\r\n1,2\r\n3,4\r\n',
      [
        [2, '1', '2'],
        [3, '3', '4'],
      ],
    ],
    ['no line end after the last row', 'a,b\n1,2', [[2, '1', '2']]],
    ['delimiters and doubled quotes in a quoted cell', 'a,b\n"x,""y""",2', [[2, 'x,"y"', '2']]],
    [
      'line breaks in a cell',
      'a,b\r\n"x\r\ny\nz",2\r\n3,4',
      [
        [2, 'x\r\ny\nz', '2'],
        [5, '3', '4'],
      ],
    ],
    [
      'blank lines',
      'a,b\n\n1,2\n\n\n3,4\n',
      [
        [3, '1', '2'],
        [6, '3', '4'],
      ],
    ],
    ['outer blanks', 'a,b\n 1 ,\t2 \n', [[2, '1', '2']]],
    [
      'rows with other numbers of cells',
      'a,b\n1\n1,2,3',
      [
        [2, '1'],
        [3, '1', '2', '3'],
      ],
    ],
    ['semicolons', 'a;b\n1,5;2', [[2, '1,5', '2']]],
    ['tabs', 'a\tb\n1\t2', [[2, '1', '2']]],
    ['letters beyond ASCII', 'a,b\nSánchez,李', [[2, 'Sánchez', '李']]],
    ['header only', 'a,b\n', []],
  ];
  it.each(cases)('%s', async (_, content, rows) => {
    expect(await read(content)).toEqual({ header: ['a', 'b'], rows });
  });

  it('takes the delimiter it is told', async () => {
    expect((await read('a|b\n1|2', { delimiter: '|' })).rows).toEqual([[2, '1', '2']]);
  });
});

describe('files that cannot be read', () => {
  const cases: [string, string | Buffer, string, RegExp][] = [
    ['empty', '', 'CSV_EMPTY', /is empty/],
    ['blank lines only', '\n\n', 'CSV_EMPTY', /is empty/],
    ['UTF-16', Buffer.from('\uFEFFa,b', 'utf16le'), 'CSV_ENCODING', /UTF-16/],
    ['binary', Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), 'CSV_ENCODING', /binary/],
    ['a column twice', 'a,A\n1,2', 'CSV_HEADER_INVALID', /`A`.*twice/],
    ['a column without a name', 'a,,b\n1,2,3', 'CSV_HEADER_INVALID', /`2`.*no name/],
    ['quote not closed', 'a,b\n1,2\n3,"4\n5,6\n', 'CSV_MALFORMED', /starts on line 3: a quoted cell is not closed/],
    ['text after a closing quote', 'a,b\n1,2\n"3"x,4', 'CSV_MALFORMED', /starts on line 3: text follows/],
    ['quote inside an unquoted cell', 'a,b\n"x\ny",2\n3,4"5', 'CSV_MALFORMED', /starts on line 4: a quote stands/],
  ];
  it.each(cases)('%s', async (_, content, code, message) => {
    await expect(read(content)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it('a file that is missing, a folder', async () => {
    const missing = openCsvFile(join(folder, 'none.csv'));
    await expect(missing).rejects.toMatchObject({
      code: 'CSV_UNREADABLE',
      message: expect.stringContaining('no such file'),
    });
    await expect(openCsvFile(folder)).rejects.toMatchObject({ code: 'CSV_UNREADABLE' });
  });
});

describe('reading rows at their places', () => {
  const content = '\uFEFFa,b\r\n1,"x\r\ny"\r\n\r\n2,é\r\n3,"q""r"\r\n4,last';

  it('gives the same cells in any order', async () => {
    const csv = await openCsvFile(await file(content));
    const places: { start: number; end: number }[] = [];
    const cells: (readonly string[])[] = [];
    let start = csv.firstRow;
    for await (const row of readRows(csv)) {
      places.push({ start, end: row.end });
      cells.push(row.cells);
      start = row.end;
    }
    for (const order of [[0, 1, 2, 3], [3, 2, 1, 0], [1, 2, 0], [3]]) {
      expect(
        await readRowsAt(
          csv,
          order.map((i) => places[i]!),
        ),
      ).toEqual(order.map((i) => cells[i]));
    }
    await closeCsvFile(csv);
  });

  it('refuses a file that was changed meanwhile', async () => {
    const path = await file('a,b\n1,2\n');
    const csv = await openCsvFile(path);
    await appendFile(path, '3,4\n');
    await expect(readRowsAt(csv, [{ start: 4, end: 8 }])).rejects.toMatchObject({ code: 'CSV_CHANGED' });
    await closeCsvFile(csv);
  });
});
