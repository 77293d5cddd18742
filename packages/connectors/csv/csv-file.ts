import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { type CsvError, type Options, parse } from 'csv-parse';
import { parse as parseNow } from 'csv-parse/sync';
import { errors } from '../errors.ts';

/** One row of a CSV file. */
export interface CsvRow {
  /** Where the row starts, counted from 1, the header included. */
  readonly line: number;
  /** Offset of the byte after the row; the next row starts there. */
  readonly end: number;
  /** The cells without outer blanks; their number is what the row has, not what the header says. */
  readonly cells: readonly string[];
}

/** An open CSV file: read from front to back as often as wanted, or row by row at known places. */
export interface CsvFile {
  readonly path: string;
  readonly header: readonly string[];
  readonly delimiter: string;
  /** Offset of the byte after the header. */
  readonly firstRow: number;
  readonly sizeBytes: number;
  readonly handle: FileHandle;
  readonly changedMs: number;
}

export interface CsvOptions {
  /** Between cells; without it comma, semicolon or tab, whichever the first line has most of. */
  readonly delimiter?: string;
}

const headBytes = 65_536;
const chunkBytes = 262_144;
const lineEnds = ['\r\n', '\n'];
const readReasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EACCES: 'permission denied',
  EISDIR: 'is a folder',
};
const malformedReasons: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quoted cell is not closed',
  CSV_INVALID_CLOSING_QUOTE: 'text follows the closing quote of a cell',
  INVALID_OPENING_QUOTE: 'a quote stands in the middle of an unquoted cell',
  CSV_MAX_RECORD_SIZE: 'longer than 1,000,000 bytes; a quote is probably not closed',
};

/**
 * Opens a CSV file and reads its header. UTF-8 with or without byte order mark; lines end in LF or CRLF; quoted cells
 * may hold delimiters, line breaks and doubled quotes; blank lines are skipped.
 *
 * @throws AppError CSV_UNREADABLE, CSV_ENCODING, CSV_EMPTY, CSV_HEADER_INVALID, CSV_MALFORMED
 */
export async function openCsvFile(path: string, options: CsvOptions = {}): Promise<CsvFile> {
  const handle = await open(path, 'r').catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  try {
    const stat = await handle.stat();
    if (!stat.isFile())
      throw errors.CSV_UNREADABLE({ path, reason: stat.isDirectory() ? 'is a folder' : 'is no file' });
    const head = await readRange(handle, 0, Math.min(stat.size, headBytes));
    refuseUtf16(path, head);
    const delimiter = options.delimiter ?? likelyDelimiter(head.toString('utf8'));
    const opened = { path, handle, delimiter, sizeBytes: stat.size, changedMs: stat.mtimeMs };
    for await (const row of parseFrom(opened)) {
      return { ...opened, header: checkHeader(row.cells), firstRow: row.end };
    }
    throw errors.CSV_EMPTY({ path });
  } catch (error) {
    await handle.close();
    throw error;
  }
}

export async function closeCsvFile(file: CsvFile): Promise<void> {
  await file.handle.close();
}

/**
 * The rows in file order. Memory does not grow with the file.
 *
 * @throws AppError CSV_MALFORMED, CSV_CHANGED
 */
export async function* readRows(file: CsvFile): AsyncGenerator<CsvRow> {
  await refuseChanged(file);
  let isHeader = true;
  for await (const row of parseFrom(file)) {
    if (!isHeader) yield row;
    isHeader = false;
  }
}

/**
 * The cells of the rows at the given places, in that order; a place is the bytes from one row's start to its end.
 *
 * @throws AppError CSV_CHANGED when the file is no longer what it was when it was opened
 */
