export { createPlanner, type Planner, type PlanInput, type Planned, type NotPlanned } from './planner.js';
export { loadModel, ModelError, type ModelFault, type ModelSources } from './model/load-model.js';
export type { Model } from './model/model.js';
export { buildValueIndex, type ValueEntry, type ValueIndex } from './question/value-index.js';
export type { Clock, ClockEntry } from './question/resolve-time.js';
export { suggestQuestions } from './answer/suggest.js';
export { toCatalog } from './answer/to-catalog.js';
export { culpritOf, isEmpty, type EmptyProbe, type WhyEmpty } from './answer/why-empty.js';
export { renderAnswer, type RenderInput, type RenderedAnswer } from './answer/render-answer.js';
