import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crossValidate } from './cross-validate.js';
import { fitConfidence } from './fit-confidence.js';
import { readObservations } from './read-observations.js';
import { toWeightsFile } from './to-weights-file.js';

// `npm run calibrate -w @copilot/evals`: fits the confidence to what answers showed and whether they were right.
const root = join(import.meta.dirname, '../..');
const observed = readObservations(readFileSync(join(root, 'evals/observations.txt'), 'utf8'));
const target = join(root, 'packages/semantic/src/answer/confidence/confidence-weights.ts');
writeFileSync(target, toWeightsFile(fitConfidence(observed)));

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;
const { bins, expectedCalibrationError, bounds } = crossValidate(observed);
console.log(`${observed.length} answers; each author's judged with weights fitted to the others' alone\n`);
for (const { from, to, answers, right, stated } of bins)
  console.log(
    `${from.toFixed(2)}–${to.toFixed(2)}  ${answers} answers, said ${percent(stated, 1)}, right ${percent(right, answers)}`,
  );
console.log(`\nexpected calibration error ${(100 * expectedCalibrationError).toFixed(1)} points\n`);
for (const { bound, answered, wrong } of bounds)
  console.log(
    `asked back below ${bound.toFixed(2)}: ${answered} answered, ${wrong} of them wrong (${percent(wrong, answered)})`,
  );
