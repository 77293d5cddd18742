// The program of a process that holds one candidate: calls come as messages, answers go back with the call's number.
import type { MemoryCandidate } from '../candidates/make-candidate.ts';
import type { CallMessage } from './remote-session.ts';
import { Session } from './session.ts';

const session = new Session(process.argv[2] as MemoryCandidate);

process.on('message', async ({ id, method, args }: CallMessage) => {
  try {
    const answer = await (session[method] as (...args: unknown[]) => unknown)(...args);
    process.send!({ id, answer });
  } catch (problem) {
    process.send!({ id, problem: (problem as Error).stack });
  }
});
process.on('disconnect', () => process.exit());
