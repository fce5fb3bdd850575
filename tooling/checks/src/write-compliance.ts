import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { complianceMatrix, matrixFile } from './compliance.ts';

const root = resolve(import.meta.dirname, '../../..');
writeFileSync(join(root, matrixFile), complianceMatrix(root));
