// A process of its own for the tests to kill: starts the server of the folder in argv[2] and tells about it, one line of
// JSON on standard output; ends when standard input does.
import { AppError } from '@muster/kernel';
import { startBundledServer } from './bundled-server.ts';

function tell(what: object): void {
  process.stdout.write(`${JSON.stringify(what)}\n`);
}

try {
  const server = await startBundledServer({ dataDir: process.argv[2]!, log: (line) => tell({ log: line.message }) });
  tell({ url: server.url, pid: server.pid });
  process.stdin.resume().once('end', async () => {
    await server.stop();
    process.exit();
  });
} catch (cause) {
  if (!(cause instanceof AppError)) throw cause;
  tell({ code: cause.code, message: cause.message });
}
