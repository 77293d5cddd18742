import { errorsPage } from './errors-page.ts';
import { graphApiPage } from './graph-api-page.ts';
import { limitsPage } from './limits-page.ts';
import { permissionsPage } from './permissions-page.ts';
import { settingsPage } from './settings-page.ts';

/** Path from the root → text, for every page that is written from the code. */
export function generatedPages(): ReadonlyMap<string, string> {
  return new Map([
    ['docs/errors.md', errorsPage()],
    ['docs/settings.md', settingsPage()],
    ['docs/permissions.md', permissionsPage()],
    ['docs/limits.md', limitsPage()],
    ['docs/graph-api.md', graphApiPage()],
  ]);
}
