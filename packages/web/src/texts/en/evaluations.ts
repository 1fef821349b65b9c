export const evaluations = {
  title: 'evaluations',
};
