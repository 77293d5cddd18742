import { basePath, origin } from '../session/place.ts';
import { accessToken, forgetSession } from '../session/session.ts';
import { GraphClient } from './graph-client.ts';

/** Heard by the shell, which shows that the session has ended. */
export const sessionEnded = new EventTarget();

/** The API of the server that the pages came from. */
export const graph = new GraphClient({
  root: `${origin}${basePath}v1.0`,
  token: accessToken,
  onSignedOut: () => {
    void forgetSession().then(() => sessionEnded.dispatchEvent(new Event('ended')));
  },
  fetch: (url, init) => fetch(url, init),
});
