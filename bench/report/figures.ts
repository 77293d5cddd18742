import { percentile } from '../measure/percentile.ts';

/** One figure of one candidate at one size. */
export interface Figure {
  /** `100k×1k`. */
  readonly size: string;
  readonly candidate: string;
  /** What was measured, with its unit as the last word: `memory.full_s`. */
  readonly name: string;
  readonly value: number;
}

/** A figure that was not taken, and why. */
export interface Gap {
  readonly size: string;
  readonly candidate: string;
  readonly name: string;
  readonly reason: string;
}

/** Gathers the figures of a run. */
export class Figures {
  readonly list: Figure[] = [];
  readonly gaps: Gap[] = [];
  /** What was compared, and how it came out. */
  readonly verifications: { readonly text: string; readonly isRight: boolean }[] = [];

  add(size: string, candidate: string, name: string, value: number): void {
    if (Number.isFinite(value)) this.list.push({ size, candidate, name, value: Number(value.toPrecision(4)) });
  }

  /** Adds shares of the values under `name` with `50`, `95`, … put in place of `%`. */
  addShares(
    size: string,
    candidate: string,
    name: string,
    hundredths: readonly number[],
    values: readonly number[],
  ): void {
    for (const share of hundredths) {
      this.add(size, candidate, name.replace('%', String(share)), percentile(values, share));
    }
  }

  skip(size: string, candidate: string, name: string, reason: string): void {
    this.gaps.push({ size, candidate, name, reason });
  }

  verified(text: string, isRight: boolean): void {
    this.verifications.push({ text, isRight });
  }

  get isRight(): boolean {
    return this.verifications.every((each) => each.isRight);
  }

  find(size: string, candidate: string, name: string): number | undefined {
    return this.list.find((each) => each.size === size && each.candidate === candidate && each.name === name)?.value;
  }

  /** All candidates' figures of this name at this size. */
  all(size: string, name: string): readonly Figure[] {
    return this.list.filter((each) => each.size === size && each.name === name);
  }
}

const short = (count: number) =>
  count % 1_000_000 === 0 ? `${count / 1_000_000}M` : count % 1000 === 0 ? `${count / 1000}k` : String(count);

/** `100k×1k`. */
export const sizeName = ({ users, rules }: { readonly users: number; readonly rules: number }): string =>
  `${short(users)}×${short(rules)}`;
