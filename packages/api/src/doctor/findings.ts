/** What an examination finds: one sentence each, and what to do where something is not as it should be. */

export interface Finding {
  /** What was looked at. */
  readonly check: string;
  /** `warning`: it works, and somebody should look at it; `failure`: it does not work, or will lose something. */
  readonly state: 'fine' | 'warning' | 'failure';
  readonly said: string;
  /** What to do; `null` where there is nothing. */
  readonly advice: string | null;
}

/** Collects findings about one thing after the other. */
export interface Findings {
  fine(check: string, said: string): void;
  warn(check: string, said: string, advice: string): void;
  fail(check: string, said: string, advice: string): void;
}

/** @param onFinding - told of each as soon as it is found */
export function createFindings(onFinding: (finding: Finding) => void): Findings {
  return {
    fine: (check, said) => onFinding({ check, state: 'fine', said, advice: null }),
    warn: (check, said, advice) => onFinding({ check, state: 'warning', said, advice }),
    fail: (check, said, advice) => onFinding({ check, state: 'failure', said, advice }),
  };
}
