import { type Dataset, type Field } from '../../model/model.js';

/** The field that an amount beside a noun means: what the event is worth, the price of the thing, else its only amount of money. */
export function amountField(dataset: Dataset | undefined): Field | undefined {
  if (!dataset) return undefined;
  const named = dataset.fields.get((dataset.event ? dataset.valueField : dataset.priceField) ?? '');
  if (named?.format === 'currency') return named;
  const amounts = [...dataset.fields.values()].filter((f) => f.format === 'currency');
  return amounts.length === 1 ? amounts[0] : undefined;
}
