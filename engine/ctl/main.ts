#!/usr/bin/env node
/**
 * The operators' command line. It knows the operator API and nothing else of Callveil, so it runs on any machine that
 * reaches it. Exit codes: 0 done, 1 refused by the API, 2 wrong use, 3 the service cannot be reached.
 */
import { CommanderError } from 'commander';
import { exitCodes, Failure } from './failure.js';
import { createProgram } from './program.js';
import { printable } from './table.js';

// The reader may close the pipe early: `callveil-ctl bindings list --all | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

const program = createProgram();
try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
}

/** Prints the error, unless commander has. Sets the exit code instead of exiting, so that all output is written. */
function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodes['wrong-use'];
  if (!(error instanceof Failure)) throw error;
  if (error.answer !== undefined && program.opts<{ json?: boolean }>().json) console.log(error.answer);
  console.error(`callveil-ctl: ${printable(error.message)}`);
  return exitCodes[error.kind];
}
