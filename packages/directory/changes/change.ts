import type { Instant, ObjectId, ObjectNumber } from '@muster/kernel';
import { and, type LedgerRow, MemberSet } from '@muster/roster';
import type { Directory } from '../context.ts';
import type { DirectoryObject, PropertyValue } from '../objects/directory-object.ts';
import type { Fact, LoggedActor } from '../ports/change-log.ts';
import type { RuleKey, WriteSession } from '../ports/directory-store.ts';
import type { RoleAssignment } from '../ports/role-store.ts';
import type { ActiveRule } from '../rules/rule-registry.ts';
import { NeedsExclusiveKey } from './needs-exclusive-key.ts';
import type { ObjectTransition } from './object-transition.ts';

/** A role taken from somebody: an assignment, or whatever a group gives its members. */
export interface TakenRole {
  readonly principal: ObjectId;
  /** The role-assignable group that the principal left, or that is gone; null for an assignment. */
  readonly ofGroup: ObjectId | null;
  /** The role and where it counted; null for a group's. */
  readonly roleId: ObjectId | null;
  readonly scope: string | null;
  /** False: the principal stays for a time, and nothing can rest on it any more. */
  readonly isGone: boolean;
}

/**
 * A change in the making: everything one transaction does, collected so that it is logged once, in order. Use cases
 * add facts and transitions; reactions add the memberships that follow.
 */
export class Change {
  readonly facts: Fact[] = [];
  readonly transitions: ObjectTransition[] = [];
  /** What was taken from those who held roles, themselves or through a group. */
  readonly rolesTaken: TakenRole[] = [];
  private readonly timed = new Set<string>();
  private readonly ofMembers = new Map<ObjectNumber, { joined: Set<ObjectNumber>; left: Set<ObjectNumber> }>();
  private readonly ofGroups = new Map<ObjectNumber, { joined: MemberSet; left: MemberSet }>();
  private readonly alive = new Map<ObjectId, boolean>();
  private readonly turned = new Map<ActiveRule, MemberSet>();
  /** The import or sync that this change is a part of, as the guard counts them; null for other changes. */
  importSource: string | null = null;
  /** True once a pass was queued: its worker is woken after the commit. */
  queuedPass = false;
  /** Who turns out to act, where only the work finds that out; null leaves it to the caller. */
  actor: LoggedActor | null = null;

  /** @param isCaughtUp memory holds all that was committed when the locks were taken */
  constructor(
    readonly directory: Directory,
    readonly session: WriteSession,
    readonly now: Instant,
    readonly key: RuleKey,
    private isCaughtUp = false,
  ) {}

  /** Nothing happened: nothing is logged. */
  get isEmpty(): boolean {
    return this.facts.length === 0 && this.ofMembers.size === 0 && this.ofGroups.size === 0;
  }

  fact(
    object: { readonly type: Fact['objectType']; readonly id: string; readonly number?: ObjectNumber },
    action: Fact['action'],
    changes: Readonly<Record<string, readonly [PropertyValue, PropertyValue]>> = {},
  ): void {
    this.facts.push({
      objectType: object.type,
      objectId: object.id,
      objectNumber: object.number ?? null,
      action,
      changes,
    });
  }

  /** Notes that an assignment of a role is removed. */
  takeRole({ principalId, roleId, scope }: RoleAssignment): void {
    this.rolesTaken.push({ principal: principalId, ofGroup: null, roleId, scope, isGone: true });
  }

  /** Notes that the principal leaves a group, or is to leave it later; when the principal is the group, that everybody does. */
  takeRolesOf(group: DirectoryObject, principal: ObjectId, isGone = true): void {
    if (group.properties.isAssignableToRole !== true) return;
    this.rolesTaken.push({ principal, ofGroup: group.id, roleId: null, scope: null, isGone });
  }

  /** Notes that a membership ends which was for a time only. */
  endTimed(group: ObjectId, principal: ObjectId): void {
    this.timed.add(`${group} ${principal}`);
  }

  /** Whether the principal was a member of the group for a time only, and is none any more. */
  wasTimed(group: ObjectId, principal: ObjectId): boolean {
    return this.timed.has(`${group} ${principal}`);
  }

  /** How many different users and devices the facts are about. */
  touchedObjects(): number {
    const numbers = this.facts.filter(({ objectType }) => objectType === 'user' || objectType === 'device');
    return new Set(numbers.map(({ objectNumber }) => objectNumber)).size;
  }

  /** Says that an object that rules name lives, or not, from this change on. */
  declareAlive(id: ObjectId, isAlive: boolean): void {
    this.alive.set(id, isAlive);
  }

  /** What this change declared about the object; undefined when it said nothing. */
  declaredAlive(id: string | null): boolean | undefined {
    return id === null ? undefined : this.alive.get(id as ObjectId);
  }

