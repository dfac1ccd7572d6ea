/** `callveil check`: reads a configuration file and everything that the start would read, and prints what it found. */
import { readConfig, type LoadedConfig } from '../config/load.js';
import { checkNumber } from './check-number.js';
import { systemClock } from './clock.js';
import { reportCheck } from './report-check.js';
import { checkStart } from './start-check.js';

/**
 * Resolves with the exit code: 0 for a good file, 2 for one with mistakes. `numbers`: to be shown as trunks write them.
 */
export async function checkFile(file: string, numbers: readonly string[] = []): Promise<number> {
  let loaded: LoadedConfig;
  try {
    loaded = readConfig(file);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 2;
  }
  const check = await checkStart(loaded, systemClock.now());
  const { isGood, faults, lines } = await reportCheck(loaded, check);
  for (const fault of faults) console.error(fault);
  const { policy } = check;
  if (policy !== undefined)
    for (const number of numbers)
      for (const line of checkNumber(loaded.config, policy, number)) console.log(line);
  for (const line of lines) console.log(line);
  return isGood ? 0 : 2;
}
