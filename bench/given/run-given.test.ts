import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Flips } from '@muster/roster';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Engine } from '../engine/engine.ts';
import { InputError } from '../input/input-error.ts';
import { readWorkload, type WorkloadFiles } from '../input/read-workload.ts';
import { presentInstant } from '../measure/present-instant.ts';
import { Verification } from '../verify/verification.ts';
import { makeChanges } from '../workload/make-changes.ts';
import { makeRules } from '../workload/make-rules.ts';
import { makeUsers } from '../workload/make-users.ts';
import { runGiven } from './run-given.ts';

let folder: string;
let files: WorkloadFiles;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'muster-bench-'));
  const keep = (name: string, items: Iterable<unknown>) => {
    const file = join(folder, name);
    writeFileSync(file, [...items].map((each) => JSON.stringify(each)).join('\n'));
    return file;
  };
  files = {
    users: keep('users.jsonl', makeUsers(300)),
    rules: keep('rules.jsonl', makeRules(120, 300)),
    changes: keep('changes.jsonl', makeChanges(400, 300)),
  };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bench = (...words: string[]) =>
  spawnSync(process.execPath, [fileURLToPath(new URL('../../scripts/bench.mjs', import.meta.url)), ...words], {
    encoding: 'utf8',
  });

/** Runs the workload on an engine that may be damaged. */
function run(engine: Engine) {
  const verification = new Verification();
  const options = { engine, verification, progress: () => {} };
  return { ...runGiven(() => readWorkload(files, presentInstant()), options), verification };
}

describe('a given workload', () => {
  it('is printed as one object, its answers compared with the interpreter', { timeout: 60_000 }, () => {
    const { users, rules, changes } = files;
    const { status, stdout, stderr } = bench(
      ...['--users', users, '--rules', rules, '--changes', changes, '--only', 'ours', '--json'],
    );
    expect(stderr).toContain('verified: interpreter: 300 of 300 users with 120 rules');
    const share = { p50: expect.any(Number), p95: expect.any(Number) };
    expect(JSON.parse(stdout)).toEqual({
      users: 300,
      rules: 120,
      load_s: expect.any(Number),
      full_s: expect.any(Number),
      new_ms: share,
      change_ms: share,
      churn_per_s: expect.any(Number),
      groups_of_user_ms: { p50: expect.any(Number), p99: expect.any(Number) },
      rss_mb: expect.any(Number),
      engine_bytes_per_user: expect.any(Number),
      verified: true,
    });
    expect(status).toBe(0);
  });

  it('draws new rules that are not among those loaded', () => {
    const { rules, newRules } = readWorkload(files, presentInstant());
    expect(newRules.length).toBe(50);
    expect(new Set([...rules, ...newRules].map((rule) => rule.text)).size).toBe(
      new Set(rules.map((rule) => rule.text)).size + 50,
    );
  });
});

describe('a workload that cannot be run', () => {
  const read = (changed: Partial<Record<keyof WorkloadFiles, string>>) => {
    const texts = Object.entries(changed).map(([name, text]) => {
      const file = join(folder, `changed-${name}.jsonl`);
      writeFileSync(file, text);
      return [name, file];
    });
    const given = { ...files, ...Object.fromEntries(texts) };
    return () =>
      runGiven(() => readWorkload(given, presentInstant()), { verification: new Verification(), progress: () => {} });
  };

  it.each([
    [{ users: '\n{"department":7}' }, 'line 2'],
    [{ users: '' }, 'there are no users'],
    [{ users: '{' }, 'line 1 is not JSON'],
    [{ rules: '{"id":1}' }, '`text`'],
    [{ rules: '{"id":1,"text":"user.shoeSize -eq 44"}' }, 'shoeSize'],
    [{ rules: '{"id":1,"text":"device.displayName -eq null"}' }, 'not a rule about users'],
    [{ changes: '{"i":300,"attr":"department","value":"HR"}' }, 'user 300'],
    [{ changes: '{"i":0,"attr":"shoeSize","value":44}' }, 'shoeSize'],
    [{ changes: '{"i":0,"attr":"department","value":44}' }, 'department'],
  ])('is refused: %j', (changed, said) => {
    expect(read(changed)).toThrow(InputError);
    expect(read(changed)).toThrow(said);
  });

  it('may call attributes as Graph does where rules have other names', () => {
    const rules = '{"id":1,"text":"user.officeLocation -startsWith \\"user.officeLocation\\""}';
    expect(read({ rules, changes: '{"i":0,"attr":"officeLocation","value":"User.OfficeLocation 7"}' })()).toMatchObject(
      {
        rules: 1,
        verified: true,
      },
    );
  });
});

describe('an answer that is wrong is found', () => {
  it('not when all are right', () => {
    const { verified, verification } = run(new Engine(presentInstant()));
    expect([verified, verification.differences]).toEqual([true, []]);
  });

  it('when one member is missing', () => {
    class Forgetful extends Engine {
      override evaluateAll(): void {
        super.evaluateAll();
        const rule = Array.from({ length: 120 }, (_, id) => id).find((id) => this.members.sizeOf(id) > 0)!;
        this.members.move(this.members.toArray(rule)[0]!, [], [rule]);
      }
    }
    expect(run(new Forgetful(presentInstant())).verified).toBe(false);
  });

  it('when one change is not followed', () => {
    class Deaf extends Engine {
      private isDeaf = false;
      override change(...given: Parameters<Engine['change']>): Flips {
        const flips = super.change(...given);
        const gained = flips.gained[0];
        if (gained !== undefined && !this.isDeaf) {
          this.isDeaf = true;
          this.members.move(given[0] + 1, [], [gained]);
        }
        return flips;
      }
    }
    const { verified, verification } = run(new Deaf(presentInstant()));
    expect([verified, verification.differences.join()]).toEqual([false, expect.stringContaining('rule')]);
  });

  it('when a new rule selects one too many', () => {
    class Generous extends Engine {
      override count(...given: Parameters<Engine['count']>): number {
        return super.count(...given) + 1;
      }
    }
    expect(run(new Generous(presentInstant())).verified).toBe(false);
  });
});
