import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { MemoryCandidate } from '../candidates/make-candidate.ts';
import type { Session } from './session.ts';

type Method =
  | 'load'
  | 'full'
  | 'digests'
  | 'newRules'
  | 'change'
  | 'churn'
  | 'groupsOf'
  | 'memory'
  | 'verify'
  | 'close';

export interface CallMessage {
  readonly id: number;
  readonly method: Method;
  readonly args: readonly unknown[];
}

interface AnswerMessage {
  readonly id: number;
  readonly answer?: unknown;
  readonly problem?: string;
}

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (problem: Error) => void;
}

/** A session in a process of its own, so that the candidates neither share a heap nor disturb each other. */
export class RemoteSession {
  private readonly child: ChildProcess;
  private readonly waiting = new Map<number, Waiting>();
  private calls = 0;

  constructor(readonly name: MemoryCandidate) {
    this.child = fork(fileURLToPath(new URL('session-process.ts', import.meta.url)), [name], {
      execArgv: ['--import', 'tsx', '--max-old-space-size=12000'],
      serialization: 'advanced',
    });
    this.child.on('message', (message: AnswerMessage) => this.settle(message));
    this.child.on('exit', (code, signal) => {
      for (const { reject } of this.waiting.values()) reject(new Error(`${name} ended with ${signal ?? code}`));
    });
  }

  call<M extends Method>(method: M, ...args: Parameters<Session[M]>): Promise<Awaited<ReturnType<Session[M]>>> {
    this.calls += 1;
    const id = this.calls;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.child.send({ id, method, args } satisfies CallMessage);
    });
  }

  /** Ends the process. */
  async end(): Promise<void> {
    await this.call('close');
    this.child.disconnect();
  }

  private settle({ id, answer, problem }: AnswerMessage): void {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    if (problem === undefined) waiting?.resolve(answer as never);
    else waiting?.reject(new Error(`${this.name}: ${problem}`));
  }
}
