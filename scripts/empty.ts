// Removes folders of the package that runs it, so that no file of an earlier build is left in what is packed.
import { rmSync } from 'node:fs';

for (const folder of process.argv.slice(2)) rmSync(folder, { recursive: true, force: true });
