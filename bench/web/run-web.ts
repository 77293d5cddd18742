import type { Size } from '../command-line.ts';
import { measuredCommit, presentLoad, thisMachine } from '../measure/machine.ts';
import { sizeName } from '../report/figures.ts';
import { measures } from './measures.ts';
import { openPage } from './opened-page.ts';
import type { WebFigure } from './web-figure.ts';

interface WebCall {
  readonly size: Size;
  readonly isJson: boolean;
}

/** Measures the admin centre in Chromium before a real server, and prints the figures with what else the machine had to do. */
export async function runWeb({ size, isJson }: WebCall, progress: (text: string) => void): Promise<void> {
  const opened = await openPage(size, progress);
  const figures: WebFigure[] = [];
  try {
    for (const measure of measures) {
      for (const figure of await measure(opened)) {
        figures.push(figure);
        progress(lineOf(figure));
      }
    }
  } finally {
    await opened.end();
  }
  const head = { size: sizeName(size), commit: measuredCommit(), machine: thisMachine(), loadAverage: presentLoad() };
  if (isJson) process.stdout.write(`${JSON.stringify({ ...head, figures })}\n`);
  else {
    const { cores, cpu } = head.machine;
    process.stdout.write(`web at ${head.size}, ${head.commit}, ${cores} × ${cpu}, load ${head.loadAverage}\n`);
    process.stdout.write(`${figures.map(lineOf).join('\n')}\n`);
  }
}

function lineOf({ name, value, unit, target }: WebFigure): string {
  const text = `${name.padEnd(76)} ${value.toFixed(1).padStart(8)} ${unit}`;
  return target === undefined ? text : `${text}  (aim: ${target})`;
}
