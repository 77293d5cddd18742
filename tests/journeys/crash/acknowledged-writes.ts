import { expect } from 'vitest';
import type { Json, MusterProcess } from '../muster-process.ts';
import { departments } from './people-file.ts';
import { type Random, seededRandom } from './random.ts';

interface Patch {
  readonly department: string;
  readonly jobTitle: string;
}

/**
 * Clients that write all the time, each to people of its own, and remember what they were told. What was acknowledged
 * must be there after any crash; of each client one write may be in doubt, the one that a crash interrupted.
 */
export class AcknowledgedWrites {
  /** Acknowledged state, by user id. */
  readonly known = new Map<string, Patch>();
  readonly #inDoubt = new Map<string, Patch>();
  readonly #createdInDoubt = new Set<string>();
  readonly #random: Random;
  #count = 0;

  constructor(seed: number) {
    this.#random = seededRandom(seed);
  }

  get count(): number {
    return this.known.size;
  }

  /** Takes over what users are read as: the state from which they are watched. */
  watch(users: readonly Json[]): void {
    for (const { id, department, jobTitle } of users) this.known.set(id, { department, jobTitle });
  }

  /** Patches the people given, one after the other, until the server does not answer any more. */
  async patchUntilGone(muster: MusterProcess, ids: readonly string[]): Promise<number> {
    for (let acknowledged = 0; ; acknowledged++) {
      if (!(await this.patchOnce(muster, ids))) return acknowledged;
    }
  }

  /** Patches one of the people given; false when the server did not answer. */
  async patchOnce(muster: MusterProcess, ids: readonly string[]): Promise<boolean> {
    const id = this.#random.pick(ids);
    const patch = this.#newPatch();
    this.#inDoubt.set(id, patch);
    const status = await statusOf(muster, 'PATCH', `/v1.0/users/${id}`, patch);
    if (status === undefined) return false;
    if (status === 204) this.known.set(id, patch);
    else refuseUnlessStopping(status, 'PATCH');
    this.#inDoubt.delete(id);
    return true;
  }

  /** Creates people until the server does not answer any more. */
  async createUntilGone(muster: MusterProcess): Promise<number> {
    for (let acknowledged = 0; ; acknowledged++) {
      const patch = this.#newPatch();
      const name = `new-${patch.jobTitle}@muster.internal`;
      this.#createdInDoubt.add(name);
      const answer = await answerOf(muster, 'POST', '/v1.0/users', {
        ...patch,
        accountEnabled: true,
        displayName: name,
        mailNickname: `new-${patch.jobTitle}`,
        userPrincipalName: name,
        passwordProfile: { password: 'Str0ng-enough-for-all' },
      });
      if (answer === undefined) return acknowledged;
      if (answer.status === 201) this.known.set(answer.body.id, patch);
      else refuseUnlessStopping(answer.status, 'POST');
      this.#createdInDoubt.delete(name);
    }
  }

  /** Holds what is there against what was acknowledged; writes in doubt count as what became of them from then on. */
  expectKept(users: readonly Json[], hint: string): void {
    const wrong: object[] = [];
    const seen = new Set<string>();
    for (const { id, department, jobTitle, userPrincipalName } of users) {
      seen.add(id);
      const possible = [this.known.get(id), this.#inDoubt.get(id)].filter((each) => each !== undefined);
      const isKnown = possible.some((each) => each.department === department && each.jobTitle === jobTitle);
      const isNew = possible.length === 0 && this.#createdInDoubt.has(userPrincipalName);
      if (isKnown || isNew) this.known.set(id, { department, jobTitle });
      else wrong.push({ id, department, jobTitle, userPrincipalName, acknowledged: this.known.get(id) });
    }
    const lost = [...this.known.keys()].filter((id) => !seen.has(id));
    expect({ wrong, lost }, `${hint}: acknowledged writes`).toEqual({ wrong: [], lost: [] });
    this.#inDoubt.clear();
    this.#createdInDoubt.clear();
  }

  #newPatch(): Patch {
    return { department: this.#random.pick(departments), jobTitle: `write-${++this.#count}` };
  }
}

/** What a request that met no crash may be told; a database that was killed first is reported before the process ends. */
function refuseUnlessStopping(status: number, method: string): void {
  expect([500, 503], `answer to ${method}`).toContain(status);
}

/** Undefined when there was no answer. */
async function answerOf(muster: MusterProcess, method: string, path: string, body: object) {
  return muster.call(method, path, body).catch(() => undefined);
}

async function statusOf(muster: MusterProcess, method: string, path: string, body: object) {
  return (await answerOf(muster, method, path, body))?.status;
}
