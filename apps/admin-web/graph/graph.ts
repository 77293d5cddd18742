import { basePath, origin } from '../session/place.ts';
import { accessToken, forgetSession } from '../session/session.ts';
import { GraphClient } from './graph-client.ts';

/** Heard by the shell, which shows that the session has ended. */
export const sessionEnded = new EventTarget();

const clientOf = (version: string) =>
  new GraphClient({
    root: `${origin}${basePath}${version}`,
    token: accessToken,
    onSignedOut: () => {
      void forgetSession().then(() => sessionEnded.dispatchEvent(new Event('ended')));
    },
    fetch: (url, init) => fetch(url, init),
  });

/** The API of the server that the pages came from. */
export const graph = clientOf('v1.0');

/** For what the API has in beta alone. */
export const betaGraph = clientOf('beta');
