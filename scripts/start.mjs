// `npm start`: installs if needed, then serves ./muster-data, filled with the demo company when it is empty.
import { ensureInstalled } from './ensure-installed.mjs';

ensureInstalled();
process.argv.splice(2, 0, 'serve', '--demo');
await import('../apps/cli/bin/muster.mjs');
