import { settings } from '@muster/server/settings';
import { describe, expect, it } from 'vitest';
import type { CliContext } from '../../apps/cli/cli-context.ts';
import { createProgram } from '../../apps/cli/create-program.ts';
import { blockLines, codeSpans, type MarkdownFile, markdownFiles } from './markdown-files.ts';

type Command = ReturnType<typeof createProgram>;

const program = createProgram({ terminal: { out: () => {}, err: () => {}, columns: 80 } } as unknown as CliContext);

/** Variables that are no settings: tests and diagnosis. */
const otherVariables = /^MUSTER_(TEST_\w+|DEBUG)$/;

const call = /(?:^|\$ |npx |bin\/)muster(?:\.mjs)? +(.*)$/;

/** The words after `muster` wherever a page calls it; quoted texts count as one word. */
function calls({ text }: MarkdownFile): readonly string[] {
  const spans = codeSpans(text).filter((span) => /^(npx )?muster /.test(span));
  return [...spans, ...blockLines(text)].flatMap((line) => call.exec(line.trim())?.[1] ?? []);
}

/** What is wrong with a call; undefined when the program knows its commands and options. */
function fault(words: string): string | undefined {
  const list = words.replaceAll(/'[^']*'|"[^"]*"/g, 'TEXT').split(/[ ;|>]+/);
  let command: Command = program;
  for (const word of list) {
    if (word.startsWith('-')) {
      const name = word.split('=')[0]!;
      if (!knownOptions(command).includes(name)) return `${command.name()} has no option ${name}: ${words}`;
    } else if (command.commands.length > 0) {
      const next = command.commands.find((each) => each.name() === word);
      if (next === undefined) return `there is no command ${word}: ${words}`;
      command = next;
    }
  }
  return undefined;
}

function knownOptions(command: Command): readonly string[] {
  const own = [...command.options, ...program.options].flatMap(({ long, short }) => [long, short]);
  return [...own, '--help', '-h'].filter((name) => name !== undefined);
}

function everyCommand(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(everyCommand)];
}

const files = markdownFiles();
const options = new Set(everyCommand(program).flatMap(knownOptions));
const variables = Object.values(settings).map((setting) => setting.variable as string);

describe('what the pages tell people to type', () => {
  it('calls commands and options that exist', () => {
    const found = files.flatMap((file) => calls(file).map((words) => ({ path: file.path, words })));
    expect(found.length).toBeGreaterThan(20);
    expect(found.flatMap(({ path, words }) => fault(words)?.replace(/^/, `${path}: `) ?? [])).toEqual([]);
  });

  it('names options that exist', () => {
    const wrong = files.flatMap(({ path, text }) =>
      codeSpans(text)
        .flatMap((span) => /^(--[a-z][a-z-]+)/.exec(span)?.[1] ?? [])
        .filter((name) => !options.has(name))
        .map((name) => `${path}: ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it('names environment variables that exist', () => {
    const wrong = files.flatMap(({ path, text }) =>
      [...text.matchAll(/\bMUSTER_[A-Z_]*[A-Z]\b/g)]
        .map(([name]) => name)
        .filter((name) => !variables.includes(name) && !otherVariables.test(name))
        .map((name) => `${path}: ${name}`),
    );
    expect(wrong).toEqual([]);
  });
});
