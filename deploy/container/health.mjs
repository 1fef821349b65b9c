/** The image's health check: is this Sinode ready? The image has no curl. */
const port = process.env.SINODE_API_PORT || 8000;
const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(({ cause }) => ({
  ok: false,
  cause,
}));
if (!answer.ok) {
  console.error(answer.cause?.message ?? (await answer.text()));
  process.exit(1);
}
