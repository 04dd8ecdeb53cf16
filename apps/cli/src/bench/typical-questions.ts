/** Typical questions of a day at a rental shop, one of each kind that people ask: figures, series, ranks, conditions, lists. */
export const typicalQuestions: readonly string[] = [
  'total revenue',
  'revenue by month',
  'revenue by store',
  'top 10 films by revenue',
  'rentals by category',
  'number of customers',
  'average payment by staff',
  'late rentals by month',
  'revenue by weekday',
  'films per rating',
  'rentals by week',
  'top 5 customers by revenue',
  'revenue by category and store',
  'average length of films per category',
  'payments above 9 dollars',
  'customers per country, top 10',
  'rentals of comedy films by month',
  'share of revenue by category',
  'copies per store',
  'busiest hour for rentals',
];

/** The same words with the slips of quick fingers; what they mean is the planner's to find out. */
export const misspeltQuestions: readonly string[] = [
  'toal revenue by mnoth',
  'rentals by categroy',
  'top 10 fimls by reveneu',
  'avrage payment by staf',
  'number of custmoers by county',
  'reveune by weekady',
];
