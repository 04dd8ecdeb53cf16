import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { drawBars } from './draw-plot.js';
import { round } from './timings.js';

const MiddleSchema = z.object({ p50: z.number() });
const BeforeAfterSchema = z.object({
  stages: z.record(z.string(), z.object({ before: MiddleSchema, after: MiddleSchema })),
});
const GrowthSchema = z.object({
  planning: z.object({ typical: MiddleSchema, misspelt: MiddleSchema, misnamed: MiddleSchema }),
  guard: MiddleSchema,
  growth: z.object({ first: MiddleSchema, again: MiddleSchema }),
});
const SCALES = ['1', '10', '100'];
const grownFigures: Readonly<Record<string, (found: z.infer<typeof GrowthSchema>) => number>> = {
  planning: ({ planning }) => planning.typical.p50,
  guarding: ({ guard }) => guard.p50,
  'a question asked again': ({ growth }) => growth.again.p50,
  'a question asked first': ({ growth }) => growth.first.p50,
};

/** Draws the committed results of `docs/benchmarks` beside them. *Returns* the names of the plots. */
export function drawResults(folder: string): string[] {
  const read = <T>(schema: z.ZodType<T>, name: string): T[] => {
    const file = join(folder, name);
    return existsSync(file) ? [schema.parse(JSON.parse(readFileSync(file, 'utf8')))] : [];
  };
  const drawn: string[] = [];
  const write = (name: string, svg: string): void => {
    writeFileSync(join(folder, name), svg);
    drawn.push(name);
  };
  for (const { stages } of read(BeforeAfterSchema, 'before-after.json')) {
    const series = (['before', 'after'] as const).map((name) => ({
      name,
      points: Object.entries(stages).map(([x, times]) => ({ x, y: times[name].p50 })),
    }));
    write(
      'before-after.svg',
      drawBars({ title: 'One question, median by stage (logarithmic)', unit: 'ms', series, logarithmic: true }),
    );
  }
  const grown = SCALES.flatMap((scale) =>
    read(GrowthSchema, `growth-${scale}.json`).map((found) => ({ x: `scale ${scale}`, ...found })),
  );
  if (grown.length > 0)
    write(
      'growth.svg',
      drawBars({
        title: 'As the data grow, median (logarithmic)',
        unit: 'ms',
        logarithmic: true,
        series: Object.entries(grownFigures).map(([name, pick]) => ({
          name,
          points: grown.map((found) => ({ x: found.x, y: round(pick(found)) })),
        })),
      }),
    );
  return drawn;
}
