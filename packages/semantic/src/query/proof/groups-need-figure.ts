import { suggestedFigures } from './suggested-figures.js';
import { unsure, type Check } from './evidence.js';

/** "broken down by language": groups were asked for and nothing was read that is shown for each. */
export const groupsNeedFigure: Check = ({ reading, query, model }) => {
  if (query.entity || reading.rank || query.metrics.length > 0 || query.dimensions.length === 0) return null;
  const split = reading.dimensions.some((d) => !d.per || reading.form !== 'list');
  if (!split || reading.form === 'which' || reading.form === 'list') return null;
  return unsure(
    'The question splits something up, and I could not tell which figure.',
    ...suggestedFigures(query, model),
  );
};
