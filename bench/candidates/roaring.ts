import type { Instant } from '@muster/kernel';
import type { CheckedNode, CheckedRule } from '@muster/rules';
import type { ValueChange, Workload } from '../input/workload.ts';
import { loadPeer } from '../peers/load-peer.ts';
import type { Candidate } from './candidate.ts';
import { compileNode, type UserTest } from './closures.ts';
import { FoldedUsers, type FoldedValue } from './folded-users.ts';
import { Mentions, valuesIn } from './mentions.ts';
import { predicateOf } from './value-predicate.ts';

interface Bitmap {
  readonly size: number;
  add(value: number): Bitmap;
  remove(value: number): boolean;
  has(value: number): boolean;
  clone(): Bitmap;
  andInPlace(other: Bitmap): void;
  andNotInPlace(other: Bitmap): Bitmap;
  orInPlace(other: Bitmap): Bitmap;
  optimize(): boolean;
  toUint32Array(): Uint32Array;
  dispose(): boolean;
}

interface RoaringExports {
  readonly RoaringBitmap32: {
    new (values?: Uint32Array): Bitmap;
    fromRange(from: number, to: number): Bitmap;
  };
  roaringLibraryInitialize(): Promise<void>;
}

/** Properties with more distinct values than this share of the users are read user by user, not by postings. */
const fewValuesShare = 10;
const listSize = 4096;

/**
 * A posting list in a roaring bitmap for every value of every property with few values; rules are and, or and not of
 * them. Texts that are nearly unique are read one by one.
 */
export class Roaring implements Candidate {
  private roaring!: RoaringExports;
  private users = new FoldedUsers();
  private everybody!: Bitmap;
  private readonly postings = new Map<string, Map<FoldedValue, Bitmap>>();
  private rules: readonly CheckedRule[] = [];
  private tests: UserTest[] = [];
  private mentions = new Mentions([]);
  private members: Bitmap[] = [];
  private now = 0 as Instant;

  async load({ users, rules, now }: Workload): Promise<void> {
    this.roaring = loadPeer<RoaringExports>('roaring-wasm');
    await this.roaring.roaringLibraryInitialize();
    this.now = now;
    this.users = FoldedUsers.of(users());
    this.everybody = this.roaring.RoaringBitmap32.fromRange(0, this.users.count);
    for (const name of this.users.names) this.post(name);
    this.rules = rules;
    this.tests = rules.map(({ tree }) => compileNode(tree, this.users, now));
    this.mentions = new Mentions(rules);
  }

  full(): void {
    for (const each of this.members) each.dispose();
    this.members = this.rules.map(({ tree }) => this.find(tree));
  }

  membersOf(rule: number): Uint32Array {
    return this.members[rule]!.toUint32Array();
  }

  countNew({ tree }: CheckedRule): number {
    const found = this.find(tree);
    const { size } = found;
    found.dispose();
    return size;
  }

  change({ user, name, value }: ValueChange): void {
    const column = this.users.column(name);
    const before = column[user]!;
    const after = this.users.fold(value);
    column[user] = after;
    const postings = this.postings.get(name);
    if (postings !== undefined && before !== after) {
      postings.get(before)?.remove(user);
      this.postingOf(postings, after).add(user);
    }
    for (const rule of this.mentions.touched(name, before, after)) {
      const members = this.members[rule]!;
      const holds = this.tests[rule]!(user);
      if (holds === members.has(user)) continue;
      if (holds) members.add(user);
      else members.remove(user);
    }
  }

  groupsOf(user: number): readonly number[] {
    return this.members.flatMap((members, rule) => (members.has(user) ? [rule] : []));
  }

  /** A posting list for every value, missing ones under null; none for collections and for nearly unique texts. */
  private post(name: string): void {
    const column = this.users.column(name);
    if (column.some((value) => Array.isArray(value))) return;
    const lists = new Map<FoldedValue, number[]>();
    for (const [user, value] of column.entries()) {
      const list = lists.get(value);
      if (list === undefined) lists.set(value, [user]);
      else list.push(user);
      if (lists.size > Math.max(100, column.length / fewValuesShare)) return;
    }
    const postings = new Map<FoldedValue, Bitmap>();
    for (const [value, list] of lists) {
      postings.set(value, new this.roaring.RoaringBitmap32(Uint32Array.from(list)));
    }
    this.postings.set(name, postings);
  }

  private postingOf(postings: Map<FoldedValue, Bitmap>, value: FoldedValue): Bitmap {
    let posting = postings.get(value);
    if (posting === undefined) {
      posting = new this.roaring.RoaringBitmap32();
      postings.set(value, posting);
    }
    return posting;
  }

  /** A new bitmap of those for whom the condition holds. */
  private find(node: CheckedNode): Bitmap {
    switch (node.kind) {
      case 'and':
        return this.findAll(node.operands);
      case 'or': {
        const found = this.find(node.operands[0]!);
        for (const operand of node.operands.slice(1))
          this.consume(this.find(operand), (other) => found.orInPlace(other));
        return found;
      }
      case 'not': {
        const found = this.everybody.clone();
        this.consume(this.find(node.operand), (other) => found.andNotInPlace(other));
        return found;
      }
      default:
        return this.byPostings(node) ?? this.among(this.everybody, node);
    }
  }

  /** First what postings answer; who is left is put to the rest one by one. */
  private findAll(operands: readonly CheckedNode[]): Bitmap {
    const slow = operands.filter((each) => this.isSlow(each));
    const quick = operands.filter((each) => !slow.includes(each));
    let found = quick.length > 0 ? this.find(quick[0]!) : this.everybody.clone();
    for (const operand of quick.slice(1)) this.consume(this.find(operand), (other) => found.andInPlace(other));
    for (const operand of slow) {
      const left = this.among(found, operand);
      found.dispose();
      found = left;
    }
    return found;
  }

  private isSlow(node: CheckedNode): boolean {
    switch (node.kind) {
      case 'and':
      case 'or':
        return node.operands.some((each) => this.isSlow(each));
      case 'not':
        return this.isSlow(node.operand);
      case 'comparison':
        return node.subject.kind !== 'property' || !this.postings.has(node.subject.property.name);
      default:
        return true;
    }
  }

  private byPostings(node: CheckedNode): Bitmap | undefined {
    if (node.kind !== 'comparison' || node.subject.kind !== 'property') return undefined;
    const postings = this.postings.get(node.subject.property.name);
    if (postings === undefined) return undefined;
    const values = valuesIn(node.test) ?? this.valuesThat(postings, node.test);
    const found = new this.roaring.RoaringBitmap32();
    for (const value of values) {
      const posting = postings.get(value);
      if (posting !== undefined) found.orInPlace(posting);
    }
    if (!node.isNegated) return found;
    const others = this.everybody.clone().andNotInPlace(found);
    found.dispose();
    return others;
  }

  private valuesThat(
    postings: ReadonlyMap<FoldedValue, Bitmap>,
    test: Parameters<typeof predicateOf>[0],
  ): readonly FoldedValue[] {
    const predicate = predicateOf(test, this.now);
    return [...postings.keys()].filter((value) => predicate(value as string));
  }

  private among(candidates: Bitmap, node: CheckedNode): Bitmap {
    const test = compileNode(node, this.users, this.now);
    const list = candidates.toUint32Array().filter((user) => test(user));
    const found = new this.roaring.RoaringBitmap32(list);
    if (list.length > listSize) found.optimize();
    return found;
  }

  private consume(other: Bitmap, use: (other: Bitmap) => void): void {
    use(other);
    other.dispose();
  }
}
