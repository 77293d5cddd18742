import { createDOMRenderer, FluentProvider, RendererProvider } from '@fluentui/react-components';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { sessionEnded } from '../graph/graph.ts';
import { GraphProblem } from '../graph/graph-problem.ts';
import { styleNonce } from '../session/place.ts';
import type { Session } from '../session/session.ts';
import {
  ChosenContext,
  keepPreferences,
  languages,
  loadPreferences,
  type Preferences,
  textsIn,
} from './preferences.ts';
import { router } from './router.tsx';
import { type ClosedState, SignedOut } from './signed-out.tsx';
import { useTheme } from './themes.ts';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      // The client has asked a busy server again already.
      retry: (count, problem) => count < 1 && problem instanceof GraphProblem && problem.kind === 'unreachable',
    },
  },
});

const renderer = createDOMRenderer(document, { styleElementAttributes: { nonce: styleNonce } });

/** The whole page: what the person chose, who they are, and the route. */
export function App({ session }: { readonly session: Session }) {
  const [preferences, setPreferences] = useState<Preferences>(loadPreferences);
  const [hasEnded, setHasEnded] = useState(false);
  const theme = useTheme(preferences.theme);
  const { language } = preferences;
  const { direction } = languages[language];
  const chosen = useMemo(
    () => ({
      ...preferences,
      texts: textsIn[preferences.language],
      choose: (changed: Partial<Preferences>) => {
        const next = { ...preferences, ...changed };
        keepPreferences(next);
        setPreferences(next);
      },
    }),
    [preferences],
  );
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = direction;
  }, [language, direction]);
  useEffect(() => {
    const end = () => setHasEnded(true);
    sessionEnded.addEventListener('ended', end);
    return () => sessionEnded.removeEventListener('ended', end);
  }, []);
  const closed: ClosedState | undefined = hasEnded
    ? { state: 'ended' }
    : session.state === 'signed-in'
      ? undefined
      : session;
  return (
    <ChosenContext value={chosen}>
      <RendererProvider renderer={renderer} targetDocument={document}>
        <FluentProvider theme={theme} dir={direction} style={{ minHeight: '100%' }}>
          <QueryClientProvider client={queries}>
            {closed === undefined ? <RouterProvider router={router} /> : <SignedOut closed={closed} />}
          </QueryClientProvider>
        </FluentProvider>
      </RendererProvider>
    </ChosenContext>
  );
}
