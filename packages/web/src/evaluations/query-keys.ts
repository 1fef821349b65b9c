/** Of all that is kept of evaluations: `list`, `one` and `comparison`. */
export const EVALUATIONS = ['evaluations'] as const;
