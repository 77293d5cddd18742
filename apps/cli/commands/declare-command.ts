import type { Command } from 'commander';
import type { CliContext } from '../cli-context.ts';

/**
 * Adds one command to the program or to a group. It declares arguments, options and help, and loads what it runs
 * only when it runs, so that every other command starts fast.
 */
export type DeclareCommand = (parent: Command, context: CliContext) => void;
