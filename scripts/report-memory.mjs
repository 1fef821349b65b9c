/** With `node --import`: says on stderr, when the process ends, how much memory it held at its peak. */
process.on('exit', () => {
  console.error(`peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
});
