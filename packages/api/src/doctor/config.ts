import type { Config } from '../config/config.ts';
import type { Findings } from './findings.ts';

/** Fewer different characters than a random text of this length has. */
const FEW_CHARACTERS = 10;

export function examineConfig(findings: Findings, config: Config): void {
  const { secret, s3, role, trustProxy, warnings } = config;
  for (const warning of warnings) {
    findings.warn('configuration', warning, 'Correct its name, or take it away.');
  }
  if (warnings.length === 0) findings.fine('configuration', 'All that was said is understood.');
  if (secret !== null && new Set(secret).size < FEW_CHARACTERS) {
    findings.warn(
      'secret',
      'SINODE_SECRET is easy to guess.',
      'Make another: openssl rand -base64 48. The old one goes into SINODE_PREVIOUS_SECRETS.',
    );
  }
  if (secret === null && s3 !== null && role === 'api') {
    findings.warn(
      'secret',
      'Each replica makes a secret of its own: who signed in through one is a stranger to the others.',
      'Give all of them the same SINODE_SECRET, unless they share the data folder.',
    );
  }
  if (trustProxy === true) {
    findings.warn(
      'proxy',
      'Everyone who reaches the server is believed when they say who asks.',
      'Name the addresses of the proxy in SINODE_TRUST_PROXY, unless nobody else can reach the server.',
    );
  }
}
