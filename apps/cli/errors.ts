import { defineErrors } from '@muster/kernel';

/** What can be wrong with a call of the command line. */
export const errors = defineErrors({
  CLI_USAGE: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { problem: string; help: string }) => p.problem,
    help: (p) => p.help,
  },
  CLI_FILE_UNREADABLE: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { path: string; reason: string }) => `cannot read \`${p.path}\`: ${p.reason}`,
  },
  CLI_JSON_INVALID: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { path: string; reason: string }) => `\`${p.path}\` ${p.reason}`,
  },
  CLI_OBJECT_INVALID: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { problems: readonly string[] }) => `the object cannot be read: ${p.problems.join('; ')}`,
    help: () => 'an object is JSON such as {"type": "user", "department": "Sales"}',
  },
  CLI_NOBODY_FOUND: {
    status: 404,
    apiCode: 'Request_ResourceNotFound',
    message: (p: { kind: string; text: string }) => `there is no ${p.kind} \`${p.text}\``,
    help: (p) =>
      `name it by ${p.kind === 'group' || p.kind === 'role' ? 'display name' : 'user principal name'} or id; deleted ones by id`,
  },
  CLI_NAME_AMBIGUOUS: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { kind: string; text: string; candidates: readonly string[] }) =>
      `more than one ${p.kind} is called \`${p.text}\``,
    help: (p) => `name it by id: ${p.candidates.join(', ')}`,
  },
  CLI_TIME_INVALID: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { text: string }) => `\`${p.text}\` is not an ISO 8601 time`,
    help: () => 'for example 2026-06-15T12:00:00Z',
  },
});
