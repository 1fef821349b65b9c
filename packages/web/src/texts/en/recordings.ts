export const recordings = {
  title: 'recordings',
};
