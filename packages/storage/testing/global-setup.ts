import type { TestProject } from 'vitest/node';
import { removeAbandonedTestServers, startTestServer } from './test-server.ts';

/** Starts the server that the test files of a run share (`globalSetup` of vitest), and returns how to end it. */
export default async function startSharedServer(project: TestProject): Promise<() => Promise<void>> {
  await removeAbandonedTestServers();
  const server = await startTestServer();
  project.provide('testServerUrl', server.url);
  return () => server.stop();
}
