import { fuzz } from './fuzz/run.ts';
console.log(await fuzz({ attacked: 'odd responses', seed: 1, connections: 50000, crowd: 0 }));
