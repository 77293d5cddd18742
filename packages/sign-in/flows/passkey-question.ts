import { isIP } from 'node:net';
import type { ObjectId } from '@muster/kernel';
import type { PasskeyOptions } from '../credentials-port.ts';
import type { PasskeyQuestion } from '../pages/passkey-form.ts';
import { passkeyScriptName } from '../pages/passkey-script.ts';
import { scriptRoute } from '../provider/routes.ts';
import { formToken, isSame } from '../records/record-keys.ts';
import type { FlowRequest } from './flow-request.ts';

/** Where passkeys are for; undefined at an address for which browsers make none. */
export function relyingParty(baseUrl: string): { readonly rpId: string; readonly origin: string } | undefined {
  const { protocol, hostname, origin } = new URL(baseUrl);
  const isFit = protocol === 'https:' || hostname === 'localhost';
  return isFit && isIP(hostname.replace(/[[\]]/g, '')) === 0 ? { rpId: hostname, origin } : undefined;
}

/**
 * A question for the page.
 *
 * @param of what the answer must come back to: nothing else takes it
 */
export function passkeyQuestion({ parts, formKey }: FlowRequest, of: string, options: PasskeyOptions): PasskeyQuestion {
  const { challenge } = options;
  return {
    options: JSON.stringify(options),
    challenge,
    seal: formToken(formKey, `passkey ${of} ${challenge}`),
    script: `${parts.baseUrl}/${parts.tenantId}${scriptRoute}/${passkeyScriptName}`,
  };
}

/** Asks for a passkey: the user's own, or with null anybody's. Undefined where passkeys do not work. */
export async function askForPasskey(
  flow: FlowRequest,
  of: string,
  userId: ObjectId | null,
): Promise<PasskeyQuestion | undefined> {
  const party = relyingParty(flow.parts.baseUrl);
  if (party === undefined) return undefined;
  return passkeyQuestion(flow, of, await flow.parts.people.credentials.askForPasskey(party.rpId, userId));
}

/** What the browser said to a question. */
export interface PasskeyAnswer {
  readonly response: unknown;
  readonly challenge: string;
  readonly rpId: string;
  readonly origin: string;
}

/**
 * The answer in a form; `none` when no script has put any in, `unfit` when it is none to a question of this page. What it
 * proves is for the directory to say.
 */
export function readPasskeyAnswer(
  { parts, fields, formKey }: FlowRequest,
  of: string,
): PasskeyAnswer | 'none' | 'unfit' {
  const text = fields.get('response') ?? '';
  if (text === '') return 'none';
  const challenge = fields.get('challenge') ?? '';
  const party = relyingParty(parts.baseUrl);
  const isOurs = isSame(fields.get('seal') ?? '', formToken(formKey, `passkey ${of} ${challenge}`));
  if (!isOurs || party === undefined) return 'unfit';
  try {
    return { response: JSON.parse(text), challenge, ...party };
  } catch {
    return 'unfit'; // nothing that a browser writes
  }
}
