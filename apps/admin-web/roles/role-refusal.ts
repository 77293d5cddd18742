import { GraphProblem } from '../graph/graph-problem.ts';

/** Words for what the server refuses about roles, in the person's language. */
export interface RefusalTexts {
  readonly lastAdministrator: string;
  readonly tooShort: string;
  readonly exists: string;
  readonly waiting: string;
  readonly gone: string;
  readonly context: string;
  /** By the names of the API's rules. */
  readonly rules: Readonly<Record<string, string>>;
}

/** A refusal that a better sign-in would turn into a yes. */
export interface RoleRefusal {
  readonly problem: Error;
  /** What the new token has to have, as the API says it; empty for a second factor alone. */
  readonly claims?: string;
}

/** Puts a refusal into words; what is not known keeps those of the server. */
export function roleRefusal(problem: Error, texts: RefusalTexts): RoleRefusal {
  if (!(problem instanceof GraphProblem)) return { problem };
  const { code, message } = problem;
  const said = (text: string) =>
    new GraphProblem(problem.kind, problem.status, text, problem.requestId, undefined, code);
  if (code === 'RoleAssignmentRequestPolicyValidationFailed') {
    const failed = [...message.matchAll(/"(\w+)"/g)].map((match) => match[1]!);
    const words = failed.map((rule) => texts.rules[rule] ?? rule).join(' ');
    return { problem: said(words), ...(failed.includes('MfaRule') ? { claims: '' } : {}) };
  }
  if (code === 'RoleAssignmentRequestAcrsValidationFailed') {
    return { problem: said(texts.context), claims: decodeURIComponent(message.replace(/^&claims=/, '')) };
  }
  if (message.includes('without a Global Administrator')) return { problem: said(texts.lastAdministrator) };
  const known: Readonly<Record<string, string>> = {
    ActiveDurationTooShort: texts.tooShort,
    RoleAssignmentExists: texts.exists,
    PendingRoleAssignmentRequest: texts.waiting,
    RoleAssignmentDoesNotExist: texts.gone,
  };
  const text = known[code ?? ''];
  return { problem: text === undefined ? problem : said(text) };
}
