// Every file below a folder that matches a predicate, sorted; Node 20 has no fs.globSync.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

export function globSync(folder, takes) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .filter(takes)
    .sort();
}
