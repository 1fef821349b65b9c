export const local = {
  title: 'local',
};
