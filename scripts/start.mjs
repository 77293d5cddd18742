// `npm start`: installs and builds the admin centre if needed, then serves ./muster-data, filled with the demo company when it is empty.
// Jean Trenary manages its information services, and administers the directory.
import { ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled } from './ensure-installed.mjs';

ensureInstalled();
if (!ensureBuilt()) process.stderr.write('the admin centre could not be built: the server starts without it\n');
process.argv.splice(2, 0, 'serve', '--demo', '--administrator', 'jean0@adventure-works.com');
await import('../apps/cli/bin/muster.mjs');
