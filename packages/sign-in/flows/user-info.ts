import { AppError } from '@muster/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { signInErrors } from '../errors.ts';
import type { People } from '../ports.ts';
import type { PersonCaller } from '../tokens/verify-access-token.ts';

/**
 * What an access token of the directory's own API lets an application know of the person.
 *
 * @see OpenID Connect Core 1.0 §5.3
 */
export async function answerUserInfo(
  request: FastifyRequest,
  reply: FastifyReply,
  people: People,
  verify: (token: string) => Promise<PersonCaller>,
): Promise<void> {
  const token = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
  reply.header('access-control-allow-origin', '*').header('cache-control', 'no-store');
  try {
    const caller = await verify(token);
    const person = await people.findPerson(caller.userId);
    const isOver = person?.sessionsValidFrom != null && caller.signedInAt < person.sessionsValidFrom;
    if (person === undefined || isOver || !caller.scopes.includes('openid')) {
      throw signInErrors.ACCESS_TOKEN_UNREADABLE({});
    }
    const hasProfile = caller.scopes.includes('profile');
    await reply.send({
      sub: person.id,
      ...(hasProfile ? { name: person.displayName, given_name: person.givenName, family_name: person.surname } : {}),
      ...(caller.scopes.includes('email') && person.mail !== null ? { email: person.mail } : {}),
    });
  } catch (problem) {
    if (!(problem instanceof AppError) || problem.status !== 401) throw problem;
    reply.header('www-authenticate', 'Bearer error="invalid_token"');
    await reply.code(401).send({ error: 'invalid_token', error_description: problem.message });
  }
}
