import type { FastifyInstance } from 'fastify';
import { takeCallback } from '../flows/outside/take-callback.ts';
import { openInvitation } from '../flows/redeem/open-invitation.ts';
import { answerVisit, showVisit } from '../flows/redeem/redeem-flow.ts';
import { callbackRoute, redeemRoute } from '../provider/routes.ts';
import { pageRoutes } from './add-page-routes.ts';
import type { Mount } from './mount.ts';

/** Pages of people who are at home elsewhere: where they come back from their provider, and the page behind an invitation. */
export async function addOutsideRoutes(scope: FastifyInstance, mount: Mount): Promise<void> {
  const page = pageRoutes(scope, mount);
  page('GET', `/:tenant${callbackRoute}`, takeCallback);
  page('GET', redeemRoute, openInvitation);
  page('GET', `${redeemRoute}/:visit`, showVisit);
  page('POST', `${redeemRoute}/:visit`, answerVisit);
}
