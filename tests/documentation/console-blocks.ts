import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** Commands of a page and what they print, where the page says so. */
export interface ConsoleBlock {
  readonly commands: string;
  /** Undefined when no output is shown. */
  readonly output: string | undefined;
}

const run = promisify(execFile);
const fence = /^```(\w*)\n([\s\S]*?)^```$/gm;
const marker = '@@@ end of block @@@';
const muster = `node ${JSON.stringify(fileURLToPath(new URL('../../apps/cli/bin/muster.mjs', import.meta.url)))}`;

/** The `sh` blocks of a page in their order, each with the `text` block right after it. */
export function consoleBlocks(page: string): readonly ConsoleBlock[] {
  const blocks = [...page.matchAll(fence)].map((found) => ({
    language: found[1]!,
    text: found[2]!,
    start: found.index,
    end: found.index + found[0].length,
  }));
  return blocks.flatMap((block, i) => {
    if (block.language !== 'sh') return [];
    const next = blocks[i + 1];
    const isAnswer = next?.language === 'text' && page.slice(block.end, next.start).trim() === '';
    return [{ commands: block.text, output: isAnswer ? next.text : undefined }];
  });
}

/**
 * Runs the blocks one after the other in one shell, in an empty folder, with `npx muster` as the program of this
 * checkout. Returns what each printed on both streams, blanks at line ends and the last line break left out.
 */
export async function runBlocks(
  blocks: readonly ConsoleBlock[],
  folder: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
  const script = blocks.map(({ commands }) => `${commands}echo; echo '${marker}'\n`).join('');
  const { stdout } = await run('bash', ['-c', `exec 2>&1\n${script.replaceAll('npx muster', muster)}`], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', HOME: folder, NO_COLOR: '1', ...environment },
  });
  return stdout.split(marker).slice(0, blocks.length).map(tidy);
}

/** Text without what does not matter: blanks at line ends, empty lines around. */
export function tidy(text: string): string {
  return text.replaceAll(/[ \t]+$/gm, '').replaceAll(/^\n+|\n+$/g, '');
}
