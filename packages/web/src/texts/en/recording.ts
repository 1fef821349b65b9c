export const recording = {
  title: 'recording',
};
