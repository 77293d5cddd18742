import {
  createDOMRenderer,
  FluentProvider,
  RendererProvider,
  type Theme,
  teamsHighContrastTheme,
  webDarkTheme,
  webLightTheme,
} from '@fluentui/react-components';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { sessionEnded } from '../graph/graph.ts';
import { GraphProblem } from '../graph/graph-problem.ts';
import { styleNonce } from '../session/place.ts';
import type { Session } from '../session/session.ts';
import {
  ChosenContext,
  keepPreferences,
  loadPreferences,
  type Preferences,
  type ThemeName,
  textsIn,
} from './preferences.ts';
import { router } from './router.tsx';
import { type ClosedState, SignedOut } from './signed-out.tsx';

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

const darkness = window.matchMedia('(prefers-color-scheme: dark)');
const contrast = window.matchMedia('(forced-colors: active)');

function useMedia(query: MediaQueryList): boolean {
  return useSyncExternalStore(
    (changed) => {
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => query.matches,
  );
}

function useTheme(name: ThemeName): Theme {
  const [isDark, isContrast] = [useMedia(darkness), useMedia(contrast)];
  if (name === 'contrast' || (name === 'system' && isContrast)) return teamsHighContrastTheme;
  return name === 'dark' || (name === 'system' && isDark) ? webDarkTheme : webLightTheme;
}

/** The whole page: what the person chose, who they are, and the route. */
export function App({ session }: { readonly session: Session }) {
  const [preferences, setPreferences] = useState<Preferences>(loadPreferences);
  const [hasEnded, setHasEnded] = useState(false);
  const theme = useTheme(preferences.theme);
  const { language } = preferences;
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
  }, [language]);
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
        <FluentProvider theme={theme} style={{ minHeight: '100%' }}>
          <QueryClientProvider client={queries}>
            {closed === undefined ? <RouterProvider router={router} /> : <SignedOut closed={closed} />}
          </QueryClientProvider>
        </FluentProvider>
      </RendererProvider>
    </ChosenContext>
  );
}
