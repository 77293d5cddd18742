import { foldCase, type Instant } from '@muster/kernel';
import type { AssignedPlan } from '../objects/rule-object.ts';
import type { ColumnValue, DistinctValues } from './column.ts';
import { grown } from './grown.ts';

const truths: readonly (boolean | null)[] = [null, true, false];

/** The two truth values. */
export class TruthValues implements DistinctValues {
  readonly size = truths.length;
  readonly sizeBytes = 0;

  valueOf(code: number): boolean | null {
    return truths[code] ?? null;
  }

  find(value: ColumnValue): number | undefined {
    return typeof value === 'boolean' ? truths.indexOf(value) : undefined;
  }

  add(value: ColumnValue): number {
    const code = this.find(value);
    if (code === undefined) throw new Error(`a column of truth values cannot hold ${typeof value}`);
    return code;
  }
}

/** Distinct instants, found by a hash table of codes, all of it outside the heap. */
export class InstantValues implements DistinctValues {
  size = 1;
  private instants = new Float64Array(16);
  private slots = new Uint32Array(32);

  get sizeBytes(): number {
    return this.instants.byteLength + this.slots.byteLength;
  }

  valueOf(code: number): Instant | null {
    return code === 0 ? null : (this.instants[code]! as Instant);
  }

  find(value: ColumnValue): number | undefined {
    if (typeof value !== 'number') return undefined;
    const code = this.slots[this.slotOf(value, this.slots)]!;
    return code === 0 ? undefined : code;
  }

  add(value: ColumnValue): number {
    if (typeof value !== 'number') throw new Error(`a column of dates cannot hold ${typeof value}`);
    const known = this.find(value);
    if (known !== undefined) return known;
    const code = this.size;
    if (code === this.instants.length) this.instants = grown(this.instants, code + 1);
    this.instants[code] = value;
    this.slots[this.slotOf(value, this.slots)] = code;
    this.size += 1;
    if (this.size * 4 > this.slots.length * 3) this.rehash();
    return code;
  }

  private slotOf(value: number, slots: Uint32Array): number {
    const mask = slots.length - 1;
    let slot = Math.imul((value | 0) ^ (value / 0x1_0000_0000), 0x9e3779b1);
    slot = (slot ^ (slot >>> 15)) & mask;
    while (slots[slot] !== 0 && this.instants[slots[slot]!] !== value) slot = (slot + 1) & mask;
    return slot;
  }

  private rehash(): void {
    const slots = new Uint32Array(this.slots.length * 2);
    for (let code = 1; code < this.size; code += 1) slots[this.slotOf(this.instants[code]!, slots)] = code;
    this.slots = slots;
  }
}

const mostSeen = 4096;

/** Distinct plans; those that differ only in case are one. There are few of them, so they are kept on the heap. */
export class PlanValues implements DistinctValues {
  readonly sizeBytes = 0;
  private readonly plans: (AssignedPlan | null)[] = [null];
  private readonly codes = new Map<string, number>();
  /** Codes of plans as they were given, unfolded. */
  private readonly seen = new Map<string, number>();

  get size(): number {
    return this.plans.length;
  }

  valueOf(code: number): AssignedPlan | null {
    return this.plans[code] ?? null;
  }

  find(value: ColumnValue): number | undefined {
    return typeof value === 'object' ? this.codes.get(keyOf(foldPlan(value))) : undefined;
  }

  add(value: ColumnValue): number {
    if (typeof value !== 'object') throw new Error(`a column of plans cannot hold ${typeof value}`);
    const given = keyOf(value);
    const known = this.seen.get(given);
    if (known !== undefined) return known;
    const code = this.addFolded(foldPlan(value));
    if (this.seen.size < mostSeen) this.seen.set(given, code);
    return code;
  }

  private addFolded(plan: FoldedPlan): number {
    const key = keyOf(plan);
    const known = this.codes.get(key);
    if (known !== undefined) return known;
    this.plans.push(plan);
    this.codes.set(key, this.plans.length - 1);
    return this.plans.length - 1;
  }
}

type FoldedPlan = Required<AssignedPlan>;

function foldPlan({ servicePlanId, service, capabilityStatus }: AssignedPlan): FoldedPlan {
  return {
    servicePlanId: foldText(servicePlanId),
    service: foldText(service),
    capabilityStatus: foldText(capabilityStatus),
  };
}

function foldText(text: string | null | undefined): string | null {
  return text === null || text === undefined ? null : foldCase(text);
}

/** Every field with its length before it, so that no two plans have one key. */
function keyOf({ servicePlanId, service, capabilityStatus }: AssignedPlan): string {
  return keyOfText(servicePlanId) + keyOfText(service) + keyOfText(capabilityStatus);
}

function keyOfText(text: string | null | undefined): string {
  return text === null || text === undefined ? '-' : `${text.length}:${text}`;
}