export async function readRowsAt(
  file: CsvFile,
  places: readonly { readonly start: number; readonly end: number }[],
): Promise<readonly (readonly string[])[]> {
  await refuseChanged(file);
  const pieces: Buffer[] = [];
  for (let i = 0; i < places.length; ) {
    const start = places[i]!.start;
    let end = places[i]!.end;
    for (i++; i < places.length && places[i]!.start === end; i++) end = places[i]!.end;
    pieces.push(await readRange(file.handle, start, end), Buffer.from('\n'));
  }
  const rows: string[][] = parseNow(Buffer.concat(pieces), parserOptions(file.delimiter));
  if (rows.length !== places.length) throw errors.CSV_CHANGED({ path: file.path });
  return rows;
}

async function refuseChanged(file: CsvFile): Promise<void> {
  const stat = await file.handle.stat();
  if (stat.size !== file.sizeBytes || stat.mtimeMs !== file.changedMs) throw errors.CSV_CHANGED({ path: file.path });
}

function parserOptions(delimiter: string) {
  return {
    delimiter,
    bom: true,
    record_delimiter: lineEnds,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
    max_record_size: 1_000_000,
  };
}

async function* parseFrom(file: Pick<CsvFile, 'path' | 'handle' | 'delimiter'>): AsyncGenerator<CsvRow> {
  // The parser's own line count goes wrong on line breaks inside cells.
  let lines = 0;
  let emptyLines = 0;
  const options: Options<CsvRow, string[]> = {
    ...parserOptions(file.delimiter),
    on_record: (cells, context) => {
      lines += context.empty_lines - emptyLines;
      emptyLines = context.empty_lines;
      const line = lines + 1;
      lines += 1 + lineBreaks(cells);
      return { line, end: context.bytes, cells };
    },
  };
  const parser = parse(options as unknown as Options);
  const input = Readable.from(chunks(file.handle));
  input.on('error', (cause) => parser.destroy(unreadable(file.path, cause)));
  try {
    for await (const row of input.pipe(parser)) yield row as CsvRow;
  } catch (error) {
    const reason = malformedReasons[(error as CsvError).code];
    if (reason === undefined) throw error;
    throw errors.CSV_MALFORMED({ line: lines + 1, reason }, { cause: error });
  } finally {
    input.destroy();
    parser.destroy();
  }
}

/** The file from its start; a stream of the handle's own would close the handle at its end. */
async function* chunks(handle: FileHandle): AsyncGenerator<Buffer> {
  let position = 0;
  while (true) {
    const { bytesRead, buffer } = await handle.read({ buffer: Buffer.alloc(chunkBytes), position });
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

function lineBreaks(cells: readonly string[]): number {
  let count = 0;
  for (const cell of cells) for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) count++;
  return count;
}

async function readRange(handle: FileHandle, start: number, end: number): Promise<Buffer> {
  const buffer = Buffer.alloc(end - start);
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, start + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

function refuseUtf16(path: string, head: Buffer): void {
  const isUtf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  if (isUtf16) throw errors.CSV_ENCODING({ path, found: 'UTF-16' });
  if (head.subarray(0, 1024).includes(0)) throw errors.CSV_ENCODING({ path, found: 'binary data' });
}

function likelyDelimiter(head: string): string {
  const line = head.split('\n', 1)[0]!.replaceAll(/"[^"]*"/g, '');
  const count = (delimiter: string) => line.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, next) => (count(next) > count(best) ? next : best));
}

function checkHeader(cells: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  for (const [i, cell] of cells.entries()) {
    if (cell === '') throw errors.CSV_HEADER_INVALID({ column: String(i + 1), reason: 'has no name' });
    if (seen.has(cell.toLowerCase())) throw errors.CSV_HEADER_INVALID({ column: cell, reason: 'occurs twice' });
    seen.add(cell.toLowerCase());
  }
  return cells;
}

function unreadable(path: string, cause: unknown) {
  const code = (cause as NodeJS.ErrnoException).code ?? 'unknown fault';
  return errors.CSV_UNREADABLE({ path, reason: readReasons[code] ?? code }, { cause });
}
