/** All lists of recordings, whatever their filter. What is known of one recording is kept under `['recordings', id]`. */
export const LISTS = ['recordings', 'list'] as const;