  /** Starts the transaction again with the exclusive key, when it does not hold it. */
  requireExclusive(): void {
    if (this.key === 'shared') throw new NeedsExclusiveKey();
  }

  /** Asks for a rule over relations to be decided again about an object in which time has turned something. */
  decideAgain(rule: ActiveRule, member: ObjectNumber): void {
    const known = this.turned.get(rule);
    if (known === undefined) this.turned.set(rule, MemberSet.of([member]));
    else known.add(member);
  }

  /** The rules over relations that are to be decided again, and about whom. */
  toDecideAgain(): ReadonlyMap<ActiveRule, MemberSet> {
    return this.turned;
  }

  /** Makes memory hold all that is committed. Call after the locks are taken and before asking `isMember`. */
  async catchUp(): Promise<void> {
    if (this.isCaughtUp) return;
    await this.session.catchUpMemberships();
    this.isCaughtUp = true;
  }

  /** Whether the object is a member, this change's own movements included. Needs `catchUp` first. */
  isMember(group: ObjectNumber, member: ObjectNumber): boolean {
    const own = this.ofMembers.get(member);
    if (own?.joined.has(group)) return true;
    if (own?.left.has(group)) return false;
    const ofGroup = this.ofGroups.get(group);
    if (ofGroup?.joined.has(member)) return true;
    if (ofGroup?.left.has(member)) return false;
    return this.directory.memberships.has(group, member);
  }

  /** Moves one member in or out of a group; does nothing when it stands there already. */
  move(group: ObjectNumber, member: ObjectNumber, joins: boolean): void {
    if (this.isMember(group, member) === joins) return;
    const ofGroup = this.ofGroups.get(group);
    // A member who moved with many others and moves back leaves no trace either.
    if ((joins ? ofGroup?.left : ofGroup?.joined)?.remove(member)) return;
    let own = this.ofMembers.get(member);
    if (own === undefined) {
      own = { joined: new Set(), left: new Set() };
      this.ofMembers.set(member, own);
    }
    const [into, outOf] = joins ? [own.joined, own.left] : [own.left, own.joined];
    // A movement that undoes one of this change leaves no trace.
    if (!outOf.delete(group)) into.add(group);
  }

  /**
   * Moves many members of one group: the batch of a pass. Those who join must not be members as things stand with this
   * change so far, and those who leave must be; none of them may have moved one by one.
   */
  moveMany(group: ObjectNumber, joined: MemberSet, left: MemberSet): void {
    if (joined.size === 0 && left.size === 0) return;
    const known = this.ofGroups.get(group);
    if (known === undefined) {
      this.ofGroups.set(group, { joined, left });
      return;
    }
    const [back, gone] = [and(joined, known.left), and(left, known.joined)];
    known.joined.removeAll(gone).addAll(joined.clone().removeAll(back));
    known.left.removeAll(back).addAll(left.clone().removeAll(gone));
  }

  /** Members moved one by one: member number → groups joined and left. */
  movements(): ReadonlyMap<
    ObjectNumber,
    { readonly joined: ReadonlySet<ObjectNumber>; readonly left: ReadonlySet<ObjectNumber> }
  > {
    return this.ofMembers;
  }

  /** Groups of which members moved in bulk. */
  bulkMovements(): ReadonlyMap<ObjectNumber, { readonly joined: MemberSet; readonly left: MemberSet }> {
    return this.ofGroups;
  }

  /** The movements as ledger rows. */
  ledgerRows(): LedgerRow[] {
    const rows: LedgerRow[] = [];
    for (const [member, { joined, left }] of this.ofMembers) {
      if (joined.size === 0 && left.size === 0) continue;
      rows.push({ kind: 'member', member, joined: [...joined].sort(ascending), left: [...left].sort(ascending) });
    }
    for (const [group, { joined, left }] of this.ofGroups) {
      if (joined.size + left.size > 0) rows.push({ kind: 'group', group, joined, left });
    }
    return rows;
  }

  /**
   * Makes the group's rule, as its row now stands, count from this change on, and queues the pass that brings the
   * other objects in line, or drops it when the group has no active rule. Needs the exclusive key.
   *
   * The log keeps the new rule version as a fact of the group: what a pass moves later goes back to this change.
   */
  async registerRule(group: { id: ObjectId; number: ObjectNumber }, isActive: boolean): Promise<void> {
    const version = await this.session.rules.registerRule(group.id);
    this.fact({ type: 'group', id: group.id, number: group.number }, 'update', { ruleVersion: [null, version] });
    if (isActive) {
      await this.session.rules.queuePass(group, version);
      this.queuedPass = true;
    } else {
      await this.session.rules.dropPass(group.id);
    }
  }
}

const ascending = (a: number, b: number) => a - b;
